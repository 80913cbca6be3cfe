import { eventOf, outbox, showingSavedV1 } from '@marquee/shared/events';
import type { EntityManager } from 'typeorm';
import { factsRepository } from '../../persistence/factsRepository';

/** Tells the others what these showings are now, in the transaction that changed them. */
export async function tellOfShowings(tx: EntityManager, ids: readonly string[]): Promise<void> {
  const facts = await factsRepository(tx).ofShowings(ids);
  await outbox(tx).append(...facts.map((data) => eventOf(showingSavedV1, { aggregateId: data.showingId, data })));
}

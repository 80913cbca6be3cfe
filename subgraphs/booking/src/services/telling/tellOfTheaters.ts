import { eventOf, outbox, theaterSavedV1 } from '@marquee/shared/events';
import type { EntityManager } from 'typeorm';
import { factsRepository } from '../../persistence/factsRepository';

/** Tells the others what these theaters are now, in the transaction that changed them. */
export async function tellOfTheaters(tx: EntityManager, ids: readonly string[]): Promise<void> {
  const facts = await factsRepository(tx).ofTheaters(ids);
  await outbox(tx).append(...facts.map((data) => eventOf(theaterSavedV1, { aggregateId: data.theaterId, data })));
}

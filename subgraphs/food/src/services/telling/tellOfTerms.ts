import { eventOf, outbox, restaurantTermsSavedV1 } from '@marquee/shared/events';
import type { EntityManager } from 'typeorm';
import { factsRepository } from '../../persistence/factsRepository';

/** Tells the others on what terms these restaurants take orders now, in the transaction that changed them. */
export async function tellOfTerms(tx: EntityManager, restaurantIds: readonly string[]): Promise<void> {
  const facts = await factsRepository(tx).ofTerms(restaurantIds);
  await outbox(tx).append(
    ...facts.map((data) => eventOf(restaurantTermsSavedV1, { aggregateId: data.restaurantId, data })),
  );
}

import { eventOf, outbox, restaurantSavedV1 } from '@marquee/shared/events';
import type { EntityManager } from 'typeorm';
import { factsRepository } from '../../persistence/factsRepository';

/** Tells the others what these restaurants are now, in the transaction that changed them. */
export async function tellOfRestaurants(tx: EntityManager, ids: readonly string[]): Promise<void> {
  const facts = await factsRepository(tx).ofRestaurants(ids);
  await outbox(tx).append(...facts.map((data) => eventOf(restaurantSavedV1, { aggregateId: data.restaurantId, data })));
}

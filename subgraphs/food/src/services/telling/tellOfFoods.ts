import { eventOf, foodSavedV1, outbox } from '@marquee/shared/events';
import type { EntityManager } from 'typeorm';
import { factsRepository } from '../../persistence/factsRepository';

/** Tells the others what these dishes are now, in the transaction that changed them. */
export async function tellOfFoods(tx: EntityManager, ids: readonly string[]): Promise<void> {
  const facts = await factsRepository(tx).ofFoods(ids);
  await outbox(tx).append(...facts.map((data) => eventOf(foodSavedV1, { aggregateId: data.foodId, data })));
}

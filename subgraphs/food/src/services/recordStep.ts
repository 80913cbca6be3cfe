import { outbox } from '@marquee/shared/events';
import type { EntityManager } from 'typeorm';
import type { FoodOrder } from '../domain/foodOrder';
import { foodOrderStatusUpdated } from '../events/published';
import { foodOrdersRepository } from '../persistence/foodOrdersRepository';

/**
 * Saves a change of an order whose row this transaction has locked, and its event; for a step also its line in the
 * timeline, which has each status once.
 */
export async function recordStep(
  tx: EntityManager,
  before: FoodOrder,
  after: FoodOrder,
  actorId: string,
  note: string | null,
): Promise<FoodOrder> {
  const orders = foodOrdersRepository(tx);
  await orders.update(after);
  if (after.status !== before.status) await orders.appendTimeline(after, actorId, note);
  await outbox(tx).append(foodOrderStatusUpdated(before, after, note));
  return after;
}

import { outbox } from '@marquee/shared/events';
import type { EntityManager } from 'typeorm';
import type { Order } from '../../domain/order';
import { orderChanged } from '../../events/published';
import { ordersRepository, type StepBy } from '../../persistence/ordersRepository';

/** What the checkout itself does, or what others told has as a consequence. */
export const bySystem = (note: string | null = null): StepBy => ({ actor: 'SYSTEM', actorId: null, note });

/**
 * Saves a change of an order whose row this transaction has locked, and its event; for another status also its line in
 * the timeline.
 */
export async function recordOrderStep(tx: EntityManager, before: Order, after: Order, by: StepBy): Promise<Order> {
  const orders = ordersRepository(tx);
  await orders.update(after);
  if (after.status !== before.status) await orders.appendTimeline(after, by);
  await outbox(tx).append(orderChanged(before, after));
  return after;
}

import { outbox } from '@marquee/shared/events';
import type { EntityManager } from 'typeorm';
import { orderToldAgain } from '../../events/published';
import { ordersRepository } from '../../persistence/ordersRepository';

/** Tells the others again what these orders are, and what was ordered. */
export async function tellOfOrders(tx: EntityManager, ids: readonly string[]): Promise<void> {
  const orders = await ordersRepository(tx).findForShare(ids);
  const lines = await ordersRepository(tx).linesOf(ids);
  const titlesOf = (id: string) => lines.filter(({ orderId }) => orderId === id).map(({ title }) => title);
  await outbox(tx).append(...orders.map((order) => orderToldAgain(order, titlesOf(order.id))));
}

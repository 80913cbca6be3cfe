import { getById } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import type { Order } from '../../domain/order';
import { ordersRepository } from '../../persistence/ordersRepository';
import { sagasRepository } from '../../saga';

/**
 * An order that nobody else changes until the transaction ends, and neither does anybody its saga: that one is locked
 * first, as whenever a saga moves. @throws NotFound
 */
export async function lockOrderAndSaga(tx: EntityManager, id: string, path: readonly string[]): Promise<Order> {
  const orders = ordersRepository(tx);
  let { sagaId } = await getById('order', id, path, orders.find);
  for (;;) {
    await sagasRepository(tx).findForUpdate(sagaId);
    const order = await getById('order', id, path, orders.findForUpdate);
    if (order.sagaId === sagaId) return order;
    // Its customer has paid meanwhile, which began another.
    sagaId = order.sagaId;
  }
}

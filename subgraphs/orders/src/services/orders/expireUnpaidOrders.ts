import { isPayable } from '../../domain/order';
import { ordersRepository } from '../../persistence/ordersRepository';
import type { OrdersServices } from '../services';
import { endOrder } from './cancelOrder';
import { lockOrderAndSaga } from './lockOrder';
import { bySystem } from './recordOrderStep';

const batchSize = 100;

/** Calls off the orders that their customers were to pay by a step of their own, and have not in time. */
export async function expireUnpaidOrders({ db, clock }: Pick<OrdersServices, 'db' | 'clock'>): Promise<void> {
  const now = clock.now();
  for (const id of await ordersRepository(db.manager).findUnpaid(now, batchSize)) {
    await db.transaction(async (tx) => {
      const order = await lockOrderAndSaga(tx, id, []);
      // Paid or called off between the look and the lock.
      if (!isPayable(order) || order.payBy === null || order.payBy > now) return;
      await endOrder(tx, order, { by: bySystem('It was not paid in time.'), now });
    });
  }
}

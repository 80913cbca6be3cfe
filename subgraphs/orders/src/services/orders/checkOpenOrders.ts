import type { EntityManager } from 'typeorm';
import { TooManyOpenOrders } from '../../domain/errors';
import { ordersRepository } from '../../persistence/ordersRepository';

/**
 * Does nothing while the customer may have one more order that is not paid yet. Whoever orders for the same customer waits
 * here until this transaction ends, and counts its order. @throws TooManyOpenOrders
 */
export async function checkOpenOrders(tx: EntityManager, customerId: string, most: number): Promise<void> {
  const orders = ordersRepository(tx);
  await orders.lockOrdering(customerId);
  if ((await orders.countOpen(customerId)) >= most) throw new TooManyOpenOrders(most);
}

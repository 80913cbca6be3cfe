import type { Viewer } from '@marquee/shared/auth';
import { getById, missing } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { mayReadOrder } from '../../domain/access';
import type { Order } from '../../domain/order';
import { ordersRepository } from '../../persistence/ordersRepository';

/** @throws NotFound, the same for an order that is not there and for one that the viewer may not see */
export async function getVisibleOrder(
  db: EntityManager,
  viewer: Viewer,
  orderId: string,
  path: readonly string[],
): Promise<Order> {
  const order = await getById('order', orderId, path, ordersRepository(db).find);
  if (!mayReadOrder(viewer, order)) throw missing('order', orderId, path);
  return order;
}

import type { Viewer } from '@marquee/shared/auth';
import { getById, missing } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import type { FoodOrder } from '../domain/foodOrder';
import { maySeeFoodOrder, readAnyScope } from '../domain/foodOrderAccess';
import { type FoodOrderScope, foodOrdersRepository } from '../persistence/foodOrdersRepository';
import { dutiesOf } from './duties';

/** Those of the orders that exist for the viewer; nothing but own ones cost no look at duties. */
export async function visibleTo<T extends Pick<FoodOrder, 'customerId' | 'restaurantId'>>(
  db: EntityManager,
  viewer: Viewer | null,
  orders: readonly T[],
): Promise<T[]> {
  if (viewer === null) return [];
  const isSettled = orders.every((order) => maySeeFoodOrder(viewer, order, []));
  const duties = isSettled ? [] : await dutiesOf(db, viewer);
  return orders.filter((order) => maySeeFoodOrder(viewer, order, duties));
}

/** Whether the order exists for the viewer. */
export async function isVisibleTo(
  db: EntityManager,
  viewer: Viewer,
  order: Pick<FoodOrder, 'customerId' | 'restaurantId'>,
): Promise<boolean> {
  const visible = await visibleTo(db, viewer, [order]);
  return visible.length > 0;
}

/** @throws NotFound, the same for an order that is not there and for one that the viewer may not see */
export async function getVisibleFoodOrder(
  db: EntityManager,
  viewer: Viewer,
  orderId: string,
  path: readonly string[],
): Promise<FoodOrder> {
  const order = await getById('foodOrder', orderId, path, foodOrdersRepository(db).find);
  const [visible] = await visibleTo(db, viewer, [order]);
  if (visible === undefined) throw missing('foodOrder', orderId, path);
  return visible;
}

/** Whose orders the viewer's lists hold. */
export async function scopeOf(db: EntityManager, viewer: Viewer): Promise<FoodOrderScope> {
  if (viewer.scopes.includes(readAnyScope)) return 'ALL';
  const duties = await dutiesOf(db, viewer);
  return { customerId: viewer.userId, restaurantIds: [...new Set(duties.map(({ restaurantId }) => restaurantId))] };
}

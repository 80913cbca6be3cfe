import type { Viewer } from '@marquee/shared/auth';
import { getById, missing } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import type { CourierAssignment } from '../domain/courier';
import type { FoodOrder } from '../domain/foodOrder';
import {
  type HeldDuty,
  maySeeFoodOrder,
  readAnyScope,
  type StaffDuty,
  seesWithoutDuty,
} from '../domain/foodOrderAccess';
import { foodOrderCouriersRepository } from '../persistence/foodOrderCouriersRepository';
import { type FoodOrderScope, foodOrdersRepository } from '../persistence/foodOrdersRepository';
import { dutiesOf } from './duties';

/** Those of the orders that exist for the viewer; nothing but own ones cost no look at duties. */
export async function visibleTo(
  db: EntityManager,
  viewer: Viewer | null,
  orders: readonly FoodOrder[],
): Promise<FoodOrder[]> {
  if (viewer === null) return [];
  const isSettled = orders.every((order) => seesWithoutDuty(viewer, order));
  const duties = isSettled ? [] : await dutiesOf(db, viewer);
  const courierOf = await couriersFor(db, duties, orders);
  return orders.filter((order) => maySeeFoodOrder(viewer, order, courierOf.get(order.id) ?? null, duties));
}

/** Who brings them, looked up only for somebody to whose seeing them it matters. */
async function couriersFor(
  db: EntityManager,
  duties: readonly HeldDuty[],
  orders: readonly FoodOrder[],
): Promise<ReadonlyMap<string, CourierAssignment>> {
  if (!duties.some(({ duty }) => duty === 'COURIER')) return new Map();
  const couriers = await foodOrderCouriersRepository(db).findByOrders(orders.map(({ id }) => id));
  return new Map(couriers.map((courier) => [courier.orderId, courier]));
}

/** Whether the order of an event exists for the viewer as it is now; one of their own costs nothing. */
export async function isVisibleTo(
  db: EntityManager,
  viewer: Viewer,
  { orderId, customerId }: { readonly orderId: string; readonly customerId: string },
): Promise<boolean> {
  if (seesWithoutDuty(viewer, { customerId })) return true;
  const order = await foodOrdersRepository(db).find(orderId);
  const visible = order === null ? [] : await visibleTo(db, viewer, [order]);
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

/** Whose orders the viewer's lists hold: the same as `visibleTo`, as a condition. */
export async function scopeOf(db: EntityManager, viewer: Viewer): Promise<FoodOrderScope> {
  if (viewer.scopes.includes(readAnyScope)) return 'ALL';
  const duties = await dutiesOf(db, viewer);
  const placesOf = (wanted: StaffDuty) =>
    duties.filter(({ duty }) => duty === wanted).map(({ restaurantId }) => restaurantId);
  return { readerId: viewer.userId, cooksAt: placesOf('KITCHEN'), deliversFor: placesOf('COURIER') };
}

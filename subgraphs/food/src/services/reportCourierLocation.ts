import type { Viewer } from '@marquee/shared/auth';
import { Forbidden, RateLimited } from '@marquee/shared/errors';
import { outbox } from '@marquee/shared/events';
import { getById } from '@marquee/shared/ids';
import { checkMayReport, reportWaitMs } from '../domain/courier';
import type { FoodOrder } from '../domain/foodOrder';
import { type GeoPoint, readGeoPoint } from '../domain/geoPoint';
import { foodOrderCourierMoved } from '../events/published';
import { foodOrderCouriersRepository } from '../persistence/foodOrderCouriersRepository';
import { foodOrdersRepository } from '../persistence/foodOrdersRepository';
import { dutiesAt } from './duties';
import type { FoodServices } from './services';
import { getVisibleFoodOrder } from './visibleFoodOrders';

export interface ReportCourierLocation {
  readonly orderId: string;
  readonly location: GeoPoint;
}

const orderPath = ['orderId'];

/**
 * Keeps where the viewer is with an order that they bring, and tells those who watch it.
 * @throws NotFound | Forbidden | InvalidInput for an order that is not on its way | RateLimited when it comes too soon
 */
export async function reportCourierLocation(
  { db, clock }: FoodServices,
  viewer: Viewer,
  { orderId, location }: ReportCourierLocation,
): Promise<FoodOrder> {
  const place = readGeoPoint(location, ['location']);
  return db.transaction(async (tx) => {
    const { restaurantId } = await getVisibleFoodOrder(tx, viewer, orderId, orderPath);
    const duties = await dutiesAt(tx, viewer, restaurantId, orderPath);
    if (!duties.includes('COURIER')) throw new Forbidden('This is for the couriers of that restaurant.', orderPath);
    const order = await getById('foodOrder', orderId, orderPath, foodOrdersRepository(tx).findForUpdate);
    const couriers = foodOrderCouriersRepository(tx);
    const assignment = await couriers.find(orderId);
    checkMayReport(order, assignment, viewer.userId);
    const now = clock.now();
    const waitMs = reportWaitMs(assignment, now);
    if (waitMs > 0) throw new RateLimited('This position came too soon after the last one.', waitMs);
    await couriers.locate(orderId, place, now);
    await outbox(tx).append(foodOrderCourierMoved(order, viewer.userId, place, now));
    return order;
  });
}

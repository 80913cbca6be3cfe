import {
  type EventEnvelope,
  eventOf,
  foodOrderCourierAssignedV1,
  foodOrderCourierMovedV1,
  foodOrderPlacedV1,
  foodOrderStatusUpdatedV1,
  restaurantStaffChangedV1,
} from '@marquee/shared/events';
import type { FoodOrder } from '../domain/foodOrder';
import type { StaffDuty } from '../domain/foodOrderAccess';
import type { GeoPoint } from '../domain/geoPoint';

/** An order has just been made; `paymentMethodId` is what pays for it before the kitchen sees it. */
export function foodOrderPlaced(order: FoodOrder, paymentMethodId: string | null): EventEnvelope {
  const { totalMinor: minor, currency, payment } = order;
  return eventOf(foodOrderPlacedV1, {
    aggregateId: order.id,
    occurredAt: order.createdAt,
    data: { ...stateOf(order), total: { minor, currency }, paymentMethodId, isOfOrder: payment === 'BY_ORDER' },
  });
}

/** An order has taken a step, or has another estimate in the same status; `reason` is what was said with it. */
export function foodOrderStatusUpdated(before: FoodOrder, after: FoodOrder, reason: string | null): EventEnvelope {
  return eventOf(foodOrderStatusUpdatedV1, {
    aggregateId: after.id,
    occurredAt: after.updatedAt,
    data: { ...stateOf(after), previousStatus: before.status, ...(reason !== null && { reason }) },
  });
}

/** A delivery has a courier, or another one. */
export function foodOrderCourierAssigned(order: FoodOrder, courierId: string, occurredAt: Date): EventEnvelope {
  return eventOf(foodOrderCourierAssignedV1, {
    aggregateId: order.id,
    occurredAt,
    data: { ...stateOf(order), courierId },
  });
}

/** The courier of an order was there at that moment. */
export function foodOrderCourierMoved(
  { id: orderId, customerId, restaurantId }: FoodOrder,
  courierId: string,
  { latitude, longitude }: GeoPoint,
  occurredAt: Date,
): EventEnvelope {
  return eventOf(foodOrderCourierMovedV1, {
    aggregateId: orderId,
    occurredAt,
    data: { orderId, customerId, restaurantId, courierId, latitude, longitude },
  });
}

/** A user's duties changed. The user is the aggregate: `allDuties` spans restaurants. */
export function restaurantStaffChanged(change: {
  readonly restaurantId: string;
  readonly userId: string;
  readonly duties: StaffDuty[];
  readonly allDuties: StaffDuty[];
}): EventEnvelope {
  return eventOf(restaurantStaffChangedV1, { aggregateId: change.userId, data: change });
}

function stateOf({ id, number, customerId, restaurantId, status, estimatedReadyAt, version }: FoodOrder) {
  return {
    orderId: id,
    number,
    customerId,
    restaurantId,
    status,
    estimatedReadyAt: estimatedReadyAt?.toISOString() ?? null,
    version,
  };
}

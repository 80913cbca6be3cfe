import {
  type EventEnvelope,
  eventOf,
  foodOrderPlacedV1,
  foodOrderStatusUpdatedV1,
  restaurantStaffChangedV1,
} from '@marquee/shared/events';
import type { FoodOrder } from '../domain/foodOrder';
import type { StaffDuty } from '../domain/foodOrderAccess';

/** An order has just been placed. */
export function foodOrderPlaced(order: FoodOrder): EventEnvelope {
  const { totalMinor: minor, currency } = order;
  return eventOf(foodOrderPlacedV1, {
    aggregateId: order.id,
    occurredAt: order.createdAt,
    data: { ...stateOf(order), total: { minor, currency } },
  });
}

/** An order has taken a step; `reason` is what was said with it. */
export function foodOrderStatusUpdated(before: FoodOrder, after: FoodOrder, reason: string | null): EventEnvelope {
  return eventOf(foodOrderStatusUpdatedV1, {
    aggregateId: after.id,
    occurredAt: after.updatedAt,
    data: { ...stateOf(after), previousStatus: before.status, ...(reason !== null && { reason }) },
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

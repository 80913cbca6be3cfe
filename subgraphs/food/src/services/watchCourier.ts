import type { Viewer } from '@marquee/shared/auth';
import { type EventOf, foodOrderCourierMovedV1, type TailedEvent } from '@marquee/shared/events';
import { eventStream } from '@marquee/shared/subscriptions';
import type { FoodServices } from './services';
import { getVisibleFoodOrder, isVisibleTo } from './visibleFoodOrders';

/** Where a courier was with an order, with the cursor to resume after it. */
export type CourierMove = TailedEvent<EventOf<typeof foodOrderCourierMovedV1>>;

export interface WatchCourier {
  readonly orderId: string;
  readonly after: string | null;
  readonly signal: AbortSignal | undefined;
}

/**
 * From now on, or after a cursor: the way of one order. Whether the viewer may see the order is asked again for each
 * report. @throws NotFound for an order that is not there or not to be seen | InvalidInput
 */
export async function watchCourier(
  { db, bus }: FoodServices,
  viewer: Viewer,
  { orderId, after, signal }: WatchCourier,
): Promise<AsyncIterableIterator<CourierMove>> {
  await getVisibleFoodOrder(db.manager, viewer, orderId, ['orderId']);
  return eventStream({
    bus,
    contracts: [foodOrderCourierMovedV1],
    after,
    signal,
    isFor: ({ data }) => data.orderId === orderId && isVisibleTo(db.manager, viewer, data),
  });
}

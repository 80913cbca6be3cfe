import type { Viewer } from '@marquee/shared/auth';
import { type EventOf, foodOrderPlacedV1, foodOrderStatusUpdatedV1, type TailedEvent } from '@marquee/shared/events';
import { eventStream } from '@marquee/shared/subscriptions';
import type { FoodOrderStatus } from '../domain/foodOrderStatus';
import type { FoodServices } from './services';
import { getVisibleFoodOrder, isVisibleTo } from './visibleFoodOrders';

type FoodOrderFact = EventOf<typeof foodOrderPlacedV1> | EventOf<typeof foodOrderStatusUpdatedV1>;

/** A step of an order, with the cursor to resume after it. */
export type FoodOrderChange = TailedEvent<FoodOrderFact>;

export interface WatchFoodOrders {
  /** Null: all orders of the viewer. */
  readonly orderId: string | null;
  readonly after: string | null;
  readonly signal: AbortSignal | undefined;
}

/**
 * From now on, or after a cursor: the steps of one order, or of all own orders together with new ones. Whether the
 * viewer may see the order is asked again for each step.
 * @throws NotFound for an order that is not there or not to be seen | InvalidInput
 */
export async function watchFoodOrders(
  services: FoodServices,
  viewer: Viewer,
  { orderId, after, signal }: WatchFoodOrders,
): Promise<AsyncIterableIterator<FoodOrderChange>> {
  const { bus } = services;
  if (orderId === null) {
    const isOwn = ({ data }: FoodOrderFact) => data.customerId === viewer.userId;
    return eventStream({ bus, contracts: [foodOrderPlacedV1, foodOrderStatusUpdatedV1], after, signal, isFor: isOwn });
  }
  await getVisibleFoodOrder(services.db.manager, viewer, orderId, ['orderId']);
  // No `placed`: whoever names the order knows that it is there, and its event may still be on the way.
  return eventStream({
    bus,
    contracts: [foodOrderStatusUpdatedV1],
    after,
    signal,
    isFor: ({ data }) => data.orderId === orderId && isVisibleTo(services.db.manager, viewer, data),
  });
}

/** The status before the event; null for a new order. */
export function previousStatusOf({ event }: FoodOrderChange): FoodOrderStatus | null {
  return 'previousStatus' in event.data ? event.data.previousStatus : null;
}

import type { Viewer } from '@marquee/shared/auth';
import {
  type EventOf,
  isNews,
  orderCancelledV1,
  orderCreatedV1,
  orderStatusUpdatedV1,
  orderUpdatedV1,
  type TailedEvent,
} from '@marquee/shared/events';
import { eventStream } from '@marquee/shared/subscriptions';
import { mayReadOrder } from '../../domain/access';
import type { Order } from '../../domain/order';
import type { OrderStatus } from '../../domain/orderStatus';
import type { OrdersServices } from '../services';
import { getVisibleOrder } from './visibleOrders';

type OrderFact =
  | EventOf<typeof orderCreatedV1>
  | EventOf<typeof orderUpdatedV1>
  | EventOf<typeof orderStatusUpdatedV1>
  | EventOf<typeof orderCancelledV1>;

/** A change of an order, with the cursor to resume after it. */
export type OrderChange = TailedEvent<OrderFact>;

export interface WatchOrders {
  /** Null: all orders of the viewer. */
  readonly orderId: string | null;
  readonly after: string | null;
  readonly signal: AbortSignal | undefined;
}

const changes = [orderUpdatedV1, orderStatusUpdatedV1, orderCancelledV1];

/**
 * From now on, or after a cursor: the changes of one order, or of all own ones together with new ones. Whether the viewer
 * may see the order is asked again for each.
 * @throws NotFound for an order that is not there or not to be seen | InvalidInput
 */
export async function watchOrders(
  { db, bus }: OrdersServices,
  viewer: Viewer,
  { orderId, after, signal }: WatchOrders,
): Promise<AsyncIterableIterator<OrderChange>> {
  if (orderId === null) {
    const isOwn = ({ data }: OrderFact) => data.customerId === viewer.userId && isNews(data);
    return eventStream({ bus, contracts: [orderCreatedV1, ...changes], after, signal, isFor: isOwn });
  }
  await getVisibleOrder(db.manager, viewer, orderId, ['orderId']);
  // No `created`: whoever names the order knows that it is there, and its event may still be on the way.
  return eventStream({
    bus,
    contracts: changes,
    after,
    signal,
    isFor: ({ data }: OrderFact) => data.orderId === orderId && isNews(data) && mayReadOrder(viewer, data),
  });
}

/** The status before the event; null for a new order. */
export function previousStatusOf({ event }: OrderChange): OrderStatus | null {
  if (event.type === 'order.created') return null;
  return 'previousStatus' in event.data ? event.data.previousStatus : event.data.status;
}

/** The order as it stood right after the event: two quick steps are not both shown as the second. */
export function orderAsOf({ data, occurredAt }: OrderFact, order: Order): Order {
  const { status, version } = data;
  return version === order.version ? order : { ...order, status, version, updatedAt: new Date(occurredAt) };
}

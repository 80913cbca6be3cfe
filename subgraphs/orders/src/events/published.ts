import {
  type EventEnvelope,
  eventOf,
  orderCancelledV1,
  orderCreatedV1,
  orderStatusUpdatedV1,
  orderUpdatedV1,
} from '@marquee/shared/events';
import { money } from '@marquee/shared/money';
import { isPayable, type Order } from '../domain/order';

/** An order was made, of lines that are called so. */
export function orderCreated(order: Order, titles: readonly string[]): EventEnvelope {
  return eventOf(orderCreatedV1, { ...factOf(order), data: { ...stateOf(order), titles: [...titles] } });
}

/** What an order is, for who has not heard it or has lost it. */
export function orderToldAgain(order: Order, titles: readonly string[]): EventEnvelope {
  const data = { ...stateOf(order), titles: [...titles], isToldAgain: true };
  return eventOf(orderUpdatedV1, { ...factOf(order), data });
}

/** What happened to the order between these two: it was called off, has another status, or something else of it is new. */
export function orderChanged(before: Order, after: Order): EventEnvelope {
  const data = stateOf(after);
  if (before.status === after.status) return eventOf(orderUpdatedV1, { ...factOf(after), data });
  const moved = { ...factOf(after), data: { ...data, previousStatus: before.status } };
  return after.status === 'CANCELLED' ? eventOf(orderCancelledV1, moved) : eventOf(orderStatusUpdatedV1, moved);
}

const factOf = ({ id, updatedAt }: Order) => ({ aggregateId: id, occurredAt: updatedAt });

function stateOf(order: Order) {
  const { id: orderId, number, customerId, status, totalMinor, currency, version } = order;
  return {
    orderId,
    number,
    customerId,
    status,
    total: money(totalMinor, currency),
    isPayable: isPayable(order),
    version,
  };
}

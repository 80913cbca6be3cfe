import type { Fates } from './cancelOrder';
import type { Order } from './order';

/** What an order can be made of. */
export type OrderPart = 'GOODS' | 'SEATS' | 'DISHES';

type Parts = Pick<Order, 'hasGoods' | 'bookingId' | 'foodOrderId'>;

const outOfTheKitchen = ['PICKED_UP', 'DELIVERED'];

/** The parts that the order is made of. */
export function partsOf({ hasGoods, bookingId, foodOrderId }: Parts): OrderPart[] {
  const has: Readonly<Record<OrderPart, boolean>> = {
    GOODS: hasGoods,
    SEATS: bookingId !== null,
    DISHES: foodOrderId !== null,
  };
  return (['GOODS', 'SEATS', 'DISHES'] as const).filter((part) => has[part]);
}

/**
 * The parts of an order that can still be kept from its customer. What was shipped or delivered, seats of a film that has
 * begun or into which somebody was let, and dishes that have left the kitchen cannot.
 */
export function partsHere(
  order: Parts & Pick<Order, 'isShipped' | 'isDelivered'>,
  { booking, foodOrder }: Fates,
  now: Date,
): OrderPart[] {
  const isHandedOver: Readonly<Record<OrderPart, boolean>> = {
    GOODS: order.isShipped,
    SEATS: booking !== null && isSeen(booking, now),
    DISHES: foodOrder !== null && outOfTheKitchen.includes(foodOrder.status),
  };
  return order.isDelivered ? [] : partsOf(order).filter((part) => !isHandedOver[part]);
}

function isSeen({ status, startsAt }: NonNullable<Fates['booking']>, now: Date): boolean {
  return status === 'CHECKED_IN' || (status === 'CONFIRMED' && startsAt <= now);
}

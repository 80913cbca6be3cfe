import { readSpokenNumber } from '@marquee/shared/ids';
import { referenced } from '@marquee/shared/loaders';
import { money, multiplyMoney } from '@marquee/shared/money';
import { shownCourier } from '../domain/courier';
import { shownReadyAt } from '../domain/foodOrder';
import type {
  CourierResolvers,
  FoodOrderLineResolvers,
  FoodOrderResolvers,
  SeatPlaceResolvers,
} from '../generated/resolverTypes';
import { deliveryTimeOf } from './deliveryTime';

export const FoodOrder: FoodOrderResolvers = {
  __resolveReference: (reference, { loaders }) => {
    if ('id' in reference) return loaders.visibleOrder.load(reference.id);
    const number = readSpokenNumber('F', reference.number);
    return number === null ? null : loaders.visibleOrderByNumber.load(number);
  },
  customer: ({ customerId }) => ({ id: customerId }),
  restaurant: ({ restaurantId }, _args, { loaders }) => referenced(loaders.restaurant.load(restaurantId)),
  lines: ({ id }, _args, { loaders }) => loaders.lines.load(id),
  subtotal: ({ subtotalMinor, currency }) => money(subtotalMinor, currency),
  deliveryFee: ({ deliveryFeeMinor, currency }) => money(deliveryFeeMinor, currency),
  tip: ({ tipMinor, currency }) => money(tipMinor, currency),
  total: ({ totalMinor, currency }) => money(totalMinor, currency),
  seatBooking: ({ seatBookingId }) => (seatBookingId === null ? null : { id: seatBookingId }),
  seatPlace: ({ seatBookingId }, _args, { loaders }) =>
    seatBookingId === null ? null : loaders.seatBooking.load(seatBookingId),
  estimatedReadyAt: (order, _args, { services }) => shownReadyAt(order, services.clock.now()),
  estimatedDeliveryAt: async (order, _args, context) =>
    deliveryTimeOf(order, await context.loaders.courierOf.load(order.id), context),
  courier: async (order, _args, { loaders }) => {
    const assignment = await loaders.courierOf.load(order.id);
    return assignment && shownCourier(order, assignment);
  },
  // The order of an event may be older than the rows: it has the steps up to its own version.
  timeline: async ({ id, version }, _args, { loaders }) =>
    (await loaders.timeline.load(id)).filter((entry) => entry.version <= version),
};

export const FoodOrderLine: FoodOrderLineResolvers = {
  menuItem: ({ menuItemId }, _args, { loaders }) => loaders.menuItem.load(menuItemId),
  unitPrice: ({ unitPriceMinor, currency }) => money(unitPriceMinor, currency),
  choices: ({ choices, currency }) => choices.map((choice) => ({ ...choice, currency })),
  lineTotal: ({ unitPriceMinor, currency, quantity }) => multiplyMoney(money(unitPriceMinor, currency), quantity),
};

export const SeatPlace: SeatPlaceResolvers = {
  seats: ({ seatIds }) => seatIds.map((id) => ({ id })),
};

/** Until users has told the name, there is someone without one. */
const unnamed = 'Courier';

export const Courier: CourierResolvers = {
  displayName: async ({ courierId }, _args, { loaders }) =>
    (await loaders.userName.load(courierId))?.displayName ?? unnamed,
};

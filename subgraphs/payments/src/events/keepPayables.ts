import {
  bookingCancelledV1,
  bookingConfirmedV1,
  bookingCreatedV1,
  bookingExpiredV1,
  bookingUpdatedV1,
  type EventContract,
  type EventHandler,
  type EventOf,
  foodOrderPlacedV1,
  foodOrderStatusUpdatedV1,
  handles,
  handlesOnce,
  inbox,
  orderCancelledV1,
  orderCreatedV1,
  orderStatusUpdatedV1,
  orderUpdatedV1,
} from '@marquee/shared/events';
import { type PayableFact, payablesRepository } from '../persistence/payablesRepository';

type OrderState = EventOf<typeof orderCreatedV1>['data'];
type BookingState = EventOf<typeof bookingConfirmedV1>['data'];

/** What can be paid for, by what its owners tell of it. */
export const keepPayables: readonly EventHandler[] = [
  keeps('keepPayableOnOrderCreated', orderCreatedV1, ofOrder),
  keeps('keepPayableOnOrderUpdated', orderUpdatedV1, ofOrder),
  keeps('keepPayableOnOrderStatusUpdated', orderStatusUpdatedV1, ofOrder),
  keeps('keepPayableOnOrderCancelled', orderCancelledV1, ofOrder),
  keeps('keepPayableOnBookingCreated', bookingCreatedV1, (booking) => ofBooking(booking, !booking.isOfOrder)),
  keeps('keepPayableOnBookingConfirmed', bookingConfirmedV1, (booking) => ofBooking(booking, false)),
  keeps('keepPayableOnBookingUpdated', bookingUpdatedV1, (booking) => ofBooking(booking, null)),
  keeps('keepPayableOnBookingExpired', bookingExpiredV1, (booking) => ofBooking(booking, false)),
  keeps('keepPayableOnBookingCancelled', bookingCancelledV1, (booking) => ofBooking(booking, false)),
  keeps('keepPayableOnFoodOrderPlaced', foodOrderPlacedV1, (order) => ({
    subjectId: order.orderId,
    customerId: order.customerId,
    amountMinor: order.total.minor,
    currency: order.total.currency,
    // With a payment method it is paid before the kitchen sees it, and as part of an order by that.
    isOpen: order.paymentMethodId === null && !order.isOfOrder && order.total.minor > 0,
    isOver: false,
    version: order.version,
  })),
  handles(foodOrderStatusUpdatedV1, 'closePayableOnFoodOrderStatusUpdated', async ({ id, data }, { db }) => {
    const isOver = data.status === 'REJECTED' || data.status === 'CANCELLED' || data.status === 'FAILED';
    // What was handed over is paid for, in whatever way.
    if (!isOver && data.status !== 'DELIVERED') return;
    await db.transaction(async (tx) => {
      if (!(await inbox(tx).claim('closePayableOnFoodOrderStatusUpdated', id))) return;
      await payablesRepository(tx).close({ subjectId: data.orderId, isOver, version: data.version });
    });
  }),
];

function keeps<Data, Type extends string>(
  name: string,
  contract: EventContract<Data, Type>,
  factOf: (data: Data) => PayableFact,
): EventHandler {
  return handlesOnce(contract, name, (tx, { data }) => payablesRepository(tx).keep(factOf(data)));
}

function ofOrder({ orderId, customerId, total, isPayable, status, version }: OrderState): PayableFact {
  const isOver = status === 'CANCELLED' || status === 'FAILED' || status === 'REFUNDED';
  return {
    subjectId: orderId,
    customerId,
    amountMinor: total.minor,
    currency: total.currency,
    isOpen: isPayable && !isOver && total.minor > 0,
    isOver,
    version,
  };
}

function ofBooking(booking: BookingState, isOpen: boolean | null): PayableFact {
  const { bookingId, customerId, total, status, version } = booking;
  const isOver = status === 'CANCELLED' || status === 'EXPIRED' || status === 'REFUNDED';
  return {
    subjectId: bookingId,
    customerId,
    amountMinor: total.minor,
    currency: total.currency,
    isOpen: isOver || total.minor === 0 ? false : isOpen,
    isOver,
    version,
  };
}

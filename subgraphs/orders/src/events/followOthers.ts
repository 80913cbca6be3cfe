import {
  bookingCancelledV1,
  bookingConfirmedV1,
  bookingCreatedV1,
  bookingExpiredV1,
  bookingUpdatedV1,
  type EventHandler,
  foodOrderPlacedV1,
  foodOrderStatusUpdatedV1,
  handlesOnce,
  paymentAuthorisedV1,
  paymentFailedV1,
  paymentProcessedV1,
  paymentRefundedV1,
  paymentUpdatedV1,
} from '@marquee/shared/events';
import type { Clock } from '@marquee/shared/time';
import { fatesRepository } from '../persistence/fatesRepository';
import { beginFoodOrderPayment, beginPayment } from '../services/orders/beginPayment';
import { followPayment } from '../services/orders/followPayment';
import { followSaga } from '../services/orders/followSaga';
import { partCalledOff } from '../services/orders/partCalledOff';

/** What a food order is called when nobody will eat of it. */
const calledOff = ['REJECTED', 'CANCELLED', 'FAILED'];

const bookings = (clock: Clock): EventHandler[] => [
  handlesOnce(bookingCreatedV1, 'keepBookingOnBookingCreated', (tx, { data }) => fatesRepository(tx).keepBooking(data)),
  handlesOnce(bookingConfirmedV1, 'keepBookingOnBookingConfirmed', (tx, { data }) =>
    fatesRepository(tx).keepBooking(data),
  ),
  handlesOnce(bookingUpdatedV1, 'keepBookingOnBookingUpdated', (tx, { data }) => fatesRepository(tx).keepBooking(data)),
  handlesOnce(bookingExpiredV1, 'keepBookingOnBookingExpired', (tx, { data }) => fatesRepository(tx).keepBooking(data)),
  handlesOnce(bookingCancelledV1, 'refundSeatsOnBookingCancelled', async (tx, { data }) => {
    await fatesRepository(tx).keepBooking(data);
    await partCalledOff(tx, { part: 'SEATS', id: data.bookingId, reason: data.reason ?? null }, followSaga(clock));
  }),
];

const foodOrders = (clock: Clock): EventHandler[] => [
  handlesOnce(foodOrderPlacedV1, 'beginPaymentOnFoodOrderPlaced', async (tx, { data }) => {
    await fatesRepository(tx).keepFoodOrder(data);
    await beginFoodOrderPayment(tx, data);
  }),
  handlesOnce(foodOrderStatusUpdatedV1, 'refundDishesOnFoodOrderStatusUpdated', async (tx, { data }) => {
    const { orderId: id, status, previousStatus, reason = null } = data;
    await fatesRepository(tx).keepFoodOrder(data);
    // The estimate alone moves with an event whose status is the same.
    if (status === previousStatus || !calledOff.includes(status)) return;
    await partCalledOff(tx, { part: 'DISHES', id, reason }, followSaga(clock));
  }),
];

const payments = (clock: Clock): EventHandler[] => [
  handlesOnce(paymentUpdatedV1, 'keepPaymentOnPaymentUpdated', (tx, { data }) => followPayment(tx, data, clock.now())),
  handlesOnce(paymentFailedV1, 'keepPaymentOnPaymentFailed', (tx, { data }) => followPayment(tx, data, clock.now())),
  handlesOnce(paymentProcessedV1, 'keepPaymentOnPaymentProcessed', (tx, { data }) =>
    followPayment(tx, data, clock.now()),
  ),
  handlesOnce(paymentAuthorisedV1, 'beginPaymentOnPaymentAuthorised', async (tx, { data }) => {
    await fatesRepository(tx).keepPayment(data);
    if (!data.isOfCheckout) await beginPayment(tx, data, clock.now());
  }),
  handlesOnce(paymentRefundedV1, 'noteRefundOnPaymentRefunded', (tx, { data }) => followPayment(tx, data, clock.now())),
];

/** Every event of others by which orders follows what becomes of bookings, food orders and payments. */
export const followOthers = (clock: Clock): EventHandler[] => [
  ...bookings(clock),
  ...foodOrders(clock),
  ...payments(clock),
];

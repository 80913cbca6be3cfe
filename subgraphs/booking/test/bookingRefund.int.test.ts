import type { Viewer } from '@marquee/shared/auth';
import { type EventOf, eventOf, paymentRefundedV1 } from '@marquee/shared/events';
import { newId } from '@marquee/shared/ids';
import { refundBookingOnPaymentRefunded } from '../src/events/refundBookingOnPaymentRefunded';
import { aBookingBed, type BookingBed, wednesdayNoon } from './support/bookingBed';
import { aPaidBooking, bookingOf } from './support/checkout';
import { aCustomer } from './support/people';
import { aRoom } from './support/room';
import { type Booked, cancelBooking } from './support/sales';

let bed: BookingBed;
let ann: Viewer;
let booked: Booked;
beforeAll(async () => {
  bed = await aBookingBed();
});
beforeEach(async () => {
  await bed.setNow(wednesdayNoon);
  ann = aCustomer();
  const { showingId, seat } = await aRoom(bed);
  booked = await aPaidBooking(bed, ann, { showingId, seats: [{ seatId: seat('A1') }] });
});
afterAll(() => bed.close());

/** Money of the booking was given back: all of it, unless something else is said. */
const refunded = (given: Partial<EventOf<typeof paymentRefundedV1>['data']> = {}) => {
  const paymentId = newId('payment');
  return eventOf(paymentRefundedV1, {
    aggregateId: paymentId,
    data: {
      paymentId,
      payerId: ann.userId,
      subjectId: booked.id,
      isOfCheckout: false,
      captureLater: false,
      status: 'REFUNDED',
      previousStatus: 'COMPLETED',
      amount: booked.total,
      capturedMinor: booked.total.minor,
      refundedMinor: booked.total.minor,
      failureReason: null,
      version: 4,
      ...given,
    },
  });
};
const hears = (event: ReturnType<typeof refunded>) =>
  refundBookingOnPaymentRefunded.handle(event, { db: bed.db, logger: bed.logger });
const status = async () => (await bookingOf(bed, ann, booked.id))?.status;

describe('a booking that was called off', () => {
  beforeEach(async () => {
    await cancelBooking(bed, ann, { bookingId: booked.id });
  });

  it('is refunded once its money was given back, once however often that is told', async () => {
    await bed.setNow('2030-07-03T12:30:00.000Z');
    const event = refunded();
    await hears(event);
    await hears(event);
    await hears(refunded());
    const seen = await bookingOf(bed, ann, booked.id);
    expect(seen).toMatchObject({ status: 'REFUNDED', tickets: [], cancellableUntil: null });
    expect(seen?.timeline.slice(2)).toEqual([
      { at: wednesdayNoon, status: 'CANCELLED', note: null },
      { at: '2030-07-03T12:30:00.000Z', status: 'REFUNDED', note: null },
    ]);
    const told: unknown[] = await bed.db.query(
      `select type, envelope->'data' as data from outbox where aggregate_id = $1 order by id`,
      [booked.id],
    );
    expect(told.slice(3)).toMatchObject([
      { type: 'booking.updated', data: { status: 'REFUNDED', previousStatus: 'CANCELLED' } },
    ]);
  });

  it('stays so when only some of it was, or that of something else', async () => {
    await hears(refunded({ status: 'PARTIALLY_REFUNDED', refundedMinor: 1 }));
    for (const subjectId of [newId('booking'), newId('order'), 'nonsense', '\u0000'])
      await hears(refunded({ subjectId }));
    expect(await status()).toBe('CANCELLED');
  });
});

it('changes nothing of a booking that was not called off', async () => {
  await hears(refunded());
  expect(await status()).toBe('CONFIRMED');
});

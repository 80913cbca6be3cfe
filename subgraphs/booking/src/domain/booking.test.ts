import {
  addSeat,
  type Booking,
  type BookingStatus,
  bookingStatuses,
  cancelBooking,
  cancellableUntil,
  checkInBooking,
  doorsOpenAt,
  isOver,
  withdrawBooking,
} from './booking';

const startsAt = new Date('2030-07-04T19:00:00Z');
const before = new Date('2030-07-04T16:59:00Z');
const aBooking = (change: Partial<Booking> = {}): Booking => ({
  id: 'bkg_1',
  number: 'B-2345-6789',
  customerId: 'usr_1',
  showingId: 'shw_1',
  holdId: null,
  status: 'CONFIRMED',
  seatCount: 2,
  totalMinor: 2400,
  currency: 'EUR',
  version: 1,
  createdAt: before,
  updatedAt: before,
  ...change,
});
const refusal = expect.objectContaining({ code: 'INVALID_TRANSITION' });

describe('calling a booking off', () => {
  it('is possible until two hours before the beginning', () => {
    expect(cancellableUntil(aBooking(), startsAt)).toEqual(new Date('2030-07-04T17:00:00Z'));
    expect(cancelBooking(aBooking(), startsAt, before)).toMatchObject({ status: 'CANCELLED', version: 2 });
    expect(() => cancelBooking(aBooking(), startsAt, new Date('2030-07-04T17:00:00Z'))).toThrow(
      expect.objectContaining({
        code: 'CANCELLATION_WINDOW_CLOSED',
        details: { closedAt: new Date('2030-07-04T17:00:00Z') },
      }),
    );
  });

  it.each(bookingStatuses.filter((status) => status !== 'CONFIRMED'))(
    'is not for one that is %s',
    (status: BookingStatus) => {
      expect(cancellableUntil(aBooking({ status }), startsAt)).toBeNull();
      expect(() => cancelBooking(aBooking({ status }), startsAt, before)).toThrow(refusal);
    },
  );

  it('by the cinema needs no time, and leaves alone what is over', () => {
    expect(withdrawBooking(aBooking({ status: 'CHECKED_IN' }), startsAt)).toMatchObject({ status: 'CANCELLED' });
    const cancelled = aBooking({ status: 'CANCELLED' });
    expect(withdrawBooking(cancelled, startsAt)).toBe(cancelled);
  });
});

describe('coming in', () => {
  it('uses the booking with its first ticket, and changes nothing with the next', () => {
    const used = checkInBooking(aBooking(), startsAt);
    expect(used).toMatchObject({ status: 'CHECKED_IN', version: 2, updatedAt: startsAt });
    expect(checkInBooking(used, startsAt)).toBe(used);
  });

  it.each(bookingStatuses.filter((status) => status !== 'CONFIRMED' && status !== 'CHECKED_IN'))(
    'is not for a booking that is %s',
    (status: BookingStatus) => {
      expect(() => checkInBooking(aBooking({ status }), startsAt)).toThrow(refusal);
    },
  );

  it('is possible from three hours before the beginning', () => {
    expect(doorsOpenAt(startsAt)).toEqual(new Date('2030-07-04T16:00:00Z'));
  });
});

describe('one more seat', () => {
  it('is added at its price', () => {
    expect(addSeat(aBooking(), 700, startsAt)).toMatchObject({ seatCount: 3, totalMinor: 3100, version: 2 });
  });

  it('is not added to what is used or over', () => {
    expect(() => addSeat(aBooking({ status: 'CHECKED_IN' }), 700, startsAt)).toThrow(refusal);
  });
});

it('frees the seats of a booking that is over, and of no other', () => {
  expect(bookingStatuses.filter((status) => isOver({ status }))).toEqual(['CANCELLED', 'REFUNDED', 'EXPIRED']);
});

import {
  addSeat,
  type Booking,
  type BookingStatus,
  bookingStatuses,
  cancelBooking,
  cancellableUntil,
  checkInBooking,
  confirmBooking,
  doorsOpenAt,
  expireBooking,
  isOver,
  isPaid,
  refundBooking,
  statusAt,
  withdrawBooking,
} from './booking';

const startsAt = new Date('2030-07-04T19:00:00Z');
const before = new Date('2030-07-04T16:59:00Z');
/** Until when a booking that waits is to be paid. */
const inTime = new Date('2030-07-04T17:30:00Z');
const tooLate = inTime;
const aBooking = (change: Partial<Booking> = {}): Booking => ({
  id: 'bkg_1',
  number: 'B-2345-6789',
  customerId: 'usr_1',
  showingId: 'shw_1',
  holdId: null,
  status: 'CONFIRMED',
  expiresAt: inTime,
  isOfOrder: false,
  seatCount: 2,
  totalMinor: 2400,
  currency: 'EUR',
  version: 1,
  createdAt: before,
  updatedAt: before,
  ...change,
});
const waiting = (change: Partial<Booking> = {}) => aBooking({ status: 'PENDING_PAYMENT', ...change });
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

  it('is possible at any time while it waits for its payment', () => {
    expect(cancellableUntil(waiting(), startsAt)).toEqual(inTime);
    const within = new Date('2030-07-04T17:29:59.999Z');
    expect(cancelBooking(waiting(), startsAt, within)).toMatchObject({ status: 'CANCELLED', version: 2 });
    expect(() => cancelBooking(waiting(), startsAt, tooLate)).toThrow(
      expect.objectContaining({ message: 'A booking that is EXPIRED cannot become CANCELLED.' }),
    );
  });

  it.each(bookingStatuses.filter((status) => status !== 'CONFIRMED' && status !== 'PENDING_PAYMENT'))(
    'is not for one that is %s',
    (status: BookingStatus) => {
      expect(cancellableUntil(aBooking({ status }), startsAt)).toBeNull();
      expect(() => cancelBooking(aBooking({ status }), startsAt, before)).toThrow(refusal);
    },
  );

  it('by others than its customer needs no time, and leaves alone what is over', () => {
    expect(withdrawBooking(aBooking({ status: 'CHECKED_IN' }), startsAt)).toMatchObject({ status: 'CANCELLED' });
    const cancelled = aBooking({ status: 'CANCELLED' });
    expect(withdrawBooking(cancelled, startsAt)).toBe(cancelled);
  });
});

describe('paying for a booking', () => {
  it('confirms it while its time lasts, and once', () => {
    const confirmed = confirmBooking(waiting(), before);
    expect(confirmed).toMatchObject({ status: 'CONFIRMED', version: 2, updatedAt: before });
    expect(confirmBooking(confirmed, tooLate)).toBe(confirmed);
    const used = aBooking({ status: 'CHECKED_IN' });
    expect(confirmBooking(used, tooLate)).toBe(used);
  });

  it('comes too late from the moment on at which its time is over', () => {
    expect(() => confirmBooking(waiting(), tooLate)).toThrow(
      expect.objectContaining({ message: 'A booking that is EXPIRED cannot become CONFIRMED.' }),
    );
  });

  it.each(['CANCELLED', 'REFUNDED', 'EXPIRED'] as const)('is not for one that is %s', (status) => {
    expect(() => confirmBooking(aBooking({ status }), before)).toThrow(refusal);
  });

  it('makes its tickets good until it is over', () => {
    expect(bookingStatuses.filter((status) => isPaid({ status }))).toEqual(['CONFIRMED', 'CHECKED_IN']);
  });
});

describe('the time of a booking that waits', () => {
  it('is over for every reader at that moment', () => {
    expect([statusAt(waiting(), before), statusAt(waiting(), tooLate)]).toEqual(['PENDING_PAYMENT', 'EXPIRED']);
    for (const status of bookingStatuses.filter((other) => other !== 'PENDING_PAYMENT')) {
      expect(statusAt(aBooking({ status }), tooLate)).toBe(status);
    }
  });

  it('ends it, and nothing else does', () => {
    expect(expireBooking(waiting(), tooLate)).toMatchObject({ status: 'EXPIRED', version: 2 });
    for (const booking of [aBooking(), aBooking({ status: 'EXPIRED' })]) {
      expect(() => expireBooking(booking, tooLate)).toThrow('whose time is not over');
    }
    expect(() => expireBooking(waiting(), before)).toThrow('whose time is not over');
  });
});

describe('giving all of the money back', () => {
  it('is noted of a booking that was called off, and changes no other', () => {
    expect(refundBooking(aBooking({ status: 'CANCELLED' }), startsAt)).toMatchObject({
      status: 'REFUNDED',
      version: 2,
    });
    for (const status of bookingStatuses.filter((other) => other !== 'CANCELLED')) {
      const booking = aBooking({ status });
      expect(refundBooking(booking, startsAt)).toBe(booking);
    }
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
    expect(addSeat(waiting(), 700, before)).toMatchObject({ seatCount: 3, totalMinor: 3100, version: 2 });
  });

  it('is not added to what is paid, for it would not be, nor to what an order pays for', () => {
    const invalid = expect.objectContaining({ code: 'VALIDATION' });
    for (const status of ['CONFIRMED', 'CHECKED_IN'] as const) {
      expect(() => addSeat(aBooking({ status }), 700, before)).toThrow(invalid);
    }
    expect(() => addSeat(waiting({ isOfOrder: true }), 700, before)).toThrow(invalid);
  });

  it('is not added to what is over', () => {
    expect(() => addSeat(waiting(), 700, tooLate)).toThrow(refusal);
    expect(() => addSeat(aBooking({ status: 'CANCELLED' }), 700, before)).toThrow(refusal);
  });
});

it('frees the seats of a booking that is over, and of no other', () => {
  expect(bookingStatuses.filter((status) => isOver({ status }))).toEqual(['CANCELLED', 'REFUNDED', 'EXPIRED']);
});

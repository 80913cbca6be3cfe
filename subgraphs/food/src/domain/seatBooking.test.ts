import { checkTakesFood, type SeatBooking } from './seatBooking';

const eight = new Date('2030-07-03T20:00:00Z');
const own: SeatBooking = {
  bookingId: 'bkg_1',
  customerId: 'ann',
  status: 'CONFIRMED',
  theaterName: 'Lantern Cinema',
  startsAt: eight,
  seatIds: ['sea_1', 'sea_2'],
};
const check =
  (booking: Partial<SeatBooking>, paysForAll = false, now = eight) =>
  () =>
    checkTakesFood({ ...own, ...booking }, { customerId: 'ann', paysForAll }, now);
const refused = expect.objectContaining({ code: 'VALIDATION', inputPath: ['input', 'seatBookingId'] });

describe('seats that food is brought to', () => {
  it.each(['CONFIRMED', 'CHECKED_IN'] as const)('are booked and %s', (status) => {
    expect(check({ status })).not.toThrow();
  });

  it('may wait for their payment when one order pays for all', () => {
    expect(check({ status: 'PENDING_PAYMENT' }, true)).not.toThrow();
    expect(check({ status: 'PENDING_PAYMENT' })).toThrow(refused);
  });

  it.each(['CANCELLED', 'REFUNDED', 'EXPIRED'] as const)('are not %s', (status) => {
    expect(check({ status })).toThrow(refused);
    expect(check({ status }, true)).toThrow(refused);
  });

  it('are there from the day they are booked until four hours after the showing has begun', () => {
    expect(check({}, false, new Date('2030-06-01T12:00:00Z'))).not.toThrow();
    expect(check({}, false, new Date('2030-07-03T23:59:59.999Z'))).not.toThrow();
    expect(check({}, false, new Date('2030-07-04T00:00:00Z'))).toThrow(refused);
  });

  it('are nobody else’s: those are not there', () => {
    expect(check({ customerId: 'bob', status: 'CANCELLED' }, true)).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND', details: { missingId: 'bkg_1' } }),
    );
  });
});

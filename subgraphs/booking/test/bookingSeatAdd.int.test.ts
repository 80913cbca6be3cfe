import type { Viewer } from '@marquee/shared/auth';
import { newId } from '@marquee/shared/ids';
import { aBookingBed, type BookingBed, wednesdayNoon } from './support/bookingBed';
import { aKey, changeShowing, eur } from './support/builders';
import { paid } from './support/checkout';
import { aCustomer, aManager } from './support/people';
import { aRoom, type Room } from './support/room';
import { addSeat, checkIn } from './support/saleSteps';
import { aBooking, aHold, type Booked, cancelBooking, seatMap } from './support/sales';

let bed: BookingBed;
let room: Room;
let ann: Viewer;
let booked: Booked;
beforeAll(async () => {
  bed = await aBookingBed();
});
beforeEach(async () => {
  await bed.setNow(wednesdayNoon);
  const child = { seatType: 'STANDARD', audience: 'CHILD', price: eur(800) };
  room = await aRoom(bed, { rows: ['.....', '.....'], priceTiers: [child] });
  ann = aCustomer();
  booked = await aBooking(bed, ann, { showingId: room.showingId, seats: [{ seatId: room.seat('A2') }] });
});
afterAll(() => bed.close());

/** Adds A1 for a child to the booking of A2, unless something else is given. */
const add = (given: Record<string, unknown> = {}, viewer = ann) =>
  addSeat(bed, viewer, {
    bookingId: booked.id,
    seat: { seatId: room.seat('A1'), audience: 'CHILD' },
    expectedTotal: eur(2000),
    ...given,
  });
const refused = (code: string, more: Record<string, unknown> = {}) => ({
  booking: null,
  errors: [expect.objectContaining({ code, ...more })],
});

describe('adding a seat to a booking', () => {
  it('keeps it at its own price, behind those that are there, until they are paid together', async () => {
    await changeShowing(bed, { id: room.showingId, basePrice: eur(5000) });
    await bed.setNow('2030-07-03T12:05:00.000Z');
    const { booking, errors } = await add();
    expect(errors).toEqual([]);
    expect(booking).toMatchObject({
      bookingNumber: booked.bookingNumber,
      status: 'PENDING_PAYMENT',
      total: eur(2000),
      cancellableUntil: '2030-07-03T12:10:00.000Z',
      seats: [
        { audience: 'ADULT', price: { minor: 1200 }, seat: { label: 'A2' } },
        { audience: 'CHILD', price: { minor: 800 }, seat: { label: 'A1' } },
      ],
      tickets: [],
      timeline: [
        { at: wednesdayNoon, status: 'PENDING_PAYMENT' },
        { at: '2030-07-03T12:05:00.000Z', status: 'PENDING_PAYMENT' },
      ],
    });
    expect(await seatMap(bed, room.showingId)).toMatchObject({ available: 8, states: { A1: 'HELD' } });
    if (booking === null) throw new Error('there is no booking');
    expect(await paid(bed, ann, booking)).toMatchObject({
      status: 'CONFIRMED',
      tickets: [{ seat: { label: 'A2' } }, { seat: { label: 'A1' } }],
    });
    expect(await seatMap(bed, room.showingId)).toMatchObject({ available: 8, states: { A1: 'SOLD' } });
  });

  it('frees all of its seats when the booking is cancelled', async () => {
    await add();
    await cancelBooking(bed, ann, { bookingId: booked.id });
    expect((await seatMap(bed, room.showingId)).available).toBe(10);
  });

  it('is done once a key', async () => {
    const idempotencyKey = aKey();
    const first = await add({ idempotencyKey });
    const again = await add({ idempotencyKey });
    expect([first.replayed, again.replayed, again.booking?.seats]).toEqual([false, true, first.booking?.seats]);
    expect(await add({ idempotencyKey, seat: { seatId: room.seat('A3') } })).toMatchObject(
      refused('IDEMPOTENCY_KEY_REUSED', { path: ['idempotencyKey'] }),
    );
  });

  it('is refused for another total than that of the whole booking afterwards', async () => {
    expect(await add({ expectedTotal: eur(800) })).toMatchObject(
      refused('PRICE_CHANGED', { path: ['expectedTotal'], expected: { minor: 800 }, actual: { minor: 2000 } }),
    );
    expect((await seatMap(bed, room.showingId)).available).toBe(9);
  });

  it('is refused for a seat that somebody has', async () => {
    await aHold(bed, aCustomer(), { showingId: room.showingId, seatIds: room.seats('A1') });
    expect(await add()).toMatchObject(
      refused('SEAT_UNAVAILABLE', { takenSeatIds: room.seats('A1'), path: ['seat', 'seatId'] }),
    );
    await bed.setNow('2030-07-03T12:05:00.000Z');
    booked = await aBooking(bed, ann, { showingId: room.showingId, seats: [{ seatId: room.seat('A3') }] });
    // The other's time is over by now.
    await bed.setNow('2030-07-03T12:10:00.000Z');
    expect((await add()).booking?.seats).toHaveLength(2);
  });

  it('sells a companion seat to whoever has its wheelchair space, and to nobody else', async () => {
    room = await aRoom(bed, { rows: ['wc...'] });
    booked = await aBooking(bed, ann, { showingId: room.showingId, seats: [{ seatId: room.seat('A4') }] });
    const companion = { seat: { seatId: room.seat('A2') }, expectedTotal: eur(2400) };
    expect(await add(companion)).toMatchObject(refused('VALIDATION', { path: ['seat', 'seatId'] }));
    booked = await aBooking(bed, ann, { showingId: room.showingId, seats: [{ seatId: room.seat('A1') }] });
    expect((await add(companion)).booking?.seats).toHaveLength(2);
  });

  it('is refused for the ninth', async () => {
    await aHold(bed, ann, { showingId: room.showingId, partySize: 7 });
    const seat = { seatId: room.seat('B1') };
    const free = (await seatMap(bed, room.showingId)).states['B1'] === 'FREE' ? seat : { seatId: room.seat('A1') };
    expect(await add({ seat: free })).toMatchObject(refused('HOLD_LIMIT', { path: ['seat', 'seatId'] }));
  });

  it.each<[string, () => Promise<unknown>, string]>([
    ['the sale is closed', () => changeShowing(bed, { id: room.showingId, status: 'SALES_CLOSED' }), 'SHOWING_CLOSED'],
    ['it was cancelled', () => cancelBooking(bed, ann, { bookingId: booked.id }), 'INVALID_TRANSITION'],
    ['its time is over', () => bed.setNow('2030-07-03T12:10:00.000Z'), 'INVALID_TRANSITION'],
    ['it is paid, for the seat would not be', () => paid(bed, ann, booked), 'VALIDATION'],
    [
      'somebody was let in',
      async () => {
        const { tickets } = await paid(bed, ann, booked);
        await bed.setNow('2030-07-04T17:00:00.000Z');
        await checkIn(bed, tickets[0]?.code ?? '');
      },
      'VALIDATION',
    ],
  ])('is refused once %s', async (_name, end, code) => {
    await end();
    expect(await add()).toMatchObject(refused(code, { path: ['bookingId'] }));
    expect((await seatMap(bed, room.showingId)).states['A1']).toBe('FREE');
  });

  it('is refused for a seat of another screen, and for none at all', async () => {
    for (const seatId of [(await aRoom(bed)).seat('A1'), newId('seat'), '\u0000', '\ud800']) {
      expect(await add({ seat: { seatId } })).toMatchObject(refused('NOT_FOUND', { path: ['seat', 'seatId'] }));
    }
  });

  it("of somebody else's booking is refused as of one that is not there", async () => {
    for (const viewer of [aCustomer(), aManager()]) {
      for (const bookingId of [booked.id, newId('booking'), '\u0000', '\ud800']) {
        expect(await add({ bookingId }, viewer)).toMatchObject(
          refused('NOT_FOUND', { message: 'There is no such booking.', path: ['bookingId'] }),
        );
      }
    }
  });
});

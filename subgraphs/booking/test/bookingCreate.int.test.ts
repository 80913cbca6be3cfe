import type { Viewer } from '@marquee/shared/auth';
import { newId } from '@marquee/shared/ids';
import { releaseDueSeats } from '../src/services/seats/releaseDueSeats';
import { aBookingBed, type BookingBed, wednesdayNoon } from './support/bookingBed';
import { aKey, changeShowing, eur } from './support/builders';
import { bookingOf, paid } from './support/checkout';
import { aCustomer, aManager } from './support/people';
import { aRoom, type Room } from './support/room';
import { cancelShowing } from './support/saleSteps';
import { aBooking, aHold, bookSeats, seatMap, withHold } from './support/sales';

let bed: BookingBed;
let room: Room;
let ann: Viewer;
beforeAll(async () => {
  bed = await aBookingBed();
});
beforeEach(async () => {
  await bed.setNow(wednesdayNoon);
  room = await aRoom(bed);
  ann = aCustomer();
});
afterAll(() => bed.close());

const tier = (seatType: string, audience: string, minor: number) => ({ seatType, audience, price: eur(minor) });
const holdA1 = () => aHold(bed, ann, { showingId: room.showingId, seatIds: room.seats('A1') });
const refused = (code: string, more: Record<string, unknown> = {}) => ({
  booking: null,
  errors: [expect.objectContaining({ code, ...more })],
});
const bookingCount = async () => {
  const rows: unknown[] = await bed.db.query('select from booking where customer_id = $1', [ann.userId]);
  return rows.length;
};

describe('booking a hold', () => {
  it('keeps its seats as they were chosen until the time of the hold is over', async () => {
    const { showingId, seat, seats } = await aRoom(bed, {
      rows: ['..', 'pp'],
      priceTiers: [tier('STANDARD', 'CHILD', 800), tier('PREMIUM', 'ADULT', 1800)],
    });
    const choices = [{ seatId: seat('B1') }, { seatId: seat('A2'), audience: 'CHILD' }];
    const { id: holdId } = await aHold(bed, ann, { showingId, seats: choices });
    await bed.setNow('2030-07-03T12:05:00.000Z');
    const answer = await bookSeats(bed, ann, { holdId, expectedTotal: eur(2600) });
    expect(answer).toEqual({
      booking: {
        id: expect.stringMatching(/^bkg_/),
        bookingNumber: expect.stringMatching(/^B-[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$/),
        status: 'PENDING_PAYMENT',
        total: eur(2600),
        cancellableUntil: '2030-07-03T12:10:00.000Z',
        seats: [
          { audience: 'ADULT', price: { minor: 1800 }, seat: { label: 'B1' } },
          { audience: 'CHILD', price: { minor: 800 }, seat: { label: 'A2' } },
        ],
        timeline: [{ at: '2030-07-03T12:05:00.000Z', status: 'PENDING_PAYMENT', note: null }],
        tickets: [],
      },
      replayed: false,
      errors: [],
    });
    expect(await seatMap(bed, showingId)).toMatchObject({ available: 2, states: { B1: 'HELD', A2: 'HELD' } });
    expect((await seatMap(bed, showingId, ann)).states).toMatchObject({ B1: 'HELD_BY_ME', A2: 'HELD_BY_ME' });
    const { data } = await bed.ask(ann, 'query ($id: ID!) { seatHold(id: $id) { state seats { id } } }', {
      id: holdId,
    });
    expect(data).toEqual({ seatHold: { state: 'CONVERTED', seats: seats('B1', 'A2').map((id) => ({ id })) } });
  });

  it('keeps the price of the hold when the showing costs more by now', async () => {
    const { id: holdId } = await holdA1();
    await changeShowing(bed, { id: room.showingId, basePrice: eur(1500) });
    const { total, seats } = await aBooking(bed, ann, { holdId, expectedTotal: eur(1200) });
    expect([total, seats[0]?.price]).toEqual([eur(1200), { minor: 1200 }]);
    const next = { showingId: room.showingId, seats: [{ seatId: room.seat('A2') }] };
    expect(await bookSeats(bed, ann, { ...next, expectedTotal: eur(1200) })).toMatchObject(refused('PRICE_CHANGED'));
    expect((await aBooking(bed, ann, { ...next, expectedTotal: eur(1500) })).total).toEqual(eur(1500));
  });

  it.each([
    ['another amount', eur(1199)],
    ['another currency', { minor: 1200, currency: 'USD' }],
  ])('is refused for %s than the customer saw, and sells nothing', async (_name, expectedTotal) => {
    const { id: holdId } = await holdA1();
    expect(await bookSeats(bed, ann, { holdId, expectedTotal })).toMatchObject(
      refused('PRICE_CHANGED', {
        path: ['input', 'expectedTotal'],
        expected: { minor: expectedTotal.minor },
        actual: { minor: 1200 },
      }),
    );
    expect(await bookingCount()).toBe(0);
    expect((await seatMap(bed, room.showingId, ann)).states['A1']).toBe('HELD_BY_ME');
  });

  it('that ran out is refused, swept away or not, and so again under its key', async () => {
    const { id: holdId } = await holdA1();
    await bed.setNow('2030-07-03T12:10:00.000Z');
    const input = { holdId, idempotencyKey: aKey() };
    const expired = refused('HOLD_EXPIRED', { expiredAt: '2030-07-03T12:10:00.000Z', canReacquire: true });
    expect(await bookSeats(bed, ann, input)).toMatchObject(expired);
    await releaseDueSeats(bed.db);
    await bed.setNow('2030-07-03T12:11:00.000Z');
    expect(await bookSeats(bed, ann, input)).toMatchObject(expired);
    expect(await bookSeats(bed, ann, { holdId })).toMatchObject(expired);
    expect(await bookingCount()).toBe(0);
  });

  it.each<[string, (id: string) => Promise<unknown>, string]>([
    ['released', (id) => withHold(bed, ann, 'seatHoldRelease', id), 'RELEASED'],
    ['booked', (holdId) => aBooking(bed, ann, { holdId }), 'CONVERTED'],
  ])('that was %s is refused', async (_name, end, state) => {
    const { id: holdId } = await holdA1();
    await end(holdId);
    const before = await bookingCount();
    expect(await bookSeats(bed, ann, { holdId })).toMatchObject(
      refused('INVALID_TRANSITION', { message: `A hold that is ${state} cannot become CONVERTED.` }),
    );
    expect(await bookingCount()).toBe(before);
  });

  it('is possible when the sale has closed meanwhile', async () => {
    const { id: holdId } = await holdA1();
    await changeShowing(bed, { id: room.showingId, status: 'SALES_CLOSED' });
    expect((await paid(bed, ann, await aBooking(bed, ann, { holdId }))).status).toBe('CONFIRMED');
  });

  it('is not when the showing is over', async () => {
    const { showingId, seats } = await aRoom(bed, {
      startsAt: '2030-07-03T12:01:00Z',
      salesCloseAt: '2030-07-03T14:05:00Z',
    });
    await bed.setNow('2030-07-03T14:00:00Z');
    const { id: holdId } = await aHold(bed, ann, { showingId, seatIds: seats('A1') });
    await bed.setNow('2030-07-03T14:05:00Z');
    expect(await bookSeats(bed, ann, { holdId })).toMatchObject(
      refused('SHOWING_CLOSED', { message: 'This showing is over.', path: ['input', 'holdId'] }),
    );
  });

  it('is not when it was cancelled', async () => {
    const { id: holdId } = await holdA1();
    await cancelShowing(bed, room.showingId);
    expect(await bookSeats(bed, ann, { holdId })).toMatchObject(refused('INVALID_TRANSITION'));
    expect(await bookingCount()).toBe(0);
  });
});

describe('booking free seats in one step', () => {
  it('keeps them at the prices of now, for ten minutes', async () => {
    const { showingId, seat } = room;
    const seats = [{ seatId: seat('A1') }, { seatId: seat('A2') }];
    const { status, total, cancellableUntil } = await aBooking(bed, ann, {
      showingId,
      seats,
      expectedTotal: eur(2400),
    });
    expect([status, total, cancellableUntil]).toEqual(['PENDING_PAYMENT', eur(2400), '2030-07-03T12:10:00.000Z']);
    expect((await seatMap(bed, showingId)).available).toBe(6);
  });

  it('is refused with what is free when one of them is gone', async () => {
    const { showingId, seat } = room;
    await aHold(bed, aCustomer(), { showingId, seatIds: [seat('A2')] });
    const seats = [{ seatId: seat('A1') }, { seatId: seat('A2') }];
    const answer = await bookSeats(bed, ann, { showingId, seats, expectedTotal: eur(2400) });
    expect(answer).toMatchObject(refused('SEAT_UNAVAILABLE', { takenSeatIds: [seat('A2')], path: ['input', 'seats'] }));
    expect(answer.errors[0]?.alternatives).toHaveLength(3);
  });

  it('is not for a showing that is not on sale', async () => {
    const { showingId, seat } = room;
    await changeShowing(bed, { id: showingId, status: 'SALES_CLOSED' });
    expect(await bookSeats(bed, ann, { showingId, seats: [{ seatId: seat('A1') }] })).toMatchObject(
      refused('SHOWING_CLOSED', { path: ['input', 'showingId'] }),
    );
  });

  it.each<[string, (room: Room) => Record<string, unknown>, string, string[]]>([
    ['nothing', () => ({}), 'VALIDATION', ['input']],
    ['a hold and a showing', ({ showingId }) => ({ showingId, holdId: newId('seatHold') }), 'VALIDATION', ['input']],
    [
      'a hold and seats',
      ({ seat }) => ({ holdId: newId('seatHold'), seats: [{ seatId: seat('A1') }] }),
      'VALIDATION',
      ['input', 'seats'],
    ],
    ['no seats', ({ showingId }) => ({ showingId, seats: [] }), 'VALIDATION', ['input', 'seats']],
    [
      'a seat twice',
      ({ showingId, seat }) => ({ showingId, seats: [{ seatId: seat('A1') }, { seatId: seat('A1') }] }),
      'VALIDATION',
      ['input', 'seats'],
    ],
    [
      'an unknown seat',
      ({ showingId }) => ({ showingId, seats: [{ seatId: '\u0000' }] }),
      'NOT_FOUND',
      ['input', 'seats'],
    ],
    [
      'an unknown showing',
      ({ seat }) => ({ showingId: '\ud800', seats: [{ seatId: seat('A1') }] }),
      'NOT_FOUND',
      ['input', 'showingId'],
    ],
  ])('cannot be asked with %s', async (_name, wish, code, path) => {
    expect(await bookSeats(bed, ann, wish(room))).toMatchObject(refused(code, { path }));
  });
});

describe('the key of a booking', () => {
  it('answers the same booking again, as it is by now', async () => {
    const { id: holdId } = await holdA1();
    const input = { holdId, idempotencyKey: aKey() };
    const first = await bookSeats(bed, ann, input);
    const again = await bookSeats(bed, ann, input);
    expect({ ...again, booking: again.booking?.id }).toEqual({ ...first, booking: first.booking?.id, replayed: true });
    expect(await bookingCount()).toBe(1);
  });

  it('is spent on one request', async () => {
    const { id: holdId } = await holdA1();
    const idempotencyKey = aKey();
    await bookSeats(bed, ann, { holdId, idempotencyKey, expectedTotal: eur(1) });
    expect(await bookSeats(bed, ann, { holdId, idempotencyKey })).toMatchObject(
      refused('IDEMPOTENCY_KEY_REUSED', { path: ['input', 'idempotencyKey'] }),
    );
  });
});

describe('a booking', () => {
  it('is found by its number however it is typed', async () => {
    const { id, bookingNumber } = await aBooking(bed, ann, { holdId: (await holdA1()).id });
    const query = 'query ($n: String) { booking(bookingNumber: $n) { id } }';
    for (const n of [bookingNumber, ` ${bookingNumber.toLowerCase()} `]) {
      expect((await bed.ask(ann, query, { n })).data).toEqual({ booking: { id } });
    }
  });

  it('shows its tickets to nobody but the customer', async () => {
    const { id, tickets } = await paid(bed, ann, await aBooking(bed, ann, { holdId: (await holdA1()).id }));
    expect(tickets).toHaveLength(1);
    expect(await bookingOf(bed, aManager(), id)).toMatchObject({ id, seats: [{ seat: { label: 'A1' } }], tickets: [] });
  });
});

import type { Viewer } from '@marquee/shared/auth';
import { releaseDueSeats } from '../src/services/seats/releaseDueSeats';
import { aBookingBed, type BookingBed, wednesdayNoon } from './support/bookingBed';
import { eur } from './support/builders';
import { aPaidBooking, bookingOf, confirmSeats, paid, takesStep } from './support/checkout';
import { aCustomer } from './support/people';
import { aRoom, type Room } from './support/room';
import { aPlace, cancelShowing, offerTo } from './support/saleSteps';
import { aBooking, aHold, type Booked, bookSeats, cancelBooking, holdSeats, seatMap, withHold } from './support/sales';

let bed: BookingBed;
let room: Room;
let ann: Viewer;
beforeAll(async () => {
  bed = await aBookingBed();
});
beforeEach(async () => {
  await bed.setNow(wednesdayNoon);
  room = await aRoom(bed, { rows: ['....'] });
  ann = aCustomer();
});
afterAll(() => bed.close());

/** Waits for its payment until 12:10. */
const books = (viewer: Viewer, ...labels: string[]): Promise<Booked> => {
  const seats = room.seats(...labels).map((seatId) => ({ seatId }));
  return aBooking(bed, viewer, { showingId: room.showingId, seats, expectedTotal: eur(1200 * labels.length) });
};
const lastMoment = '2030-07-03T12:09:59.999Z';
const timeIsOver = '2030-07-03T12:10:00.000Z';
const told = async (id: string) => {
  const rows: { type: string; data: Record<string, unknown> }[] = await bed.db.query(
    `select type, envelope->'data' as data from outbox where aggregate_id = $1 order by id`,
    [id],
  );
  return rows;
};
const listed = async (viewer: Viewer, status: string) => {
  const query = 'query ($f: BookingFilter) { bookings(filter: $f) { nodes { id status } } }';
  const { data } = await bed.ask<{ bookings: { nodes: unknown[] } }>(viewer, query, { f: { status: [status] } });
  return data.bookings.nodes;
};

describe('a booking that waits for its payment', () => {
  it('says until when, and who pays for it', async () => {
    const { id, bookingNumber } = await books(ann, 'A1', 'A2');
    expect(await told(id)).toEqual([
      {
        type: 'booking.created',
        data: {
          bookingId: id,
          number: bookingNumber,
          customerId: ann.userId,
          showingId: room.showingId,
          showing: { movieTitle: 'Playtime', theaterName: 'Lighthouse', startsAt: '2030-07-04T19:00:00.000Z' },
          status: 'PENDING_PAYMENT',
          seatIds: room.seats('A1', 'A2'),
          total: eur(2400),
          version: 1,
          expiresAt: timeIsOver,
          isOfOrder: false,
        },
      },
    ]);
  });

  it('keeps its seats to the last moment, and not one longer, though nothing has swept', async () => {
    const { id } = await books(ann, 'A1');
    await bed.setNow(lastMoment);
    const wanted = { showingId: room.showingId, seatIds: room.seats('A1') };
    expect((await holdSeats(bed, aCustomer(), wanted)).errors).toMatchObject([{ code: 'SEAT_UNAVAILABLE' }]);
    expect(await bookingOf(bed, ann, id)).toMatchObject({ status: 'PENDING_PAYMENT', cancellableUntil: timeIsOver });
    await bed.setNow(timeIsOver);
    expect(await seatMap(bed, room.showingId, ann)).toMatchObject({ available: 4, states: { A1: 'FREE' } });
    expect(await bookingOf(bed, ann, id)).toMatchObject({ status: 'EXPIRED', cancellableUntil: null, tickets: [] });
    await aHold(bed, aCustomer(), wanted);
    expect((await told(id)).map(({ type }) => type)).toEqual(['booking.created', 'booking.expired']);
  });

  it('is listed by what it is by the clock', async () => {
    const { id } = await books(ann, 'A1');
    await bed.setNow(lastMoment);
    expect(await listed(ann, 'PENDING_PAYMENT')).toEqual([{ id, status: 'PENDING_PAYMENT' }]);
    expect(await listed(ann, 'EXPIRED')).toEqual([]);
    await bed.setNow(timeIsOver);
    expect(await listed(ann, 'PENDING_PAYMENT')).toEqual([]);
    expect(await listed(ann, 'EXPIRED')).toEqual([{ id, status: 'EXPIRED' }]);
    await releaseDueSeats(bed.db);
    expect(await listed(ann, 'EXPIRED')).toEqual([{ id, status: 'EXPIRED' }]);
  });

  it('is ended by the sweep, once, which offers its seats to who waits for them', async () => {
    const [{ id }, waiting] = [await books(ann, 'A1', 'A2'), aCustomer()];
    await aPaidBooking(bed, aCustomer(), { showingId: room.showingId, seats: [{ seatId: room.seat('A3') }] });
    await aPlace(bed, waiting, room.showingId, 2);
    await bed.setNow(lastMoment);
    await releaseDueSeats(bed.db);
    expect(await offerTo(bed, waiting)).toBeNull();
    await bed.setNow(timeIsOver);
    await Promise.all([releaseDueSeats(bed.db), releaseDueSeats(bed.db)]);
    expect(await offerTo(bed, waiting)).toEqual(['A1', 'A2']);
    expect(await bookingOf(bed, ann, id)).toMatchObject({
      status: 'EXPIRED',
      timeline: [
        { at: wednesdayNoon, status: 'PENDING_PAYMENT' },
        { at: timeIsOver, status: 'EXPIRED', note: null },
      ],
    });
    expect((await told(id)).map(({ type }) => type)).toEqual(['booking.created', 'booking.expired']);
    const changes = (await told(room.showingId)).map(({ data }) => data['changes']);
    expect(changes.at(-2)).toMatchObject(room.seats('A1', 'A2').map((seatId) => ({ seatId, availability: 'FREE' })));
  });

  it('has its seats for good once it is paid', async () => {
    const { id } = await paid(bed, ann, await books(ann, 'A1'));
    await bed.setNow('2030-07-03T13:00:00.000Z');
    await releaseDueSeats(bed.db);
    expect(await bookingOf(bed, ann, id)).toMatchObject({ status: 'CONFIRMED', tickets: [{ seat: { label: 'A1' } }] });
    expect((await seatMap(bed, room.showingId)).states['A1']).toBe('SOLD');
  });

  it('can be called off at any time, close to the beginning too, and owes nothing', async () => {
    await bed.setNow('2030-07-04T18:55:00.000Z');
    const { id: bookingId } = await books(ann, 'A1');
    expect((await cancelBooking(bed, ann, { bookingId })).booking).toMatchObject({ status: 'CANCELLED' });
    expect((await seatMap(bed, room.showingId)).available).toBe(4);
    expect((await told(bookingId)).at(-1)).toMatchObject({
      type: 'booking.cancelled',
      data: { previousStatus: 'PENDING_PAYMENT' },
    });
    const late = await books(ann, 'A1');
    await bed.setNow('2030-07-04T19:05:00.000Z');
    expect((await cancelBooking(bed, ann, { bookingId: late.id })).errors).toMatchObject([
      { code: 'INVALID_TRANSITION', message: 'A booking that is EXPIRED cannot become CANCELLED.' },
    ]);
  });

  it('ends with its showing: called off when it still waits, expired when its time was over', async () => {
    const late = await books(ann, 'A1');
    await bed.setNow('2030-07-03T12:05:00.000Z');
    const waits = await books(ann, 'A2');
    await bed.setNow(timeIsOver);
    await cancelShowing(bed, room.showingId);
    expect((await bookingOf(bed, ann, late.id))?.status).toBe('EXPIRED');
    expect((await bookingOf(bed, ann, waits.id))?.status).toBe('CANCELLED');
    const left: unknown[] = await bed.db.query('select from seat_claim where showing_id = $1', [room.showingId]);
    expect(left).toEqual([]);
  });
});

describe('one customer who does not pay', () => {
  it('has no more than eight seats of a showing, waiting ones included', async () => {
    room = await aRoom(bed, { rows: ['..........'] });
    await books(ann, 'A1', 'A2', 'A3', 'A4', 'A5');
    await paid(bed, ann, await books(ann, 'A6', 'A7'));
    const { showingId } = room;
    expect((await holdSeats(bed, ann, { showingId, partySize: 2 })).errors).toMatchObject([{ code: 'HOLD_LIMIT' }]);
    await bed.setNow(timeIsOver);
    expect((await holdSeats(bed, ann, { showingId, partySize: 6 })).errors).toEqual([]);
  });

  it.each<[string, (id: string) => Promise<unknown>]>([
    ['runs out', () => bed.setNow(timeIsOver)],
    ['is called off', (bookingId) => cancelBooking(bed, ann, { bookingId })],
    ['fails in a checkout', (id) => takesStep(bed, { step: confirmSeats(id), action: 'UNDO', customerId: ann.userId })],
  ])('waits ten minutes after the fourth time, holds and bookings together: one that %s', async (_name, end) => {
    const { showingId } = room;
    for (const minute of ['00', '01', '02']) {
      await bed.setNow(`2030-07-03T12:${minute}:00.000Z`);
      const { id } = await aHold(bed, ann, { showingId, seatIds: room.seats('A1') });
      await withHold(bed, ann, 'seatHoldRelease', id);
    }
    // A hold that became a booking counts once.
    await bed.setNow(wednesdayNoon);
    const hold = await aHold(bed, ann, { showingId, seatIds: room.seats('A1') });
    await end((await aBooking(bed, ann, { holdId: hold.id })).id);
    const wish = { showingId, seats: [{ seatId: room.seat('A1') }] };
    expect((await bookSeats(bed, ann, wish)).errors).toMatchObject([{ code: 'HOLD_LIMIT' }]);
    await bed.setNow('2030-07-03T12:20:00.000Z');
    expect((await bookSeats(bed, ann, wish)).errors).toEqual([]);
  });

  it('is not slowed down by bookings that were paid and then called off', async () => {
    const { showingId, seat } = room;
    for (let count = 0; count < 5; count += 1) {
      const { id: bookingId } = await paid(bed, ann, await books(ann, 'A1'));
      await cancelBooking(bed, ann, { bookingId });
    }
    expect((await bookSeats(bed, ann, { showingId, seats: [{ seatId: seat('A1') }] })).errors).toEqual([]);
  });
});

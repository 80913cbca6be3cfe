import type { Viewer } from '@marquee/shared/auth';
import { newId } from '@marquee/shared/ids';
import { allTold, endStream as end, refusalIn, takeEvents } from '@marquee/shared/testing';
import { releaseDueSeats } from '../src/services/seats/releaseDueSeats';
import { aBookingBed, type BookingBed, wednesdayNoon } from './support/bookingBed';
import { eur } from './support/builders';
import { aPaidBooking, paid } from './support/checkout';
import { aCustomer, aDoor, aManager } from './support/people';
import { aRoom, type Room } from './support/room';
import { addSeat, cancelShowing, checkIn } from './support/saleSteps';
import { aBooking, type Booked, booking, cancelBooking } from './support/sales';

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

interface Change {
  readonly cursor: string;
  readonly occurredAt: string;
  readonly previousStatus: string | null;
  readonly booking: Booked & { readonly updatedAt: string };
}
const query = `subscription ($bookingId: ID, $after: EventCursor) {
  bookingChanged(bookingId: $bookingId, after: $after) {
    cursor occurredAt previousStatus booking { updatedAt ...parts }
  }
}
fragment parts on Booking ${booking}`;
const watch = async (viewer: Viewer | null, variables: Record<string, unknown> = {}) => {
  await allTold(bed);
  return bed.watch(viewer, query, variables);
};
const take = (stream: Awaited<ReturnType<typeof watch>>, count: number) => takeEvents<Change>(stream, count);
const refusalOf = async (viewer: Viewer | null, variables: Record<string, unknown>) =>
  refusalIn(await watch(viewer, variables));
const seatAt = (label: string) => ({ showingId: room.showingId, seats: [{ seatId: room.seat(label) }] });
const books = (viewer: Viewer, label: string) => aBooking(bed, viewer, seatAt(label));
const adds = ({ id: bookingId }: Booked, label: string, minor: number) =>
  addSeat(bed, ann, { bookingId, seat: { seatId: room.seat(label) }, expectedTotal: eur(minor) });

describe('a customer who watches a booking', () => {
  it('sees each step as it stood then: what came later is in none before', async () => {
    const booked = await books(ann, 'B2');
    const stream = await watch(ann, { bookingId: booked.id });
    await bed.setNow('2030-07-03T12:01:00.000Z');
    await adds(booked, 'A1', 2400);
    await bed.setNow('2030-07-03T12:02:00.000Z');
    await adds(booked, 'A2', 3600);
    await bed.setNow('2030-07-03T12:03:00.000Z');
    const { tickets } = await paid(bed, ann, { ...booked, total: eur(3600) });
    await bed.setNow('2030-07-04T18:00:00.000Z');
    await checkIn(bed, tickets[0]?.code ?? '');
    const changes = await take(stream, 4);
    await end(stream);
    const labelsOf = (seats: readonly { readonly seat: { readonly label: string } }[]) =>
      seats.map(({ seat }) => seat.label);
    expect(changes.map((change) => [change.previousStatus, change.booking.status, change.booking.total.minor])).toEqual(
      [
        ['PENDING_PAYMENT', 'PENDING_PAYMENT', 2400],
        ['PENDING_PAYMENT', 'PENDING_PAYMENT', 3600],
        ['PENDING_PAYMENT', 'CONFIRMED', 3600],
        ['CONFIRMED', 'CHECKED_IN', 3600],
      ],
    );
    const all = ['B2', 'A1', 'A2'];
    expect(changes.map((change) => labelsOf(change.booking.seats))).toEqual([['B2', 'A1'], all, all, all]);
    expect(changes.map((change) => labelsOf(change.booking.tickets))).toEqual([[], [], all, all]);
    expect(changes.map((change) => change.booking.timeline.length)).toEqual([2, 3, 4, 5]);
    const [waits, starts] = ['2030-07-03T12:10:00.000Z', '2030-07-04T17:00:00.000Z'];
    expect(changes.map((change) => change.booking.cancellableUntil)).toEqual([waits, waits, starts, null]);
    expect(changes.map((change) => change.booking.updatedAt)).toEqual(changes.map(({ occurredAt }) => occurredAt));
    expect(changes[1]?.occurredAt).toBe('2030-07-03T12:02:00.000Z');
  });

  it('sees it called off', async () => {
    const [first, second] = [await aPaidBooking(bed, ann, seatAt('A1')), await aPaidBooking(bed, ann, seatAt('A2'))];
    const streams = [await watch(ann, { bookingId: first.id }), await watch(ann, { bookingId: second.id })] as const;
    await cancelBooking(bed, ann, { bookingId: first.id });
    await cancelShowing(bed, room.showingId);
    for (const stream of streams) {
      const [change] = await take(stream, 1);
      expect(change).toMatchObject({
        previousStatus: 'CONFIRMED',
        booking: { status: 'CANCELLED', tickets: [], cancellableUntil: null },
      });
      await end(stream);
    }
  });

  it('sees all own bookings without an id, new ones too, and none of others', async () => {
    const stream = await watch(ann);
    await cancelBooking(bed, ann, { bookingId: (await books(aCustomer(), 'B4')).id }).catch(() => null);
    const first = await books(ann, 'A1');
    const second = await books(ann, 'A2');
    await cancelBooking(bed, ann, { bookingId: first.id });
    await bed.setNow('2030-07-03T12:10:00.000Z');
    await releaseDueSeats(bed.db);
    const changes = await take(stream, 4);
    await end(stream);
    expect(changes.map((change) => [change.booking.id, change.previousStatus, change.booking.status])).toEqual([
      [first.id, null, 'PENDING_PAYMENT'],
      [second.id, null, 'PENDING_PAYMENT'],
      [first.id, 'PENDING_PAYMENT', 'CANCELLED'],
      [second.id, 'PENDING_PAYMENT', 'EXPIRED'],
    ]);
  });

  it('sees what was missed after a cursor, none twice, and then goes on', async () => {
    const booked = await books(ann, 'B1');
    const first = await watch(ann, { bookingId: booked.id });
    await adds(booked, 'A1', 2400);
    const [seen] = await take(first, 1);
    await end(first);
    await adds(booked, 'A2', 3600);
    const second = await watch(ann, { bookingId: booked.id, after: seen?.cursor });
    const missed = await take(second, 1);
    await cancelBooking(bed, ann, { bookingId: booked.id });
    const [live] = await take(second, 1);
    await end(second);
    expect([...missed, live].map((change) => [change?.booking.status, change?.booking.seats.length])).toEqual([
      ['PENDING_PAYMENT', 3],
      ['CANCELLED', 3],
    ]);
  });
});

describe('who may watch a booking', () => {
  it('is also one who reads any, without its tickets', async () => {
    const booked = await books(ann, 'A1');
    const stream = await watch(aManager(), { bookingId: booked.id });
    await adds(booked, 'A2', 2400);
    const [change] = await take(stream, 1);
    await end(stream);
    expect(change?.booking).toMatchObject({ id: booked.id, total: eur(2400), tickets: [] });
  });

  it('sees the own ones alone when no booking is named, whatever else may be read', async () => {
    const manager = aManager();
    const stream = await watch(manager);
    await books(ann, 'A1');
    const own = await books(manager, 'A2');
    expect((await take(stream, 1)).map((change) => change.booking.id)).toEqual([own.id]);
    await end(stream);
  });

  it('is nobody else: a foreign booking is refused like one that is not there', async () => {
    const { id, bookingNumber } = await books(ann, 'A1');
    const foreign = await refusalOf(aCustomer(), { bookingId: id });
    expect(foreign).toEqual([{ message: 'There is no such booking.', code: 'NOT_FOUND' }]);
    expect(await refusalOf(aDoor(), { bookingId: id })).toEqual(foreign);
    for (const bookingId of [newId('booking'), bookingNumber, '', '\u0000', '\ud800']) {
      expect(await refusalOf(aCustomer(), { bookingId })).toEqual(foreign);
    }
    expect(await refusalOf(null, { bookingId: id })).toMatchObject([{ code: 'UNAUTHENTICATED' }]);
    expect(await refusalOf(null, {})).toMatchObject([{ code: 'UNAUTHENTICATED' }]);
  });

  it.each(['nonsense', '', '\u0000'])('with the cursor %j makes a bad request', async (after) => {
    expect(await refusalOf(ann, { after })).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
  });
});

import type { Viewer } from '@marquee/shared/auth';
import { allTold, askToTellAgain, endStream, takeEvents } from '@marquee/shared/testing';
import { releaseDueSeats } from '../src/services/seats/releaseDueSeats';
import { aBookingBed, type BookingBed, wednesdayNoon } from './support/bookingBed';
import { paid } from './support/checkout';
import { aCustomer } from './support/people';
import { aRoom, type Room } from './support/room';
import { aBooking, cancelBooking } from './support/sales';

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

const books = (label: string) =>
  aBooking(bed, ann, { showingId: room.showingId, seats: [{ seatId: room.seat(label) }] });

interface Told {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What was told of a booking, the oldest first. */
const told = (id: string): Promise<Told[]> =>
  bed.db.query(`select type, envelope->'data' as data from outbox where aggregate_id = $1 order by id`, [id]);

describe('when a search asks for bookings', () => {
  it('tells each as it is now, whatever has become of it', async () => {
    const [waits, stands, called, late] = [await books('A1'), await books('A2'), await books('B1'), await books('B2')];
    await paid(bed, ann, stands);
    await cancelBooking(bed, ann, { bookingId: called.id });
    await bed.db.query(`update booking set expires_at = booking_now() - interval '1 second' where id = $1`, [late.id]);
    await releaseDueSeats(bed.db);
    const before = new Map<string, Told[]>();
    for (const { id } of [waits, stands, called, late]) before.set(id, await told(id));

    await askToTellAgain(bed, 'BOOKING');

    for (const [{ id }, status] of [
      [waits, 'PENDING_PAYMENT'],
      [stands, 'CONFIRMED'],
      [called, 'CANCELLED'],
      [late, 'EXPIRED'],
    ] as const) {
      const known = before.get(id) ?? [];
      const saidBefore = { ...known.at(-1)?.data, expiresAt: undefined, isOfOrder: undefined, reason: undefined };
      expect((await told(id)).slice(known.length)).toEqual([
        { type: 'booking.updated', data: { ...saidBefore, status, previousStatus: status, isToldAgain: true } },
      ]);
    }
  });

  it('tells of no booking when it is asked for other things', async () => {
    const { id } = await books('A1');
    const before = await told(id);
    await askToTellAgain(bed, 'SHOWING', 'ORDER');
    expect(await told(id)).toEqual(before);
  });

  it('shows nothing to those who wait for changes', async () => {
    const booking = await books('A1');
    await allTold(bed);
    const query = 'subscription ($id: ID) { bookingChanged(bookingId: $id) { booking { status } } }';
    const streams = [await bed.watch(ann, query), await bed.watch(ann, query, { id: booking.id })];
    await askToTellAgain(bed, 'BOOKING');
    await paid(bed, ann, booking);
    for (const stream of streams) {
      expect(await takeEvents(stream, 1)).toEqual([{ booking: { status: 'CONFIRMED' } }]);
      await endStream(stream);
    }
  });
});

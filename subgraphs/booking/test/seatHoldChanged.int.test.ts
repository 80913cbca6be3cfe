import type { Viewer } from '@marquee/shared/auth';
import { newId } from '@marquee/shared/ids';
import { allTold, endStream as end, refusalIn, takeEvents } from '@marquee/shared/testing';
import { releaseDueSeats } from '../src/services/seats/releaseDueSeats';
import { aBookingBed, type BookingBed, wednesdayNoon } from './support/bookingBed';
import { eur } from './support/builders';
import { aCustomer, aManager } from './support/people';
import { aRoom, type Room } from './support/room';
import { aBooking, aHold, withHold } from './support/sales';

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
  readonly secondsLeft: number;
  readonly hold: {
    readonly id: string;
    readonly state: string;
    readonly expiresAt: string;
    readonly extensionsLeft: number;
    readonly seats: readonly { readonly label: string }[];
  };
}
const query = `subscription ($holdId: ID!, $after: EventCursor) {
  seatHoldChanged(holdId: $holdId, after: $after) {
    cursor occurredAt secondsLeft hold { id state expiresAt extensionsLeft seats { label } }
  }
}`;
const watch = async (viewer: Viewer | null, holdId: string, after?: string) => {
  await allTold(bed);
  return bed.watch(viewer, query, { holdId, after });
};
const take = (stream: Awaited<ReturnType<typeof watch>>, count: number) => takeEvents<Change>(stream, count);
const holdA1 = () => aHold(bed, ann, { showingId: room.showingId, seatIds: room.seats('A1') });
const extend = (id: string) => withHold(bed, ann, 'seatHoldExtend', id);
const steps = (changes: readonly Change[]) => changes.map(({ hold }) => [hold.state, hold.extensionsLeft]);

describe('the holder of seats', () => {
  it('sees each step, in order, each as it was then', async () => {
    const { id } = await holdA1();
    const stream = await watch(ann, id);
    await bed.setNow('2030-07-03T12:05:00.000Z');
    await extend(id);
    await bed.setNow('2030-07-03T12:07:30.000Z');
    await extend(id);
    await aBooking(bed, ann, { holdId: id });
    const changes = await take(stream, 3);
    await end(stream);
    expect(steps(changes)).toEqual([
      ['EXTENDED', 1],
      ['EXTENDED', 0],
      ['CONVERTED', 0],
    ]);
    expect(changes.map(({ occurredAt }) => occurredAt.slice(11, 19))).toEqual(['12:05:00', '12:07:30', '12:07:30']);
    expect(changes.map(({ hold }) => hold.expiresAt.slice(11, 19))).toEqual(['12:15:00', '12:17:30', '12:17:30']);
    // From now, which is 12:07:30, and nothing for one that is over.
    expect(changes.map(({ secondsLeft }) => secondsLeft)).toEqual([450, 600, 0]);
    expect(changes[0]?.hold).toMatchObject({ id, seats: [{ label: 'A1' }] });
  });

  it('sees it end', async () => {
    const [first, second] = [await holdA1(), await aHold(bed, ann, { showingId: room.showingId, partySize: 1 })];
    const streams = [await watch(ann, first.id), await watch(ann, second.id)] as const;
    await withHold(bed, ann, 'seatHoldRelease', first.id);
    await bed.setNow('2030-07-03T12:10:00.000Z');
    await releaseDueSeats(bed.db);
    expect(steps(await take(streams[0], 1))).toEqual([['RELEASED', 2]]);
    expect(steps(await take(streams[1], 1))).toEqual([['EXPIRED', 2]]);
    await Promise.all(streams.map(end));
  });

  it('sees what was missed after a cursor as it was then, though its time is over', async () => {
    const { id } = await holdA1();
    const first = await watch(ann, id);
    await extend(id);
    const [seen] = await take(first, 1);
    await end(first);
    await extend(id);
    await bed.setNow('2030-07-03T12:20:00.000Z');
    await releaseDueSeats(bed.db);
    const second = await watch(ann, id, seen?.cursor);
    const missed = await take(second, 2);
    await end(second);
    expect(steps(missed)).toEqual([
      ['EXTENDED', 0],
      ['EXPIRED', 0],
    ]);
    expect(missed.map(({ secondsLeft }) => secondsLeft)).toEqual([0, 0]);
  });

  it('sees nothing of the other own holds', async () => {
    const { id } = await holdA1();
    const stream = await watch(ann, id);
    const other = await aHold(bed, ann, { showingId: room.showingId, partySize: 1 });
    await extend(other.id);
    await extend(id);
    expect((await take(stream, 1)).map(({ hold }) => hold.id)).toEqual([id]);
    await end(stream);
  });
});

describe('a basket', () => {
  it('hears in each step what the hold is for and what it costs', async () => {
    const { id } = await aHold(bed, ann, { showingId: room.showingId, seatIds: room.seats('A1', 'A2') });
    await extend(id);
    await withHold(bed, ann, 'seatHoldRelease', id);
    const told: unknown[] = await bed.db.query(
      `select envelope->'data' as data from outbox where type = 'seat_hold.changed' and aggregate_id = $1 order by id`,
      [id],
    );
    // 20:00 by the clocks of the theater.
    const basket = { total: eur(2400), seatCount: 2, title: 'Playtime, Lighthouse, 4 Jul 2030, 20:00' };
    expect(told).toMatchObject(
      ['ACTIVE', 'EXTENDED', 'RELEASED'].map((state) => ({ data: { holdId: id, state, ...basket } })),
    );
  });
});

describe('anybody else', () => {
  it('is refused like for a hold that is not there', async () => {
    const { id } = await holdA1();
    for (const viewer of [aCustomer(), aManager()]) {
      for (const holdId of [id, newId('seatHold'), 'nonsense', '', '\u0000', '\ud800']) {
        expect(await refusalIn(await watch(viewer, holdId))).toEqual([
          { message: 'There is no such hold.', code: 'NOT_FOUND' },
        ]);
      }
    }
    expect(await refusalIn(await watch(null, id))).toMatchObject([{ code: 'UNAUTHENTICATED' }]);
  });

  it.each(['nonsense', '', '\u0000'])('and who gives the cursor %j makes a bad request', async (after) => {
    const { id } = await holdA1();
    expect(await refusalIn(await watch(ann, id, after))).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
  });
});

import type { Viewer } from '@marquee/shared/auth';
import { newId } from '@marquee/shared/ids';
import { allTold, endStream as end, refusalIn, takeEvents } from '@marquee/shared/testing';
import { releaseDueSeats } from '../src/services/seats/releaseDueSeats';
import { aBookingBed, type BookingBed, wednesdayNoon } from './support/bookingBed';
import { drawnPlan, drawPlan, eur, seatIdsOf } from './support/builders';
import { aPaidBooking, paid } from './support/checkout';
import { manages } from './support/manage';
import { aCustomer } from './support/people';
import { aRoom, type Room } from './support/room';
import { aPlace, setBlock } from './support/saleSteps';
import { aBooking, aHold, cancelBooking, withHold } from './support/sales';

let bed: BookingBed;
let room: Room;
let ann: Viewer;
beforeAll(async () => {
  bed = await aBookingBed();
});
beforeEach(async () => {
  await bed.setNow(wednesdayNoon);
  room = await aRoom(bed, {
    rows: ['..pp'],
    priceTiers: [{ seatType: 'PREMIUM', audience: 'ADULT', price: eur(1800) }],
  });
  ann = aCustomer();
});
afterAll(() => bed.close());

interface Change {
  readonly cursor: string;
  readonly occurredAt: string;
  readonly showingId: string;
  readonly seatsAvailable: number;
  readonly changes: readonly {
    readonly availability: string;
    readonly heldUntil: string | null;
    readonly price: { readonly minor: number };
    readonly seat: { readonly label: string };
  }[];
}
const query = `subscription ($showingId: ID!, $after: EventCursor) {
  seatMapChanged(showingId: $showingId, after: $after) {
    cursor occurredAt showingId seatsAvailable
    changes { availability heldUntil price { minor } seat { label } }
  }
}`;
const watch = async (viewer: Viewer | null = null, variables: Record<string, unknown> = {}) => {
  await allTold(bed);
  return bed.watch(viewer, query, { showingId: room.showingId, ...variables });
};
const take = (stream: Awaited<ReturnType<typeof watch>>, count: number) => takeEvents<Change>(stream, count);
/** Such as `A1 HELD, A2 HELD: 2`. */
const inShort = ({ changes, seatsAvailable }: Change) =>
  `${changes.map(({ seat, availability }) => `${seat.label} ${availability}`).join(', ')}: ${seatsAvailable}`;
const holds = (viewer: Viewer, ...labels: string[]) =>
  aHold(bed, viewer, { showingId: room.showingId, seatIds: room.seats(...labels) });

describe('who looks at the seats of a showing', () => {
  it('sees each change in order, as it was then, signed in or not', async () => {
    const stream = await watch();
    const first = await holds(ann, 'A1', 'A3');
    await withHold(bed, ann, 'seatHoldRelease', first.id);
    const second = await holds(ann, 'A2');
    const booked = await aBooking(bed, ann, { holdId: second.id });
    await paid(bed, ann, booked);
    const bob = { showingId: room.showingId, seats: [{ seatId: room.seat('A4') }], expectedTotal: eur(1800) };
    await aPaidBooking(bed, aCustomer(), bob);
    await setBlock(bed, { seatId: room.seat('A1'), showingId: room.showingId, blocked: true });
    await setBlock(bed, { seatId: room.seat('A1'), showingId: room.showingId, blocked: false });
    await cancelBooking(bed, ann, { bookingId: booked.id });
    const changes = await take(stream, 9);
    await end(stream);
    expect(changes.map(inShort)).toEqual([
      'A1 HELD, A3 HELD: 2',
      'A1 FREE, A3 FREE: 4',
      'A2 HELD: 3',
      // Nothing of it changes as the hold becomes a booking.
      'A2 SOLD: 3',
      'A4 HELD: 2',
      'A4 SOLD: 2',
      'A1 BLOCKED: 1',
      'A1 FREE: 2',
      'A2 FREE: 3',
    ]);
    expect(changes[0]).toMatchObject({
      showingId: room.showingId,
      occurredAt: wednesdayNoon,
      changes: [
        { heldUntil: '2030-07-03T12:10:00.000Z', price: { minor: 1200 } },
        { heldUntil: '2030-07-03T12:10:00.000Z', price: { minor: 1800 } },
      ],
    });
    expect(changes[1]?.changes.map(({ heldUntil }) => heldUntil)).toEqual([null, null]);
    expect(new Set(changes.map(({ cursor }) => cursor)).size).toBe(9);
  });

  it('knows the own hold from those of others', async () => {
    const streams = [await watch(ann), await watch(aCustomer()), await watch()];
    const { id } = await holds(ann, 'A1');
    await bed.setNow('2030-07-03T12:05:00.000Z');
    await withHold(bed, ann, 'seatHoldExtend', id);
    await holds(aCustomer(), 'A2');
    for (const [index, stream] of streams.entries()) {
      const changes = await take(stream, 3);
      const ofAnn = index === 0 ? 'HELD_BY_ME' : 'HELD';
      expect(changes.map(inShort)).toEqual([`A1 ${ofAnn}: 3`, `A1 ${ofAnn}: 3`, 'A2 HELD: 2']);
      expect(changes[1]?.changes[0]?.heldUntil).toBe('2030-07-03T12:15:00.000Z');
      await end(stream);
    }
  });

  it('sees seats become free when a hold runs out, and go to who waits for them', async () => {
    await holds(ann, 'A1', 'A2', 'A3', 'A4');
    const bob = aCustomer();
    await aPlace(bed, bob, room.showingId, 3);
    const stream = await watch(bob);
    await bed.setNow('2030-07-03T12:10:00.000Z');
    await releaseDueSeats(bed.db);
    const changes = await take(stream, 2);
    await end(stream);
    expect(changes.map(inShort)[0]).toBe('A1 FREE, A2 FREE, A3 FREE, A4 FREE: 4');
    expect(changes[1]?.changes.map(({ availability }) => availability)).toEqual(Array(3).fill('HELD_BY_ME'));
    expect(changes[1]?.seatsAvailable).toBe(1);
  });

  it('sees what was missed after a cursor, none twice, and then goes on', async () => {
    const first = await watch();
    await holds(aCustomer(), 'A1');
    const [seen] = await take(first, 1);
    await end(first);
    await holds(aCustomer(), 'A2');
    await holds(aCustomer(), 'A3');
    const second = await watch(null, { after: seen?.cursor });
    const missed = await take(second, 2);
    await holds(aCustomer(), 'A4');
    const live = await take(second, 1);
    await end(second);
    expect([...missed, ...live].map(inShort)).toEqual(['A2 HELD: 2', 'A3 HELD: 1', 'A4 HELD: 0']);
  });

  it('sees what was missed without the seats that have left the plan since', async () => {
    const first = await watch();
    await holds(aCustomer(), 'A1');
    const [seen] = await take(first, 1);
    await end(first);
    const { screenId, showingId } = room;
    await manages(bed, 'seatCreate', { screenId, row: 'A', number: 8 });
    await manages(bed, 'seatCreate', { screenId, row: 'A', number: 9 });
    // The one is kept for the sake of its block, the other is deleted.
    const { A8: seatId = '' } = await seatIdsOf(bed, screenId);
    await setBlock(bed, { seatId, showingId, blocked: true });
    await drawPlan(bed, screenId, ['..pp'], 4);
    await holds(aCustomer(), 'A2');
    const second = await watch(null, { after: seen?.cursor });
    const missed = await take(second, 5);
    await end(second);
    expect(missed.map(inShort)).toEqual([': 4', ': 5', ': 4', ': 3', 'A2 HELD: 2']);
  });

  it('sees how many seats are left when some leave the plan, and which come or cost something else', async () => {
    const { screenId, showingId } = room;
    await setBlock(bed, { seatId: room.seat('A2'), showingId, blocked: true });
    const stream = await watch();
    await drawPlan(bed, screenId, ['...'], 2);
    await drawPlan(bed, screenId, ['pp.'], 3);
    await drawPlan(bed, screenId, ['pp..'], 4);
    const changes = await take(stream, 3);
    await end(stream);
    expect(changes.map(inShort)).toEqual(['A3 FREE: 2', 'A1 FREE, A2 BLOCKED: 2', 'A4 FREE: 3']);
    expect(changes[1]?.changes[0]?.price.minor).toBe(1800);
  });

  it('hears nothing of a plan that only moves its seats', async () => {
    const { screenId } = room;
    const { seats, ...plan } = drawnPlan(screenId, ['..pp']);
    const stream = await watch();
    const moved = seats.map((seat) => ({ ...seat, y: 1 }));
    await manages(bed, 'seatPlanReplace', { ...plan, seats: moved, expectedVersion: 2 });
    await holds(ann, 'A1');
    expect((await take(stream, 1)).map(inShort)).toEqual(['A1 HELD: 3']);
    await end(stream);
  });

  it('sees nothing of other showings', async () => {
    const elsewhere = await aRoom(bed);
    const stream = await watch();
    await aHold(bed, ann, { showingId: elsewhere.showingId, partySize: 1 });
    await holds(ann, 'A4');
    expect((await take(stream, 1)).map(inShort)).toEqual(['A4 HELD: 3']);
    await end(stream);
  });

  it('can stop while nothing happens', async () => {
    const stream = await watch();
    const parked = stream.next();
    await end(stream);
    expect((await parked).done).toBe(true);
  });

  it.each(['nonsense', '', '\u0000', '\ud800', newId('showing')])('must name a showing (%j)', async (showingId) => {
    expect(await refusalIn(await watch(ann, { showingId }))).toEqual([
      { message: 'There is no such showing.', code: 'NOT_FOUND' },
    ]);
  });

  it.each(['nonsense', '', 'x'.repeat(300), '\u0000'])('with the cursor "%.10s" makes a bad request', async (after) => {
    expect(await refusalIn(await watch(null, { after }))).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
  });
});

import { newId } from '@marquee/shared/ids';
import { aBookingBed, type BookingBed, wednesdayNoon } from './support/bookingBed';
import { drawnPlan, thursdayEvening } from './support/builders';
import { aPaidBooking } from './support/checkout';
import { manages } from './support/manage';
import { aCustomer } from './support/people';
import { aRoom, type Room } from './support/room';
import { setBlock } from './support/saleSteps';
import { aHold, bookSeats, cancelBooking, seatMap, withHold } from './support/sales';

let bed: BookingBed;
let room: Room;
/** On the same screen, the day after. */
let later: Room;
beforeAll(async () => {
  bed = await aBookingBed();
});
beforeEach(async () => {
  await bed.setNow(wednesdayNoon);
  room = await aRoom(bed);
  later = await aRoom(bed, { screenId: room.screenId, startsAt: '2030-07-05T19:00:00Z' });
});
afterAll(() => bed.close());

const bookA1 = (showingId: string) =>
  aPaidBooking(bed, aCustomer(), { showingId, seats: [{ seatId: room.seat('A1') }] });
const blockHere = (blocked = true) => setBlock(bed, { seatId: room.seat('A1'), showingId: room.showingId, blocked });
const blockEverywhere = (blocked = true) => setBlock(bed, { seatId: room.seat('A1'), blocked });
const here = async () => shortOf(await seatMap(bed, room.showingId));
const there = async () => shortOf(await seatMap(bed, later.showingId));
const shortOf = ({ total, available, states }: Awaited<ReturnType<typeof seatMap>>) => [total, available, states['A1']];
const planVersion = async () => {
  const query = 'query ($id: ID!) { showing(id: $id) { screen { seatPlan { version } } } }';
  const { data } = await bed.ask<{ showing: { screen: { seatPlan: { version: number } } } }>(null, query, {
    id: room.showingId,
  });
  return data.showing.screen.seatPlan.version;
};
/** What was told of A1 in the showing, oldest first. */
const toldOf = async ({ showingId, seat }: Room) => {
  const rows: { said: string }[] = await bed.db.query(
    `select change->>'availability' as said from outbox, jsonb_array_elements(envelope->'data'->'changes') change
     where type = 'seat_map.changed' and aggregate_id = $1 and change->>'seatId' = $2 order by outbox.id`,
    [showingId, seat('A1')],
  );
  return rows.map(({ said }) => said);
};

describe('a seat that is blocked in one showing', () => {
  it('is out of sale there alone, and counts as no seat', async () => {
    expect(await blockHere()).toEqual({ seat: { label: 'A1', isBlocked: false }, errors: [] });
    expect([await here(), await there()]).toEqual([
      [7, 7, 'BLOCKED'],
      [8, 8, 'FREE'],
    ]);
    expect((await bookSeats(bed, aCustomer(), bookingOfA1())).errors).toMatchObject([{ code: 'SEAT_UNAVAILABLE' }]);
    await blockHere(false);
    expect(await here()).toEqual([8, 8, 'FREE']);
    expect((await bookSeats(bed, aCustomer(), bookingOfA1())).errors).toEqual([]);
  });

  it('is told once, however often it is said', async () => {
    for (const blocked of [true, true, false, false]) expect((await blockHere(blocked)).errors).toEqual([]);
    expect(await toldOf(room)).toEqual(['BLOCKED', 'FREE']);
  });

  it('must not be held or sold', async () => {
    const ann = aCustomer();
    const { id } = await aHold(bed, ann, { showingId: room.showingId, seatIds: room.seats('A1') });
    const refused = {
      seat: null,
      errors: [{ code: 'SEAT_UNAVAILABLE', takenSeatIds: room.seats('A1'), alternatives: [], path: ['seatId'] }],
    };
    expect(await blockHere()).toMatchObject(refused);
    await aPaidBooking(bed, ann, { holdId: id });
    expect(await blockHere()).toMatchObject(refused);
    expect(await here()).toEqual([8, 7, 'SOLD']);
  });

  it('may have been held until now', async () => {
    await aHold(bed, aCustomer(), { showingId: room.showingId, seatIds: room.seats('A1') });
    await bed.setNow('2030-07-03T12:10:00.000Z');
    expect((await blockHere()).errors).toEqual([]);
    expect(await here()).toEqual([7, 7, 'BLOCKED']);
  });

  it('stays so when it is sold again in all', async () => {
    await blockHere();
    await blockEverywhere();
    await blockEverywhere(false);
    expect([await here(), await there()]).toEqual([
      [7, 7, 'BLOCKED'],
      [8, 8, 'FREE'],
    ]);
  });

  const bookingOfA1 = () => ({ showingId: room.showingId, seats: [{ seatId: room.seat('A1') }] });
});

describe('a seat that is blocked in all showings', () => {
  it('is out of sale everywhere, also where it is shown from now on', async () => {
    expect(await blockEverywhere()).toEqual({ seat: { label: 'A1', isBlocked: true }, errors: [] });
    const new_ = await aRoom(bed, { screenId: room.screenId, startsAt: '2030-07-06T19:00:00Z' });
    expect(await seatMap(bed, new_.showingId)).toMatchObject({ total: 7, available: 7, states: { A1: 'BLOCKED' } });
    expect([await toldOf(room), await toldOf(later)]).toEqual([['BLOCKED'], ['BLOCKED']]);
    await blockEverywhere(false);
    expect([await here(), await there()]).toEqual([
      [8, 8, 'FREE'],
      [8, 8, 'FREE'],
    ]);
    expect(await toldOf(later)).toEqual(['BLOCKED', 'FREE']);
  });

  it('moves the version of the plan, unless it was so', async () => {
    const before = await planVersion();
    await blockEverywhere();
    await blockEverywhere();
    expect(await planVersion()).toBe(before + 1);
  });

  it('stays with whoever has it', async () => {
    const { bookingNumber, status } = await bookA1(room.showingId);
    await blockEverywhere();
    expect([await here(), await there()]).toMatchObject([
      [7, 7, 'SOLD'],
      [7, 7, 'BLOCKED'],
    ]);
    expect([bookingNumber.slice(0, 2), status]).toEqual(['B-', 'CONFIRMED']);
  });

  it('is not free, and not told as free, when they give it back', async () => {
    const ann = aCustomer();
    const { id } = await aHold(bed, ann, { showingId: room.showingId, seatIds: room.seats('A1') });
    const seats = [{ seatId: room.seat('A1') }];
    const { id: bookingId } = await aPaidBooking(bed, ann, { showingId: later.showingId, seats });
    await blockEverywhere();
    await withHold(bed, ann, 'seatHoldRelease', id);
    await cancelBooking(bed, ann, { bookingId });
    expect([await here(), await there()]).toEqual([
      [7, 7, 'BLOCKED'],
      [7, 7, 'BLOCKED'],
    ]);
    expect([await toldOf(room), await toldOf(later)]).toEqual([
      ['HELD', 'BLOCKED'],
      ['HELD', 'SOLD', 'BLOCKED'],
    ]);
  });

  it('is not told as free when one showing takes back its own block', async () => {
    await blockHere();
    await blockEverywhere();
    await blockHere(false);
    expect(await here()).toEqual([7, 7, 'BLOCKED']);
    expect((await toldOf(room)).at(-1)).toBe('BLOCKED');
  });

  it('never waits in a circle with whoever draws the plan anew', async () => {
    const plan = drawnPlan(room.screenId, ['....', '....']);
    const wider = { ...plan, width: plan.width + 1, seats: plan.seats.map((seat) => ({ ...seat, x: seat.x + 1 })) };
    let replaced = 0;
    for (let round = 0; round < 20; round += 1) {
      const expectedVersion = await planVersion();
      const blocked = round % 2 === 0;
      const [first, drawn, second] = await Promise.all([
        setBlock(bed, { seatId: room.seat('B4'), blocked }),
        manages(bed, 'seatPlanReplace', { expectedVersion, ...(blocked ? wider : plan) }),
        setBlock(bed, { seatId: room.seat('A2'), blocked }),
      ]);
      expect([first.errors, drawn.faults, second.errors]).toEqual([[], undefined, []]);
      if (drawn.payload?.errors.length === 0) replaced += 1;
    }
    expect(replaced).toBeGreaterThan(0);
  });
});

describe('a block that cannot be', () => {
  it.each<[string, () => { seatId: string; showingId?: string }, string[]]>([
    ['of no seat', () => ({ seatId: newId('seat') }), ['seatId']],
    ['of NUL', () => ({ seatId: '\u0000' }), ['seatId']],
    ['of half of a surrogate pair', () => ({ seatId: '\ud800', showingId: room.showingId }), ['seatId']],
    ['in no showing', () => ({ seatId: room.seat('A1'), showingId: newId('showing') }), ['showingId']],
    ['in a showing of NUL', () => ({ seatId: room.seat('A1'), showingId: '\u0000' }), ['showingId']],
  ])('is one %s', async (_name, args, path) => {
    expect(await setBlock(bed, { ...args(), blocked: true })).toMatchObject({
      seat: null,
      errors: [{ code: 'NOT_FOUND', path }],
    });
  });

  it('is one of a seat in a showing on another screen', async () => {
    const elsewhere = await aRoom(bed, { startsAt: thursdayEvening });
    const answer = await setBlock(bed, { seatId: elsewhere.seat('A1'), showingId: room.showingId, blocked: true });
    expect(answer).toMatchObject({ seat: null, errors: [{ code: 'NOT_FOUND', path: ['seatId'] }] });
    expect(await here()).toEqual([8, 8, 'FREE']);
  });

  it('is one by a customer', async () => {
    const query = 'mutation ($id: ID!) { seatBlockSet(seatId: $id, blocked: true) { seat { id } } }';
    for (const [viewer, code] of [[aCustomer(), 'FORBIDDEN'] as const, [null, 'UNAUTHENTICATED'] as const]) {
      const { data, errors } = await bed.ask(viewer, query, { id: room.seat('A1') });
      expect([data, errors]).toMatchObject([{ seatBlockSet: null }, [{ extensions: { code } }]]);
    }
  });
});

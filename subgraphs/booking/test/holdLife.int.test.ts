import type { Viewer } from '@marquee/shared/auth';
import { newId } from '@marquee/shared/ids';
import { releaseDueSeats } from '../src/services/seats/releaseDueSeats';
import { aBookingBed, type BookingBed, wednesdayNoon } from './support/bookingBed';
import { aCustomer, aManager } from './support/people';
import { aRoom, type Room } from './support/room';
import { waitsOf } from './support/saleSteps';
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

const holdA1 = () => aHold(bed, ann, { showingId: room.showingId, seatIds: room.seats('A1') });
const shown = async (viewer: Viewer | null, id: string) => {
  const query = 'query ($id: ID!) { seatHold(id: $id) { id state expiresAt extensionsLeft } }';
  return bed.ask<{ seatHold: Record<string, unknown> | null } | null>(viewer, query, { id });
};
const extend = (id: string, viewer = ann) => withHold(bed, viewer, 'seatHoldExtend', id);
const release = (id: string, viewer = ann) => withHold(bed, viewer, 'seatHoldRelease', id);
const activeHolds = async () => {
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { activeHolds { id } } } }`;
  const r = [{ __typename: 'User', id: ann.userId }];
  const { data } = await bed.ask<{ _entities: [{ activeHolds: { id: string }[] }] }>(ann, query, { r });
  return data._entities[0].activeHolds.map(({ id }) => id);
};

describe('extending a hold', () => {
  it('starts its ten minutes again, twice', async () => {
    const { id } = await holdA1();
    await bed.setNow('2030-07-03T12:09:00.000Z');
    expect((await extend(id)).hold).toMatchObject({
      state: 'EXTENDED',
      expiresAt: '2030-07-03T12:19:00.000Z',
      extensionsLeft: 1,
    });
    await bed.setNow('2030-07-03T12:18:00.000Z');
    expect((await extend(id)).hold).toMatchObject({ expiresAt: '2030-07-03T12:28:00.000Z', extensionsLeft: 0 });
    expect(await extend(id)).toMatchObject({ hold: null, errors: [{ code: 'HOLD_LIMIT', path: ['id'] }] });
    await bed.setNow('2030-07-03T12:27:59.999Z');
    expect((await seatMap(bed, room.showingId)).states['A1']).toBe('HELD');
    await bed.setNow('2030-07-03T12:28:00.000Z');
    expect((await seatMap(bed, room.showingId)).states['A1']).toBe('FREE');
  });

  it('comes too late after its time, and says whether the seats can still be had', async () => {
    const { id } = await holdA1();
    await bed.setNow('2030-07-03T12:10:00.000Z');
    const free = {
      __typename: 'HoldExpiredError',
      code: 'HOLD_EXPIRED',
      path: ['id'],
      expiredAt: '2030-07-03T12:10:00.000Z',
      canReacquire: true,
    };
    expect(await extend(id)).toMatchObject({ hold: null, errors: [free] });
    await releaseDueSeats(bed.db);
    expect(await extend(id)).toMatchObject({ hold: null, errors: [free] });
    await aHold(bed, aCustomer(), { showingId: room.showingId, seatIds: room.seats('A1') });
    expect(await extend(id)).toMatchObject({ hold: null, errors: [{ ...free, canReacquire: false }] });
  });

  it.each<[string, (id: string) => Promise<unknown>, string]>([
    ['released', (id) => release(id), 'RELEASED'],
    ['booked', (holdId) => aBooking(bed, ann, { holdId }), 'CONVERTED'],
  ])('is too late for one that was %s', async (_name, end, state) => {
    const { id } = await holdA1();
    await end(id);
    expect(await extend(id)).toMatchObject({
      hold: null,
      errors: [{ code: 'INVALID_TRANSITION', message: `A hold that is ${state} cannot become EXTENDED.` }],
    });
  });
});

describe('releasing a hold', () => {
  it('frees its seats at once, and again changes nothing', async () => {
    const { id, seats } = await holdA1();
    expect(await release(id)).toMatchObject({ hold: { id, state: 'RELEASED', seats }, errors: [] });
    expect((await seatMap(bed, room.showingId)).available).toBe(8);
    await aHold(bed, aCustomer(), { showingId: room.showingId, seatIds: room.seats('A1') });
    await bed.setNow('2030-07-03T12:05:00.000Z');
    expect(await release(id)).toMatchObject({ hold: { id, state: 'RELEASED' }, errors: [] });
    expect((await seatMap(bed, room.showingId)).available).toBe(7);
  });

  it('that has run out leaves it expired', async () => {
    const { id } = await holdA1();
    await bed.setNow('2030-07-03T12:10:00.000Z');
    expect((await release(id)).hold?.state).toBe('EXPIRED');
    expect((await release(id)).hold?.state).toBe('EXPIRED');
  });

  it('is too late once it was booked', async () => {
    const { id } = await holdA1();
    await aBooking(bed, ann, { holdId: id });
    expect(await release(id)).toMatchObject({ hold: null, errors: [{ code: 'INVALID_TRANSITION', path: ['id'] }] });
    expect((await seatMap(bed, room.showingId)).states['A1']).toBe('HELD');
  });
});

describe('a hold whose time is over', () => {
  it('is cleared away, with its claims, by whoever looks', async () => {
    const { id } = await holdA1();
    const others = await aHold(bed, aCustomer(), { showingId: (await aRoom(bed)).showingId, partySize: 8 });
    await bed.setNow('2030-07-03T12:09:59.999Z');
    await releaseDueSeats(bed.db);
    expect(await statesOf(id, others.id)).toEqual(['ACTIVE', 'ACTIVE']);
    await bed.setNow('2030-07-03T12:10:00.000Z');
    await Promise.all([releaseDueSeats(bed.db), releaseDueSeats(bed.db)]);
    expect(await statesOf(id, others.id)).toEqual(['EXPIRED', 'EXPIRED']);
    expect(await bed.db.query('select from seat_claim where hold_id = any ($1)', [[id, others.id]])).toEqual([]);
    const told: { count: number }[] = await bed.db.query(
      `select count(*)::int from outbox where envelope->'data'->>'holdId' = $1 and envelope->'data'->>'state' = 'EXPIRED'`,
      [id],
    );
    expect(told).toEqual([{ count: 1 }]);
  });

  it('is expired for its holder even before that, and active no more', async () => {
    const { id } = await holdA1();
    expect(await activeHolds()).toEqual([id]);
    await bed.setNow('2030-07-03T12:10:00.000Z');
    expect((await shown(ann, id)).data?.seatHold).toMatchObject({ state: 'EXPIRED' });
    expect(await activeHolds()).toEqual([]);
    expect(await waitsOf(bed, ann)).toEqual([]);
  });

  const statesOf = async (...ids: string[]) => {
    const rows: { state: string }[] = await bed.db.query(
      'select state from seat_hold where id = any ($1) order by id',
      [ids],
    );
    return rows.map(({ state }) => state);
  };
});

describe("somebody else's hold", () => {
  const notThere = [newId('seatHold'), 'nonsense', '', '\u0000', '\ud800', 'x'.repeat(10_000)];

  it('is not there, for staff neither', async () => {
    const { id } = await holdA1();
    expect((await shown(ann, id)).data?.seatHold).toMatchObject({ id, state: 'ACTIVE' });
    for (const viewer of [aCustomer(), aManager()]) {
      for (const asked of [id, ...notThere]) {
        expect(await shown(viewer, asked)).toEqual({ data: { seatHold: null }, errors: undefined });
      }
    }
    expect((await shown(null, id)).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  it('is not there by reference', async () => {
    const { id } = await holdA1();
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on SeatHold { state } } }';
    const r = [id, ...notThere].map((asked) => ({ __typename: 'SeatHold', id: asked }));
    for (const viewer of [aCustomer(), aManager(), null]) {
      const { data, errors } = await bed.ask(viewer, query, { r });
      expect({ data, errors }).toEqual({ data: { _entities: r.map(() => null) }, errors: undefined });
    }
    expect((await bed.ask(ann, query, { r: r.slice(0, 1) })).data).toEqual({ _entities: [{ state: 'ACTIVE' }] });
  });

  it('cannot be extended, released or booked, as one that is not there', async () => {
    const { id } = await holdA1();
    const bob = aCustomer();
    for (const asked of [id, ...notThere]) {
      const missing = { code: 'NOT_FOUND', message: 'There is no such hold.' };
      expect(await extend(asked, bob)).toMatchObject({ hold: null, errors: [{ ...missing, path: ['id'] }] });
      expect(await release(asked, bob)).toMatchObject({ hold: null, errors: [{ ...missing, path: ['id'] }] });
      expect(await bookSeats(bed, bob, { holdId: asked })).toMatchObject({
        booking: null,
        errors: [{ ...missing, path: ['input', 'holdId'] }],
      });
    }
    expect((await shown(ann, id)).data?.seatHold).toMatchObject({ state: 'ACTIVE', extensionsLeft: 2 });
  });
});

describe('the sweep', () => {
  it('clears the holds of every showing but those that fail, and says so', async () => {
    const other = await aRoom(bed);
    const [stuck, due] = [await holdA1(), await aHold(bed, ann, { showingId: other.showingId, partySize: 1 })];
    const held = async () => {
      const rows: { id: string }[] = await bed.db.query(
        `select id from seat_hold where id = any ($1) and state in ('ACTIVE', 'EXTENDED') order by id`,
        [[stuck.id, due.id]],
      );
      return rows.map(({ id }) => id);
    };
    expect(await held()).toEqual([stuck.id, due.id]);
    await bed.db.query(`alter table seat_hold add constraint stuck check (id <> '${stuck.id}' or state = 'ACTIVE')`);
    try {
      await bed.setNow('2030-07-03T12:10:00.000Z');
      await expect(releaseDueSeats(bed.db)).rejects.toThrow('stay in showings: 1');
      expect(await held()).toEqual([stuck.id]);
    } finally {
      await bed.db.query('alter table seat_hold drop constraint stuck');
    }
    await releaseDueSeats(bed.db);
    expect(await held()).toEqual([]);
  });
});

import type { Viewer } from '@marquee/shared/auth';
import { newId } from '@marquee/shared/ids';
import { waitlistRepository } from '../src/persistence/waitlistRepository';
import { releaseDueSeats } from '../src/services/seats/releaseDueSeats';
import { aBookingBed, type BookingBed, wednesdayNoon } from './support/bookingBed';
import { aKey, changeShowing, eur } from './support/builders';
import { aPaidBooking } from './support/checkout';
import { aCustomer, aManager } from './support/people';
import { aRoom, type Room } from './support/room';
import { aPlace, joinQueue, leaveQueue, offerTo, setBlock, waitsOf } from './support/saleSteps';
import { aBooking, aHold, cancelBooking, type Held, holdSeats, seatMap, withHold } from './support/sales';

let bed: BookingBed;
/** One row of four. */
let room: Room;
let [ann, bob, carl]: [Viewer, Viewer, Viewer] = [aCustomer(), aCustomer(), aCustomer()];
beforeAll(async () => {
  bed = await aBookingBed();
});
beforeEach(async () => {
  await bed.setNow(wednesdayNoon);
  room = await aRoom(bed, { rows: ['....'] });
  [ann, bob, carl] = [aCustomer(), aCustomer(), aCustomer()];
});
afterAll(() => bed.close());

const holdsOf = (viewer: Viewer, ...labels: string[]): Promise<Held> =>
  aHold(bed, viewer, { showingId: room.showingId, seatIds: room.seats(...labels) });
const release = (viewer: Viewer, { id }: Held) => withHold(bed, viewer, 'seatHoldRelease', id);
const books = (viewer: Viewer, ...labels: string[]) => {
  const seats = room.seats(...labels).map((seatId) => ({ seatId }));
  return aPaidBooking(bed, viewer, { showingId: room.showingId, seats, expectedTotal: eur(1200 * seats.length) });
};
const waits = (viewer: Viewer, partySize: number) => aPlace(bed, viewer, room.showingId, partySize);
const lengthOf = async () => {
  const query = 'query ($id: ID!) { showing(id: $id) { waitlistLength } }';
  const { data } = await bed.ask<{ showing: { waitlistLength: number } }>(null, query, { id: room.showingId });
  return data.showing.waitlistLength;
};

describe('who queues for a full showing', () => {
  beforeEach(() => books(aCustomer(), 'A1', 'A2', 'A3', 'A4'));

  it('has a place, the first come in front', async () => {
    expect(await waits(ann, 2)).toEqual({
      id: expect.stringMatching(/^wtl_/),
      partySize: 2,
      position: 1,
      offeredHold: null,
    });
    expect(await waits(bob, 1)).toMatchObject({ position: 2, offeredHold: null });
    expect(await lengthOf()).toBe(2);
    expect(await waitsOf(bed, bob)).toMatchObject([{ partySize: 1, position: 2 }]);
  });

  it('moves up when somebody in front leaves', async () => {
    const { id } = await waits(ann, 2);
    await waits(bob, 1);
    const { entry, errors } = await leaveQueue(bed, ann, id);
    expect([entry?.id, errors]).toEqual([id, []]);
    expect((await leaveQueue(bed, ann, id)).errors).toEqual([]);
    expect(await waitsOf(bed, ann)).toEqual([]);
    expect((await waitsOf(bed, bob))[0]?.position).toBe(1);
    expect(await waits(ann, 3)).toMatchObject({ position: 2 });
  });

  it('queues once for a showing', async () => {
    await waits(ann, 2);
    const again = { showingId: room.showingId, partySize: 1 };
    expect(await joinQueue(bed, ann, again)).toMatchObject({
      entry: null,
      errors: [{ code: 'VALIDATION', path: ['input', 'showingId'] }],
    });
    const parallel = await Promise.all(Array.from({ length: 10 }, () => joinQueue(bed, bob, again)));
    expect(parallel.filter(({ entry }) => entry !== null)).toHaveLength(1);
    expect(await lengthOf()).toBe(2);
  });

  it('has one place a key', async () => {
    const input = { showingId: room.showingId, partySize: 2, idempotencyKey: aKey() };
    const first = await joinQueue(bed, ann, input);
    expect(await joinQueue(bed, ann, input)).toEqual(first);
    expect((await joinQueue(bed, ann, { ...input, partySize: 1 })).errors).toMatchObject([
      { code: 'IDEMPOTENCY_KEY_REUSED' },
    ]);
  });
});

describe('a place in a queue', () => {
  it.each<[string, Record<string, unknown>, string, string[]]>([
    ['a party of none', { partySize: 0 }, 'VALIDATION', ['input', 'partySize']],
    ['a party of nine', { partySize: 9 }, 'VALIDATION', ['input', 'partySize']],
    ['no showing', { showingId: newId('showing') }, 'NOT_FOUND', ['input', 'showingId']],
    ['a showing of NUL', { showingId: '\u0000', idempotencyKey: aKey() }, 'NOT_FOUND', ['input', 'showingId']],
    ['half of a surrogate pair', { showingId: '\ud800' }, 'NOT_FOUND', ['input', 'showingId']],
  ])('is not for %s', async (_name, wrong, code, path) => {
    expect(await joinQueue(bed, ann, { showingId: room.showingId, partySize: 1, ...wrong })).toMatchObject({
      entry: null,
      errors: [{ code, path }],
    });
  });

  it('is not for a showing that is not on sale', async () => {
    await changeShowing(bed, { id: room.showingId, status: 'SALES_CLOSED' });
    expect((await joinQueue(bed, ann, { showingId: room.showingId, partySize: 1 })).errors).toMatchObject([
      { code: 'SHOWING_CLOSED' },
    ]);
  });

  it('is not for more seats than somebody may have, with those that they have', async () => {
    room = await aRoom(bed, { rows: ['........'] });
    await holdsOf(ann, 'A1', 'A2', 'A3', 'A4');
    await books(ann, 'A5', 'A6', 'A7');
    const { showingId } = room;
    expect(await joinQueue(bed, ann, { showingId, partySize: 2 })).toMatchObject({
      entry: null,
      errors: [{ code: 'HOLD_LIMIT', path: ['input', 'partySize'] }],
    });
    await books(bob, 'A8');
    expect(await waits(ann, 1)).toMatchObject({ position: 1 });
  });

  it("that is somebody else's cannot be left, as one that is not there", async () => {
    await books(aCustomer(), 'A1', 'A2', 'A3', 'A4');
    const { id } = await waits(ann, 1);
    for (const viewer of [bob, aManager()]) {
      for (const asked of [id, newId('waitlistEntry'), 'nonsense', '\u0000', '\ud800']) {
        expect(await leaveQueue(bed, viewer, asked)).toMatchObject({
          entry: null,
          errors: [{ code: 'NOT_FOUND', message: 'There is no such place in the queue.', path: ['id'] }],
        });
      }
    }
    expect(await waitsOf(bed, ann)).toHaveLength(1);
  });
});

describe('seats that become free', () => {
  it.each<[string, () => Promise<() => Promise<unknown>>]>([
    [
      'because a hold runs out',
      async () => {
        await holdsOf(carl, 'A1', 'A2');
        return async () => {
          await bed.setNow('2030-07-03T12:10:00.000Z');
          await releaseDueSeats(bed.db);
        };
      },
    ],
    [
      'because a hold is released',
      async () => {
        const hold = await holdsOf(carl, 'A1', 'A2');
        return () => release(carl, hold);
      },
    ],
    [
      'because a booking is cancelled',
      async () => {
        const { id: bookingId } = await books(carl, 'A1', 'A2');
        return () => cancelBooking(bed, carl, { bookingId });
      },
    ],
    [
      'because a seat is sold again in this showing',
      async () => {
        const seat = { seatId: room.seat('A1'), showingId: room.showingId };
        await setBlock(bed, { ...seat, blocked: true });
        return () => setBlock(bed, { ...seat, blocked: false });
      },
    ],
    [
      'because a seat is sold again in all showings',
      async () => {
        await setBlock(bed, { seatId: room.seat('A1'), blocked: true });
        return () => setBlock(bed, { seatId: room.seat('A1'), blocked: false });
      },
    ],
  ])('%s are offered to who waits', async (_name, prepare) => {
    const free = await prepare();
    const { states } = await seatMap(bed, room.showingId);
    // A2 stays free where A1 is blocked: one seat is not enough for two.
    await books(aCustomer(), ...Object.keys(states).filter((label) => states[label] === 'FREE' && label !== 'A2'));
    await waits(ann, 2);
    expect(await offerTo(bed, ann)).toBeNull();
    await free();
    expect(await waitsOf(bed, ann)).toMatchObject([
      {
        position: 0,
        offeredHold: {
          state: 'ACTIVE',
          extensionsLeft: 2,
          seats: [{ label: 'A1' }, { label: 'A2' }],
          total: eur(2400),
        },
      },
    ]);
    expect(await lengthOf()).toBe(0);
    expect(await seatMap(bed, room.showingId, ann)).toMatchObject({ available: 0, states: { A1: 'HELD_BY_ME' } });
  });

  it('are offered at once to who comes when they are free already', async () => {
    expect(await waits(ann, 2)).toMatchObject({ position: 0, offeredHold: { state: 'ACTIVE' } });
  });

  it('go to the first, then to the next', async () => {
    const [one, two] = [await holdsOf(carl, 'A1'), await holdsOf(carl, 'A2')];
    await books(aCustomer(), 'A3', 'A4');
    await waits(ann, 1);
    await waits(bob, 1);
    await release(carl, two);
    expect([await offerTo(bed, ann), await offerTo(bed, bob)]).toEqual([['A2'], null]);
    await release(carl, one);
    expect(await offerTo(bed, bob)).toEqual(['A1']);
  });

  it('pass over a party that they do not seat, for a smaller one behind it', async () => {
    const hold = await holdsOf(carl, 'A1', 'A2');
    await books(aCustomer(), 'A3', 'A4');
    await waits(ann, 3);
    await waits(bob, 2);
    await release(carl, hold);
    expect([await offerTo(bed, ann), await offerTo(bed, bob)]).toEqual([null, ['A1', 'A2']]);
    expect((await waitsOf(bed, ann))[0]?.position).toBe(1);
  });

  it('pass over a party that may not part a love seat, for a larger one behind it', async () => {
    room = await aRoom(bed, { rows: ['ll..'] });
    const hold = await holdsOf(carl, 'A1', 'A2');
    await books(aCustomer(), 'A3', 'A4');
    await waits(ann, 1);
    await waits(bob, 2);
    await release(carl, hold);
    expect([await offerTo(bed, ann), await offerTo(bed, bob)]).toEqual([null, ['A1', 'A2']]);
  });

  it('are half of a love seat for who waits alone', async () => {
    room = await aRoom(bed, { rows: ['ll'] });
    const [left] = [await holdsOf(carl, 'A1'), await books(aCustomer(), 'A2')];
    await waits(ann, 2);
    await waits(bob, 1);
    await release(carl, left);
    expect([await offerTo(bed, ann), await offerTo(bed, bob)]).toEqual([null, ['A1']]);
  });

  it('find a party that they seat behind any number that they do not', async () => {
    const hold = await holdsOf(carl, 'A1', 'A2', 'A3');
    await books(aCustomer(), 'A4');
    for (let ahead = 0; ahead < 60; ahead += 1) await waits(aCustomer(), 4);
    await waits(ann, 3);
    await release(carl, hold);
    expect(await offerTo(bed, ann)).toEqual(['A1', 'A2', 'A3']);
  });

  it('go to the queue before anybody who comes in the moment they run out', async () => {
    await holdsOf(carl, 'A1', 'A2', 'A3', 'A4');
    await waits(ann, 2);
    await bed.setNow('2030-07-03T12:10:00.000Z');
    const { hold, errors } = await holdSeats(bed, bob, { showingId: room.showingId, partySize: 3 });
    expect([hold, errors[0]?.code]).toEqual([null, 'SEAT_UNAVAILABLE']);
    await releaseDueSeats(bed.db);
    expect(await offerTo(bed, ann)).toHaveLength(2);
    expect((await holdSeats(bed, bob, { showingId: room.showingId, partySize: 2 })).errors).toEqual([]);
  });

  it('are not offered after the end of the sale', async () => {
    const hold = await holdsOf(carl, 'A1', 'A2', 'A3', 'A4');
    await waits(ann, 2);
    await changeShowing(bed, { id: room.showingId, status: 'SALES_CLOSED' });
    await release(carl, hold);
    expect(await offerTo(bed, ann)).toBeNull();
    expect((await seatMap(bed, room.showingId)).available).toBe(4);
  });
});

describe('seats that became free while the sale was closed', () => {
  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['by its status', { status: 'SALES_CLOSED' }, { status: 'ON_SALE' }],
    ['by the clock', { salesCloseAt: '2030-07-03T12:01:00.000Z' }, { salesCloseAt: '2030-07-04T19:00:00.000Z' }],
  ])('are offered to the queue when the sale reopens %s', async (_name, close, reopen) => {
    const { id: bookingId } = await books(carl, 'A1', 'A2');
    await books(aCustomer(), 'A3', 'A4');
    await waits(ann, 2);
    await changeShowing(bed, { id: room.showingId, ...close });
    await bed.setNow('2030-07-03T12:02:00.000Z');
    await cancelBooking(bed, carl, { bookingId });
    expect(await offerTo(bed, ann)).toBeNull();
    await changeShowing(bed, { id: room.showingId, ...reopen });
    expect(await offerTo(bed, ann)).toEqual(['A1', 'A2']);
  });
});

describe('who may hold nothing for a while after idle holds', () => {
  /** Until 12:10. */
  beforeEach(async () => {
    await books(aCustomer(), 'A2', 'A3', 'A4');
    for (let idle = 0; idle < 4; idle += 1) await release(ann, await holdsOf(ann, 'A1'));
  });

  it('is offered what is free as soon as that is over', async () => {
    expect(await waits(ann, 1)).toMatchObject({ position: 1, offeredHold: null });
    await bed.setNow('2030-07-03T12:09:59.999Z');
    await releaseDueSeats(bed.db);
    expect(await offerTo(bed, ann)).toBeNull();
    await bed.setNow('2030-07-03T12:10:00.000Z');
    await releaseDueSeats(bed.db);
    expect(await offerTo(bed, ann)).toEqual(['A1']);
  });

  it('is looked at once when nothing is free then, and offered what becomes free', async () => {
    await waits(ann, 1);
    await bed.setNow('2030-07-03T12:09:00.000Z');
    const hold = await holdsOf(bob, 'A1');
    await bed.setNow('2030-07-03T12:10:00.000Z');
    await releaseDueSeats(bed.db);
    expect(await waitlistRepository(bed.db.manager).showingsToRetry(10)).toEqual([]);
    await release(bob, hold);
    expect(await offerTo(bed, ann)).toEqual(['A1']);
  });

  it('is left alone while the sale is closed', async () => {
    await waits(ann, 1);
    await changeShowing(bed, { id: room.showingId, status: 'SALES_CLOSED' });
    await bed.setNow('2030-07-03T12:10:00.000Z');
    expect(await waitlistRepository(bed.db.manager).showingsToRetry(10)).toEqual([]);
    await changeShowing(bed, { id: room.showingId, status: 'ON_SALE' });
    expect(await offerTo(bed, ann)).toEqual(['A1']);
  });
});

describe('an offer', () => {
  beforeEach(async () => {
    const hold = await holdsOf(carl, 'A1', 'A2');
    await books(aCustomer(), 'A3', 'A4');
    await waits(ann, 2);
    await waits(bob, 2);
    await release(carl, hold);
  });
  const holdOf = async (viewer: Viewer) => (await waitsOf(bed, viewer))[0]?.offeredHold?.id ?? '';

  it('is a hold of ten minutes; then it goes to the next, and the place is over', async () => {
    await bed.setNow('2030-07-03T12:10:00.000Z');
    await releaseDueSeats(bed.db);
    expect([await waitsOf(bed, ann), await offerTo(bed, bob)]).toEqual([[], ['A1', 'A2']]);
    expect(await waits(ann, 2)).toMatchObject({ position: 1 });
  });

  it('is booked like any other, and ends the place', async () => {
    const booking = await aBooking(bed, ann, { holdId: await holdOf(ann), expectedTotal: eur(2400) });
    expect(booking.seats.map(({ seat }) => seat.label)).toEqual(['A1', 'A2']);
    expect([await waitsOf(bed, ann), await offerTo(bed, bob)]).toEqual([[], null]);
  });

  it('goes to the next when it is released', async () => {
    await withHold(bed, ann, 'seatHoldRelease', await holdOf(ann));
    expect([await waitsOf(bed, ann), await offerTo(bed, bob)]).toEqual([[], ['A1', 'A2']]);
  });

  it('goes to the next when its party leaves the queue', async () => {
    const [place] = await waitsOf(bed, ann);
    const { entry } = await leaveQueue(bed, ann, place?.id ?? '');
    expect(entry).toMatchObject({ id: place?.id, offeredHold: null });
    expect([await waitsOf(bed, ann), await offerTo(bed, bob)]).toEqual([[], ['A1', 'A2']]);
  });

  it('is seen by its own party alone', async () => {
    const [place] = await waitsOf(bed, ann);
    const query = `query ($r: [_Any!]!) {
      _entities(representations: $r) { ... on WaitlistEntry { id offeredHold { id } } ... on SeatHold { id } }
    }`;
    const r = [
      { __typename: 'WaitlistEntry', id: place?.id },
      { __typename: 'SeatHold', id: place?.offeredHold?.id },
    ];
    const seenBy = async (viewer: Viewer | null) => (await bed.ask(viewer, query, { r })).data;
    expect(await seenBy(ann)).toEqual({
      _entities: [{ id: place?.id, offeredHold: { id: place?.offeredHold?.id } }, { id: place?.offeredHold?.id }],
    });
    for (const viewer of [bob, aManager(), null]) expect(await seenBy(viewer)).toEqual({ _entities: [null, null] });
    expect((await seatMap(bed, room.showingId, bob)).states['A1']).toBe('HELD');
  });
});

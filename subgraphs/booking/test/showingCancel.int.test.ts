import { newId } from '@marquee/shared/ids';
import { ShowingEntity } from '../src/persistence/showing.entity';
import { aBookingBed, type BookingBed, wednesdayNoon } from './support/bookingBed';
import { eur, thursdayEvening } from './support/builders';
import { aPaidBooking } from './support/checkout';
import { aCustomer, aManager } from './support/people';
import { aRoom, type Room } from './support/room';
import { aPlace, cancelShowing, checkIn, setBlock, waitsOf } from './support/saleSteps';
import { aHold, type Booked, booking, seatMap } from './support/sales';

let bed: BookingBed;
let room: Room;
beforeAll(async () => {
  bed = await aBookingBed();
});
beforeEach(async () => {
  await bed.setNow(wednesdayNoon);
  room = await aRoom(bed, { rows: ['....'] });
});
afterAll(() => bed.close());

const books = (viewer: ReturnType<typeof aCustomer>, ...labels: string[]) => {
  const seats = room.seats(...labels).map((seatId) => ({ seatId }));
  return aPaidBooking(bed, viewer, { showingId: room.showingId, seats, expectedTotal: eur(1200 * labels.length) });
};
const seen = async (viewer: ReturnType<typeof aCustomer>, id: string) => {
  const query = `query ($id: ID) { booking(id: $id) ${booking} }`;
  return (await bed.ask<{ booking: Booked }>(viewer, query, { id })).data.booking;
};
const claimsOf = async () => {
  const rows: { kind: string }[] = await bed.db.query('select kind from seat_claim where showing_id = $1', [
    room.showingId,
  ]);
  return rows.map(({ kind }) => kind);
};
/** What was told of a thing, or of all things, in order. */
const told = async (...aggregateIds: string[]) => {
  const rows: { type: string; data: Record<string, unknown> }[] = await bed.db.query(
    `select type, envelope->'data' as data from outbox where aggregate_id = any ($1) order by id`,
    [aggregateIds],
  );
  return rows;
};

describe('cancelling a showing', () => {
  it('ends its bookings, used ones too, with the reason', async () => {
    const [ann, bob] = [aCustomer(), aCustomer()];
    const [mine, his] = [await books(ann, 'A1', 'A2'), await books(bob, 'A3')];
    await bed.setNow('2030-07-04T18:55:00.000Z');
    await checkIn(bed, his.tickets[0]?.code ?? '');
    const { showing, errors } = await cancelShowing(bed, room.showingId, ' The projector broke. ');
    expect([showing, errors]).toEqual([{ id: room.showingId, status: 'CANCELLED', waitlistLength: 0 }, []]);
    const end = { at: '2030-07-04T18:55:00.000Z', status: 'CANCELLED', note: 'The projector broke.' };
    expect(await seen(ann, mine.id)).toMatchObject({
      status: 'CANCELLED',
      tickets: [],
      cancellableUntil: null,
      timeline: [{ status: 'PENDING_PAYMENT' }, { status: 'CONFIRMED' }, end],
    });
    expect((await seen(bob, his.id)).timeline.map(({ status }) => status)).toEqual([
      'PENDING_PAYMENT',
      'CONFIRMED',
      'CHECKED_IN',
      'CANCELLED',
    ]);
    expect(await claimsOf()).toEqual([]);
    expect((await told(mine.id)).at(-1)).toMatchObject({
      type: 'booking.cancelled',
      data: {
        customerId: ann.userId,
        status: 'CANCELLED',
        previousStatus: 'CONFIRMED',
        reason: 'The projector broke.',
      },
    });
    expect((await told(his.id)).at(-1)).toMatchObject({ data: { previousStatus: 'CHECKED_IN' } });
  });

  it('ends its holds and its queue, offers too, and offers nothing to anybody', async () => {
    const [ann, bob, carl] = [aCustomer(), aCustomer(), aCustomer()];
    const held = await aHold(bed, ann, { showingId: room.showingId, seatIds: room.seats('A1', 'A2') });
    const offered = await aPlace(bed, bob, room.showingId, 2);
    await aPlace(bed, carl, room.showingId, 1);
    expect(offered.offeredHold).not.toBeNull();
    await cancelShowing(bed, room.showingId);
    for (const [viewer, id] of [[ann, held.id] as const, [bob, offered.offeredHold?.id] as const]) {
      const { data } = await bed.ask(viewer, 'query ($id: ID!) { seatHold(id: $id) { state } }', { id });
      expect(data).toEqual({ seatHold: { state: 'RELEASED' } });
      expect((await told(id ?? '')).at(-1)?.data).toMatchObject({ state: 'RELEASED' });
    }
    expect([await waitsOf(bed, bob), await waitsOf(bed, carl), await claimsOf()]).toEqual([[], [], []]);
  });

  it('takes all its seats out of sale, and tells who looks at them', async () => {
    await books(aCustomer(), 'A1');
    await aHold(bed, aCustomer(), { showingId: room.showingId, seatIds: room.seats('A2') });
    await cancelShowing(bed, room.showingId);
    const { data } = (await told(room.showingId)).at(-1) ?? {};
    expect(data?.['seatsAvailable']).toBe(0);
    expect(data?.['changes']).toEqual(
      room
        .seats('A1', 'A2', 'A3', 'A4')
        .map((seatId) => ({ seatId, availability: 'BLOCKED', heldUntil: null, heldBy: null })),
    );
    expect(await seatMap(bed, room.showingId)).toEqual({
      total: 4,
      available: 0,
      states: { A1: 'BLOCKED', A2: 'BLOCKED', A3: 'BLOCKED', A4: 'BLOCKED' },
    });
  });

  it('leaves no seats to choose, or to find it by', async () => {
    const query = `query ($id: ID!, $theaterId: ID!) {
      showing(id: $id) { bestSeats(partySize: 2) { score } }
      showings(filter: { theaterId: $theaterId, minSeatsAvailable: 1 }) { totalCount }
    }`;
    const { theaterId } = await bed.db.manager.findOneByOrFail(ShowingEntity, { id: room.showingId });
    const ask = async () => (await bed.ask(null, query, { id: room.showingId, theaterId })).data;
    expect(await ask()).toMatchObject({ showing: { bestSeats: [{}, {}] }, showings: { totalCount: 1 } });
    await cancelShowing(bed, room.showingId);
    expect(await ask()).toEqual({ showing: { bestSeats: [] }, showings: { totalCount: 0 } });
  });

  it('keeps its seats out of sale when a block of one ends', async () => {
    const { showingId } = room;
    await setBlock(bed, { seatId: room.seat('A1'), showingId, blocked: true });
    await cancelShowing(bed, showingId);
    const before = await told(showingId);
    await setBlock(bed, { seatId: room.seat('A1'), showingId, blocked: false });
    expect((await seatMap(bed, showingId)).states['A1']).toBe('BLOCKED');
    expect(await told(showingId)).toEqual(before);
  });

  it('again changes nothing and tells nobody', async () => {
    const { id } = await books(aCustomer(), 'A1');
    await cancelShowing(bed, room.showingId);
    const before = await told(id, room.showingId);
    expect(await cancelShowing(bed, room.showingId, 'Another reason')).toMatchObject({
      showing: { status: 'CANCELLED' },
      errors: [],
    });
    expect(await told(id, room.showingId)).toEqual(before);
  });

  it('makes the screen free for another at that time', async () => {
    await cancelShowing(bed, room.showingId);
    expect((await aRoom(bed, { screenId: room.screenId, startsAt: thursdayEvening })).showingId).toMatch(/^shw_/);
  });

  it('leaves other showings alone', async () => {
    const later = await aRoom(bed, { screenId: room.screenId, startsAt: '2030-07-05T19:00:00Z' });
    await aHold(bed, aCustomer(), { showingId: later.showingId, seatIds: later.seats('A1') });
    await cancelShowing(bed, room.showingId);
    expect((await seatMap(bed, later.showingId)).states['A1']).toBe('HELD');
  });

  it('is too late after its end', async () => {
    const { id } = await books(aCustomer(), 'A1');
    await bed.setNow('2030-07-04T21:04:00.000Z');
    expect(await cancelShowing(bed, room.showingId)).toMatchObject({
      showing: null,
      errors: [
        { code: 'INVALID_TRANSITION', message: 'A showing that is FINISHED cannot become CANCELLED.', path: ['id'] },
      ],
    });
    expect((await told(id)).map(({ type }) => type)).toEqual(['booking.created', 'booking.confirmed']);
  });

  it.each([
    ['no reason', '  '],
    ['a reason of more than 500 characters', 'x'.repeat(501)],
    ['a reason with NUL', 'a\u0000'],
    ['a reason with half of a surrogate pair', '\udfff'],
  ])('is refused with %s', async (_name, reason) => {
    expect(await cancelShowing(bed, room.showingId, reason)).toMatchObject({
      showing: null,
      errors: [{ code: 'VALIDATION', path: ['reason'] }],
    });
  });

  it.each(['nonsense', '\u0000', '\ud800', newId('showing')])('is refused for what is no showing (%j)', async (id) => {
    expect(await cancelShowing(bed, id)).toMatchObject({
      showing: null,
      errors: [{ code: 'NOT_FOUND', path: ['id'] }],
    });
  });

  it('is for who keeps the cinema', async () => {
    const query = 'mutation ($id: ID!) { showingCancel(id: $id, reason: "Rain") { showing { id } } }';
    const reader = { ...aManager(), scopes: ['booking:read', 'booking:checkin'] };
    for (const [viewer, code] of [
      [aCustomer(), 'FORBIDDEN'],
      [reader, 'FORBIDDEN'],
      [null, 'UNAUTHENTICATED'],
    ] as const) {
      const { data, errors } = await bed.ask(viewer, query, { id: room.showingId });
      expect([data, errors]).toMatchObject([{ showingCancel: null }, [{ extensions: { code } }]]);
    }
  });
});

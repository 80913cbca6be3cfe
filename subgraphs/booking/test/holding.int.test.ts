import { newId } from '@marquee/shared/ids';
import { aBookingBed, type BookingBed, wednesdayNoon } from './support/bookingBed';
import { aKey, changeShowing, eur } from './support/builders';
import { aCustomer } from './support/people';
import { aRoom, type Room } from './support/room';
import { cancelShowing, setBlock } from './support/saleSteps';
import { aBooking, aHold, type HoldAnswer, holdSeats, seatMap, withHold } from './support/sales';

let bed: BookingBed;
let room: Room;
beforeAll(async () => {
  bed = await aBookingBed();
});
beforeEach(async () => {
  await bed.setNow(wednesdayNoon);
  room = await aRoom(bed);
});
afterAll(() => bed.close());

const tier = (seatType: string, audience: string, minor: number) => ({ seatType, audience, price: eur(minor) });
const labelsOf = ({ hold }: HoldAnswer) => hold?.seats.map(({ label }) => label);
const refusalOf = (answer: HoldAnswer) => {
  expect(answer.hold).toBeNull();
  expect(answer.errors).toHaveLength(1);
  return answer.errors[0];
};

describe('holding seats', () => {
  it('keeps the named ones for ten minutes, each at the price of its type and audience', async () => {
    const { showingId, seat } = await aRoom(bed, {
      rows: ['..', 'pp'],
      priceTiers: [tier('STANDARD', 'CHILD', 800), tier('PREMIUM', 'ADULT', 1800)],
    });
    const seats = [
      { seatId: seat('B2'), audience: 'CHILD' },
      { seatId: seat('A2') },
      { seatId: seat('A1'), audience: 'CHILD' },
    ];
    // Premium for a child costs what it costs an adult, a standard seat for an adult the base price.
    expect(await holdSeats(bed, aCustomer(), { showingId, seats })).toEqual({
      hold: {
        id: expect.stringMatching(/^hld_/),
        state: 'ACTIVE',
        expiresAt: '2030-07-03T12:10:00.000Z',
        extensionsLeft: 2,
        seats: [{ label: 'B2' }, { label: 'A2' }, { label: 'A1' }],
        total: eur(1800 + 1200 + 800),
      },
      replayed: false,
      errors: [],
    });
  });

  it('takes ids alone for adults', async () => {
    const { showingId, seats } = room;
    const { total } = await aHold(bed, aCustomer(), { showingId, seatIds: seats('A1', 'A2') });
    expect(total).toEqual(eur(2400));
  });

  it('picks the best block for a party', async () => {
    const { showingId } = room;
    const query = `query ($id: ID!) { showing(id: $id) { bestSeats(partySize: 2, limit: 1) { seats { label } total { minor } } } }`;
    const { data } = await bed.ask<{ showing: { bestSeats: { seats: unknown[]; total: unknown }[] } }>(null, query, {
      id: showingId,
    });
    const hold = await aHold(bed, aCustomer(), { showingId, partySize: 2 });
    expect(data.showing.bestSeats).toEqual([{ seats: hold.seats, total: { minor: 2400 } }]);
  });

  it('shows the seats as held to everybody, and to the holder as own', async () => {
    const { showingId, seats } = room;
    const ann = aCustomer();
    await aHold(bed, ann, { showingId, seatIds: seats('B2', 'B3') });
    expect(await seatMap(bed, showingId)).toMatchObject({ total: 8, available: 6, states: { B2: 'HELD', B1: 'FREE' } });
    expect((await seatMap(bed, showingId, aCustomer())).states['B2']).toBe('HELD');
    expect((await seatMap(bed, showingId, ann)).states['B3']).toBe('HELD_BY_ME');
  });
});

describe('a request that cannot be', () => {
  it.each<[string, (room: Room) => Record<string, unknown>, { code: string; path: string[] }]>([
    ['that names no seats', () => ({}), { code: 'VALIDATION', path: ['input'] }],
    [
      'that says it twice',
      ({ seats }) => ({ seatIds: seats('A1'), partySize: 1 }),
      { code: 'VALIDATION', path: ['input'] },
    ],
    ['for an empty list', () => ({ seatIds: [] }), { code: 'VALIDATION', path: ['input', 'seatIds'] }],
    ['for a party of none', () => ({ partySize: 0 }), { code: 'VALIDATION', path: ['input', 'partySize'] }],
    ['for a party of nine', () => ({ partySize: 9 }), { code: 'VALIDATION', path: ['input', 'partySize'] }],
    [
      'for a seat twice',
      ({ seat }) => ({ seats: [{ seatId: seat('A1') }, { seatId: seat('A1'), audience: 'CHILD' }] }),
      { code: 'VALIDATION', path: ['input', 'seats'] },
    ],
    [
      'for an unknown seat',
      ({ seat }) => ({ seatIds: [seat('A1'), newId('seat')] }),
      { code: 'NOT_FOUND', path: ['input', 'seatIds'] },
    ],
    ['for a seat of NUL', () => ({ seatIds: ['\u0000'] }), { code: 'NOT_FOUND', path: ['input', 'seatIds'] }],
    [
      'for half of a surrogate pair',
      () => ({ seats: [{ seatId: '\ud800' }] }),
      { code: 'NOT_FOUND', path: ['input', 'seats'] },
    ],
    [
      'for no showing',
      () => ({ showingId: newId('showing'), partySize: 1 }),
      { code: 'NOT_FOUND', path: ['input', 'showingId'] },
    ],
    [
      'for a showing of NUL',
      () => ({ showingId: '\u0000', partySize: 1 }),
      { code: 'NOT_FOUND', path: ['input', 'showingId'] },
    ],
  ])('is one %s', async (_name, wish, expected) => {
    const answer = await holdSeats(bed, aCustomer(), { showingId: room.showingId, ...wish(room) });
    expect(refusalOf(answer)).toMatchObject(expected);
  });

  it('is one for a seat of another screen', async () => {
    const elsewhere = await aRoom(bed);
    const seatIds = [room.seat('A1'), elsewhere.seat('A2')];
    expect(refusalOf(await holdSeats(bed, aCustomer(), { showingId: room.showingId, seatIds }))).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect((await seatMap(bed, room.showingId)).available).toBe(8);
  });

  it('is one for a companion seat without its wheelchair space', async () => {
    const { showingId, seats } = await aRoom(bed, { rows: ['wc..'] });
    const alone = await holdSeats(bed, aCustomer(), { showingId, seatIds: seats('A2', 'A3') });
    expect(refusalOf(alone)).toMatchObject({
      code: 'VALIDATION',
      message: 'A2 is sold together with its wheelchair space.',
    });
    expect(labelsOf(await holdSeats(bed, aCustomer(), { showingId, seatIds: seats('A2', 'A1') }))).toEqual([
      'A2',
      'A1',
    ]);
  });

  it('is one for the companion seat of another wheelchair space', async () => {
    const { showingId, seats } = await aRoom(bed, { rows: ['wc..cw'] });
    const both = await holdSeats(bed, aCustomer(), { showingId, seatIds: seats('A1', 'A2', 'A5') });
    expect(refusalOf(both)).toMatchObject({
      code: 'VALIDATION',
      message: 'A5 is sold together with its wheelchair space.',
    });
  });
});

describe('a showing that is not on sale', () => {
  it.each<[string, (id: string) => Promise<unknown>, string]>([
    [
      'is announced',
      (id) => changeShowing(bed, { id, status: 'SCHEDULED' }),
      'The sale for this showing has not begun.',
    ],
    ['is closed', (id) => changeShowing(bed, { id, status: 'SALES_CLOSED' }), 'The sale for this showing is over.'],
    ['closes now', () => bed.setNow('2030-07-04T19:00:00Z'), 'The sale for this showing is over.'],
    ['has ended', () => bed.setNow('2030-07-04T21:04:00Z'), 'This showing is over.'],
    ['was cancelled', (id) => cancelShowing(bed, id), 'This showing was cancelled.'],
  ])('because it %s has no seats to hold', async (_name, end, message) => {
    const { showingId } = room;
    await end(showingId);
    const answer = await holdSeats(bed, aCustomer(), { showingId, partySize: 1 });
    expect(refusalOf(answer)).toMatchObject({ code: 'SHOWING_CLOSED', message, path: ['input', 'showingId'] });
  });
});

describe('seats that somebody has', () => {
  it('are named, with blocks of the same size that are free', async () => {
    const { showingId, seats, seat } = room;
    await aHold(bed, aCustomer(), { showingId, seatIds: seats('B2', 'B3') });
    await aBooking(bed, aCustomer(), { showingId, seats: [{ seatId: seat('A1') }] });
    const seatIds = seats('B1', 'B2', 'A1');
    const refusal = refusalOf(await holdSeats(bed, aCustomer(), { showingId, seatIds }));
    expect(refusal).toMatchObject({
      __typename: 'SeatUnavailableError',
      code: 'SEAT_UNAVAILABLE',
      takenSeatIds: seats('B2', 'A1'),
      path: ['input', 'seatIds'],
    });
    const { states } = await seatMap(bed, showingId);
    for (const block of refusal?.alternatives ?? []) {
      expect(block.seats.map(({ label }) => states[label])).toEqual(['FREE', 'FREE', 'FREE']);
    }
    expect(refusal?.alternatives?.[0]?.seats.map(({ label }) => label)).toEqual(['A2', 'A3', 'A4']);
  });

  it('are taken for their holder too', async () => {
    const { showingId, seats } = room;
    const ann = aCustomer();
    await aHold(bed, ann, { showingId, seatIds: seats('A1') });
    expect(refusalOf(await holdSeats(bed, ann, { showingId, seatIds: seats('A1') }))).toMatchObject({
      takenSeatIds: seats('A1'),
    });
  });

  it('are those that are blocked, in this showing or in all', async () => {
    const { showingId, seats, seat } = room;
    await setBlock(bed, { seatId: seat('A1'), showingId, blocked: true });
    await setBlock(bed, { seatId: seat('A2'), blocked: true });
    expect(refusalOf(await holdSeats(bed, aCustomer(), { showingId, seatIds: seats('A1', 'A2') }))).toMatchObject({
      takenSeatIds: seats('A1', 'A2'),
    });
  });

  it('are none to name for a party that does not fit', async () => {
    const { showingId } = await aRoom(bed, { rows: ['..'] });
    expect(refusalOf(await holdSeats(bed, aCustomer(), { showingId, partySize: 3 }))).toMatchObject({
      code: 'SEAT_UNAVAILABLE',
      path: ['input', 'partySize'],
      takenSeatIds: [],
      alternatives: [],
    });
  });

  it('are free for the next the moment the time is over, whoever has cleared away', async () => {
    const { showingId, seats } = room;
    const ann = aCustomer();
    const { id } = await aHold(bed, ann, { showingId, seatIds: seats('A1', 'A2') });
    await bed.setNow('2030-07-03T12:09:59.999Z');
    expect(refusalOf(await holdSeats(bed, aCustomer(), { showingId, seatIds: seats('A2') }))?.code).toBe(
      'SEAT_UNAVAILABLE',
    );
    await bed.setNow('2030-07-03T12:10:00.000Z');
    expect((await seatMap(bed, showingId)).available).toBe(8);
    expect(labelsOf(await holdSeats(bed, aCustomer(), { showingId, seatIds: seats('A2') }))).toEqual(['A2']);
    expect(await seatMap(bed, showingId, ann)).toMatchObject({ available: 7, states: { A1: 'FREE', A2: 'HELD' } });
    const { data } = await bed.ask(ann, 'query ($id: ID!) { seatHold(id: $id) { state } }', { id });
    expect(data).toEqual({ seatHold: { state: 'EXPIRED' } });
  });
});

describe('what one customer may have of a showing', () => {
  it('is eight seats, held and booked together', async () => {
    const { showingId, seat, seats } = await aRoom(bed, { rows: ['..........'] });
    const ann = aCustomer();
    await aBooking(bed, ann, { showingId, seats: [{ seatId: seat('A1') }] });
    await aHold(bed, ann, { showingId, seatIds: seats('A2', 'A3', 'A4', 'A5', 'A6', 'A7') });
    expect(refusalOf(await holdSeats(bed, ann, { showingId, partySize: 2 }))).toMatchObject({
      code: 'HOLD_LIMIT',
      path: ['input', 'partySize'],
    });
    expect((await holdSeats(bed, ann, { showingId, partySize: 1 })).errors).toEqual([]);
    expect(refusalOf(await holdSeats(bed, ann, { showingId, seatIds: seats('A9') }))?.code).toBe('HOLD_LIMIT');
    expect(await aHold(bed, ann, { showingId: room.showingId, partySize: 8 })).toMatchObject({ total: eur(9600) });
  });

  it('is nothing for ten minutes after four holds that came to nothing', async () => {
    const { showingId, seats } = room;
    const ann = aCustomer();
    for (const minute of ['00', '01', '02']) {
      await bed.setNow(`2030-07-03T12:${minute}:00.000Z`);
      const { id } = await aHold(bed, ann, { showingId, seatIds: seats('A1') });
      await withHold(bed, ann, 'seatHoldRelease', id);
    }
    await aHold(bed, ann, { showingId, seatIds: seats('A1') });
    await bed.setNow('2030-07-03T12:20:00.000Z');
    const seatIds = seats('B1');
    // The last of them ran out at 12:12.
    expect(refusalOf(await holdSeats(bed, ann, { showingId, seatIds }))).toMatchObject({
      code: 'HOLD_LIMIT',
      message: 'You have let seats of this showing go 4 times. Try again at 2030-07-03T12:22:00.000Z.',
    });
    expect((await holdSeats(bed, ann, { showingId: (await aRoom(bed)).showingId, partySize: 1 })).errors).toEqual([]);
    expect((await holdSeats(bed, aCustomer(), { showingId, seatIds })).errors).toEqual([]);
    await bed.setNow('2030-07-03T12:22:00.000Z');
    expect((await holdSeats(bed, ann, { showingId, seatIds: seats('A4') })).errors).toEqual([]);
  });
});

describe('the key of a request', () => {
  it('answers the same hold again, and takes no more seats', async () => {
    const { showingId } = room;
    const ann = aCustomer();
    const input = { showingId, partySize: 2, idempotencyKey: aKey() };
    const first = await holdSeats(bed, ann, input);
    expect(await holdSeats(bed, ann, input)).toEqual({ ...first, replayed: true });
    expect((await seatMap(bed, showingId)).available).toBe(6);
    expect((await holdSeats(bed, aCustomer(), input)).replayed).toBe(false);
  });

  it('keeps a refusal with all that it said', async () => {
    const { showingId, seats } = room;
    const { id } = await aHold(bed, aCustomer(), { showingId, seatIds: seats('A1') });
    const ann = aCustomer();
    const input = { showingId, seatIds: seats('A1'), idempotencyKey: aKey() };
    const first = await holdSeats(bed, ann, input);
    expect(first.errors[0]?.alternatives).toHaveLength(3);
    await bed.setNow('2030-07-03T12:30:00.000Z');
    expect((await holdSeats(bed, ann, input)).errors).toEqual(first.errors);
    expect(id).toMatch(/^hld_/);
  });

  it('is spent on one request', async () => {
    const { showingId, seats } = room;
    const ann = aCustomer();
    const idempotencyKey = aKey();
    await holdSeats(bed, ann, { showingId, seatIds: seats('A1'), idempotencyKey });
    expect(refusalOf(await holdSeats(bed, ann, { showingId, seatIds: seats('A2'), idempotencyKey }))).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
      path: ['input', 'idempotencyKey'],
    });
  });
});

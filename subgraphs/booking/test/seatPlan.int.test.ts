import { newId } from '@marquee/shared/ids';
import { eventually } from '@marquee/shared/testing';
import { aBookingBed, type BookingBed } from './support/bookingBed';
import { aScreen, aShowing, drawnPlan, drawPlan, seatIdsOf } from './support/builders';
import { type Claim, claim } from './support/claims';
import { manages, refusalOf } from './support/manage';
import { aManager } from './support/people';

let bed: BookingBed;
beforeAll(async () => {
  bed = await aBookingBed();
});
afterEach(() => bed.setNow('2030-07-03T12:00:00Z'));
afterAll(() => bed.close());

interface Plan {
  version: number;
  width: number;
  height: number;
  capacity: number;
  sections: { name: string; seatType: string }[];
  seats: { id: string; label: string; type: string; x: number; y: number }[];
}
const planOf = async (id: string): Promise<Plan> => {
  const { data } = await bed.ask<{ _entities: [{ seatPlan: Plan }] }>(
    null,
    `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Screen { seatPlan {
      version width height capacity sections { name seatType } seats { id label type x y }
    } } } }`,
    { r: [{ __typename: 'Screen', id }] },
  );
  return data._entities[0].seatPlan;
};
const labelsOf = async (id: string) => (await planOf(id)).seats.map(({ label }) => label);
/** What is known of a seat, in the plan or not. */
const seatOf = async (id: string | undefined) => {
  const { data } = await bed.ask<{ _entities: ({ label: string; neighborIds: string[] } | null)[] }>(
    null,
    'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Seat { label neighborIds } } }',
    { r: [{ __typename: 'Seat', id }] },
  );
  return data._entities[0];
};
const block = (seatId: string | undefined) => bed.db.query('update seat set is_blocked = true where id = $1', [seatId]);

describe('a seat', () => {
  it('is added to a plan, which moves on and grows', async () => {
    const screenId = await aScreen(bed, { rows: ['..'] });
    const { payload } = await manages(bed, 'seatCreate', {
      screenId,
      row: ' b ',
      number: 7,
      type: 'WHEELCHAIR',
      section: 'Stalls',
      x: 30,
      y: 20,
    });
    expect(payload).toEqual({
      seat: {
        id: expect.stringMatching(/^sea_/),
        label: 'B7',
        row: 'B',
        number: 7,
        type: 'WHEELCHAIR',
        section: 'Stalls',
        x: 30,
        y: 20,
        isBlocked: false,
        rowNumber: 'B',
        seatNumber: 7,
      },
      errors: [],
    });
    expect(await planOf(screenId)).toMatchObject({
      version: 3,
      width: 30,
      height: 20,
      capacity: 3,
      sections: [{ name: 'Stalls', seatType: 'WHEELCHAIR' }],
    });
  });

  it('comes next to the last of its row, or into a row of its own, when its place is left out', async () => {
    const screenId = await aScreen(bed, { rows: ['..'] });
    const seat = async (row: string, number: number) =>
      (await manages(bed, 'seatCreate', { screenId, row, number })).payload?.['seat'];
    expect(await seat('A', 3)).toMatchObject({ type: 'STANDARD', x: 5, y: 2 });
    expect(await seat('B', 1)).toMatchObject({ x: 1, y: 3 });
    const seats = await seatIdsOf(bed, screenId);
    expect((await seatOf(seats['A3']))?.neighborIds).toEqual([seats['A2']]);
  });

  it('is the first of an empty screen', async () => {
    const screenId = await aScreen(bed, { rows: ['.'] });
    await bed.db.query('delete from seat where screen_id = $1', [screenId]);
    const { payload } = await manages(bed, 'seatCreate', { screenId, row: 'A', number: 1 });
    expect(payload?.['seat']).toMatchObject({ label: 'A1', x: 1, y: 1 });
  });

  it.each<[string, Record<string, unknown>, string, string[]]>([
    ['with a label that is there', { number: 2 }, 'VALIDATION', ['number']],
    ['with the label in small letters', { row: 'a', number: 2 }, 'VALIDATION', ['number']],
    ['with a label that reads like another', { row: 'A1', number: 1, x: 5, y: 5 }, 'VALIDATION', ['number']],
    ['in a place that is taken', { x: 3, y: 2 }, 'VALIDATION', ['x']],
    ['in half of a place', { x: 9 }, 'VALIDATION', ['y']],
    ['outside of any plan', { x: 9, y: 1001 }, 'VALIDATION', ['y']],
    ['in a row without a name', { row: ' ' }, 'VALIDATION', ['row']],
    ['in a row with NUL', { row: '\u0000' }, 'VALIDATION', ['row']],
    ['with the number 0', { number: 0 }, 'VALIDATION', ['number']],
    ['with the number 1000', { number: 1000 }, 'VALIDATION', ['number']],
    ['in a section that cannot be shown', { section: '\ud800' }, 'VALIDATION', ['section']],
    ['on no screen', { screenId: newId('screen') }, 'NOT_FOUND', ['screenId']],
    ['on what is no screen', { screenId: '\u0000' }, 'NOT_FOUND', ['screenId']],
  ])('cannot be added %s', async (_name, wrong, code, path) => {
    const screenId = await aScreen(bed, { rows: ['..        .'] });
    const refusal = await refusalOf(bed, 'seatCreate', { screenId, row: 'A', number: 3, ...wrong });
    expect(refusal).toMatchObject({ code, path: ['input', ...path] });
    expect(await planOf(screenId)).toMatchObject({ version: 2, capacity: 3 });
  });

  it('is not one more than a screen can have', async () => {
    const screenId = await aScreen(bed, { rows: Array.from({ length: 25 }, () => '.'.repeat(28)) });
    const refusal = await refusalOf(bed, 'seatCreate', { screenId, row: 'A', number: 999 });
    expect(refusal).toMatchObject({ code: 'VALIDATION', path: ['input', 'screenId'] });
  });

  it('is added by many at once, each in a place of its own', async () => {
    const screenId = await aScreen(bed, { rows: ['.'] });
    const numbers = Array.from({ length: 10 }, (_, index) => index + 2);
    const answers = await Promise.all(
      numbers.map((number) => manages(bed, 'seatCreate', { screenId, row: 'A', number })),
    );
    expect(answers.flatMap(({ payload }) => payload?.errors)).toEqual([]);
    expect(await planOf(screenId)).toMatchObject({ version: 12, capacity: 11 });
  });

  it('does not count while it is blocked, but stays in the plan', async () => {
    const screenId = await aScreen(bed, { rows: ['..'] });
    await block((await seatIdsOf(bed, screenId))['A1']);
    expect(await planOf(screenId)).toMatchObject({ capacity: 1, seats: [{ label: 'A1' }, { label: 'A2' }] });
  });
});

describe('another plan', () => {
  const replace = (screenId: string, rows: readonly string[], expectedVersion = 2) =>
    manages(bed, 'seatPlanReplace', { ...drawnPlan(screenId, rows), expectedVersion });

  it('keeps the seats of the same row and number, drops the others, and adds new ones', async () => {
    const screenId = await aScreen(bed, { rows: ['...'] });
    const before = await seatIdsOf(bed, screenId);
    await block(before['A1']);
    const { payload } = await replace(screenId, ['..', '.p']);
    expect(payload).toMatchObject({
      seatPlan: {
        version: 3,
        width: 4,
        height: 6,
        capacity: 3,
        seats: [
          { id: before['A1'], label: 'A1' },
          { id: before['A2'], label: 'A2' },
          { label: 'B1', type: 'STANDARD' },
          { label: 'B2', type: 'PREMIUM' },
        ],
      },
      errors: [],
    });
    expect(await seatOf(before['A3'])).toBeNull();
  });

  it('lets seats change places among themselves, and with those that go and come', async () => {
    const screenId = await aScreen(bed, { rows: ['...'] });
    const before = await seatIdsOf(bed, screenId);
    const seat = (number: number, x: number) => ({ screenId, row: 'A', number, x, y: 2 });
    const seats = [seat(1, 3), seat(2, 1), seat(4, 5)];
    const plan = { screenId, expectedVersion: 2, width: 6, height: 4, seats };
    const { payload } = await manages(bed, 'seatPlanReplace', plan);
    expect(payload?.errors).toEqual([]);
    expect((await planOf(screenId)).seats).toEqual([
      expect.objectContaining({ id: before['A2'], x: 1 }),
      expect.objectContaining({ id: before['A1'], x: 3 }),
      expect.objectContaining({ label: 'A4', x: 5 }),
    ]);
  });

  it('moves on with every edit, and refuses one that was made from an older', async () => {
    const screenId = await aScreen(bed, { rows: ['..'] });
    await replace(screenId, ['...']);
    const refusal = await refusalOf(bed, 'seatPlanReplace', { ...drawnPlan(screenId, ['.']), expectedVersion: 2 });
    expect(refusal).toEqual({
      __typename: 'ValidationError',
      code: 'VALIDATION',
      message: 'The plan has moved on to version 3.',
      path: ['input', 'expectedVersion'],
    });
    expect(await planOf(screenId)).toMatchObject({ version: 3, capacity: 3 });
  });

  it('is taken from one of those who edit at once', async () => {
    const screenId = await aScreen(bed, { rows: ['..'] });
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => replace(screenId, ['.'.repeat(index + 3)])),
    );
    const refused = answers.flatMap(({ payload }) => payload?.errors ?? []);
    expect(refused.map(({ path }) => path)).toEqual(Array.from({ length: 7 }, () => ['input', 'expectedVersion']));
    expect((await planOf(screenId)).version).toBe(3);
  });

  it('has up to 700 seats', async () => {
    const screenId = await aScreen(bed, { rows: ['.'] });
    const rows = Array.from({ length: 25 }, () => '.'.repeat(28));
    expect((await replace(screenId, rows)).payload).toMatchObject({ seatPlan: { capacity: 700 }, errors: [] });
    const refusal = await refusalOf(bed, 'seatPlanReplace', {
      ...drawnPlan(screenId, [...rows, '.']),
      expectedVersion: 3,
    });
    expect(refusal).toMatchObject({ code: 'VALIDATION', path: ['input', 'seats'] });
    expect((await replace(screenId, ['.'], 3)).payload).toMatchObject({ seatPlan: { capacity: 1 }, errors: [] });
  });

  it.each<[string, (screenId: string) => Record<string, unknown>, string, string[]]>([
    ['for no screen', () => drawnPlan(newId('screen'), ['.']), 'NOT_FOUND', ['screenId']],
    ['for what is no screen', () => drawnPlan('\u0000', ['.']), 'NOT_FOUND', ['screenId']],
    [
      'with a seat for another screen',
      (screenId) => ({ ...drawnPlan(newId('screen'), ['.']), screenId }),
      'VALIDATION',
      ['seats', '0', 'screenId'],
    ],
    ['without width', (screenId) => ({ ...drawnPlan(screenId, ['.']), width: 0 }), 'VALIDATION', ['width']],
    ['without seats', (screenId) => ({ ...drawnPlan(screenId, ['.']), seats: [] }), 'VALIDATION', ['seats']],
  ])('is refused %s', async (_name, plan, code, path) => {
    const screenId = await aScreen(bed, { rows: ['..'] });
    const refusal = await refusalOf(bed, 'seatPlanReplace', { expectedVersion: 2, ...plan(screenId) });
    expect(refusal).toMatchObject({ code, path: ['input', ...path] });
    expect(await planOf(screenId)).toMatchObject({ version: 2, capacity: 2 });
  });

  it('is shown with all that one request changed', async () => {
    const screenId = await aScreen(bed, { rows: ['..'] });
    const query = `mutation ($a: SeatPlanReplaceInput!, $b: SeatCreateInput!, $c: SeatPlanReplaceInput!) {
      a: seatPlanReplace(input: $a) { seatPlan { version capacity seats { label neighborIds } } }
      b: seatCreate(input: $b) { seat { neighborIds } }
      c: seatPlanReplace(input: $c) { seatPlan { version capacity seats { label neighborIds } } }
    }`;
    const { data, errors } = await bed.ask<Record<'a' | 'c', { seatPlan: Plan }> & { b: unknown }>(aManager(), query, {
      a: { ...drawnPlan(screenId, ['...']), expectedVersion: 2 },
      b: { screenId, row: 'A', number: 4 },
      c: { ...drawnPlan(screenId, ['.']), expectedVersion: 4 },
    });
    expect(errors).toBeUndefined();
    expect([data.a.seatPlan.capacity, data.a.seatPlan.seats.length]).toEqual([3, 3]);
    expect(data.b).toEqual({ seat: { neighborIds: [expect.any(String)] } });
    expect(data.c).toEqual({ seatPlan: { version: 5, capacity: 1, seats: [{ label: 'A1', neighborIds: [] }] } });
  });

  describe('while seats are held or sold', () => {
    const without = ['. .'];
    const retyped = ['.p.'];
    const aSoldSeat = async (given: Partial<Claim>) => {
      const screenId = await aScreen(bed, { rows: ['...'] });
      const showingId = await aShowing(bed, { screenId });
      const { A2: seatId = '' } = await seatIdsOf(bed, screenId);
      await claim(bed, { showingId, seatIds: [seatId], kind: 'BOOKING', ...given });
      return { screenId, showingId, seatId };
    };
    const inUse = {
      code: 'SCREEN_IN_USE',
      message: 'These seats are held or sold in a showing to come: A2.',
      path: ['input', 'seats'],
    };

    it.each([
      ['loses a seat that is sold', without, { kind: 'BOOKING' }],
      ['loses a seat that is held', without, { kind: 'HOLD', expiresAt: '2030-07-03T12:00:01Z' }],
      ['loses a seat that is to be paid', without, { kind: 'BOOKING', expiresAt: '2030-07-03T12:00:01Z' }],
      ['changes the type of a seat that is sold', retyped, { kind: 'BOOKING' }],
    ] as const)('is refused when it %s', async (_name, rows, kind) => {
      const { screenId, seatId } = await aSoldSeat(kind);
      const refusal = await refusalOf(bed, 'seatPlanReplace', { ...drawnPlan(screenId, rows), expectedVersion: 2 });
      expect(refusal).toMatchObject(inUse);
      expect(await labelsOf(screenId)).toEqual(['A1', 'A2', 'A3']);
      expect((await seatOf(seatId))?.label).toBe('A2');
    });

    it('may move them', async () => {
      const { screenId, seatId } = await aSoldSeat({});
      const moved = drawnPlan(screenId, ['...']).seats.map((seat) => ({ ...seat, y: 4 }));
      const plan = { ...drawnPlan(screenId, ['...']), seats: moved, expectedVersion: 2 };
      expect((await manages(bed, 'seatPlanReplace', plan)).payload?.errors).toEqual([]);
      expect((await planOf(screenId)).seats[1]).toMatchObject({ id: seatId, y: 4 });
    });

    it.each<[string, Partial<Claim>, (ids: { showingId: string }) => Promise<unknown>]>([
      [
        'the hold has run out',
        { kind: 'HOLD', expiresAt: '2030-07-03T12:10:00Z' },
        () => bed.setNow('2030-07-03T12:10:00Z'),
      ],
      [
        'the booking was not paid in time',
        { kind: 'BOOKING', expiresAt: '2030-07-03T12:10:00Z' },
        () => bed.setNow('2030-07-03T12:10:00Z'),
      ],
      ['the showing is over', {}, () => bed.setNow('2030-07-04T21:04:00Z')],
      [
        'the showing is cancelled',
        {},
        ({ showingId }) => bed.db.query(`update showing set sale = 'CANCELLED' where id = $1`, [showingId]),
      ],
      ['the seat is only blocked', { kind: 'BLOCK' }, () => Promise.resolve()],
    ])('lets a seat go once %s, and still knows it', async (_name, kind, passes) => {
      const sold = await aSoldSeat(kind);
      await passes(sold);
      const { payload } = await replace(sold.screenId, without);
      expect(payload).toMatchObject({ seatPlan: { capacity: 2 }, errors: [] });
      expect(await labelsOf(sold.screenId)).toEqual(['A1', 'A3']);
      expect(await seatOf(sold.seatId)).toEqual({ label: 'A2', neighborIds: [] });
    });

    it('gives the label of a seat that went to a new one', async () => {
      const { screenId, seatId } = await aSoldSeat({ kind: 'BLOCK' });
      await replace(screenId, without);
      await drawPlan(bed, screenId, ['...'], 3);
      const { A2: newSeatId } = await seatIdsOf(bed, screenId);
      expect(newSeatId).not.toBe(seatId);
      expect(await seatOf(seatId)).toEqual({ label: 'A2', neighborIds: [] });
    });

    it('waits for whoever is claiming seats at that moment', async () => {
      const screenId = await aScreen(bed, { rows: ['...'] });
      const showingId = await aShowing(bed, { screenId });
      const { A2: seatId = '' } = await seatIdsOf(bed, screenId);
      let answer: ReturnType<typeof refusalOf> | undefined;
      await bed.db.transaction(async (tx) => {
        await tx.query('select from showing where id = $1 for no key update', [showingId]);
        answer = refusalOf(bed, 'seatPlanReplace', { ...drawnPlan(screenId, without), expectedVersion: 2 });
        await eventually(async () => {
          const waiting = await tx.query(
            `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
          );
          expect(waiting).toHaveLength(1);
        });
        await claim({ db: tx }, { showingId, seatIds: [seatId], kind: 'BOOKING' });
      });
      expect(await answer).toMatchObject(inUse);
    });
  });
});

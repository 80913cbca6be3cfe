import { newId } from '@marquee/shared/ids';
import { eventually } from '@marquee/shared/testing';
import { aBookingBed, type BookingBed } from './support/bookingBed';
import {
  aKey,
  aMovie,
  aScreen,
  aShowing,
  aTheater,
  changeShowing,
  eur,
  seatIdsOf,
  thursdayEvening,
} from './support/builders';
import { type Claim, claim } from './support/claims';
import { manages, refusalOf } from './support/manage';
import { aManager } from './support/people';

let bed: BookingBed;
let movieId: string;
beforeAll(async () => {
  bed = await aBookingBed();
  movieId = await aMovie(bed, { durationMinutes: 120 });
});
afterEach(() => bed.setNow('2030-07-03T12:00:00Z'));
afterAll(() => bed.close());

const tier = (seatType: string, audience: string, minor: number, currency = 'EUR') => ({
  seatType,
  audience,
  price: { minor, currency },
});
const anInput = async (given: Record<string, unknown> = {}) => ({
  movieId,
  screenId: given['screenId'] ?? (await aScreen(bed)),
  startsAt: thursdayEvening,
  basePrice: eur(1200),
  ...given,
});
const cancelled = (id: string) => bed.db.query(`update showing set sale = 'CANCELLED' where id = $1`, [id]);
const shown = async (id: string) => (await manages(bed, 'showingUpdate', { id })).payload?.['showing'];
const usd = (minor: number) => ({ minor, currency: 'USD' });

describe('a new showing', () => {
  it('is on sale, ends with the film, and closes its sale when it begins', async () => {
    const theaterId = await aTheater(bed, { name: 'Savoy' });
    const screenId = await aScreen(bed, { theaterId, name: 'One' });
    const priceTiers = [
      tier('PREMIUM', 'ADULT', 1800),
      tier('STANDARD', 'SENIOR', 900),
      tier('STANDARD', 'CHILD', 800),
      tier('COMPANION', 'ADULT', 1),
    ];
    const { payload } = await manages(bed, 'showingCreate', await anInput({ screenId, priceTiers }));
    expect(payload).toEqual({
      replayed: false,
      showing: {
        id: expect.stringMatching(/^shw_/),
        startsAt: thursdayEvening,
        endsAt: '2030-07-04T21:00:00.000Z',
        salesCloseAt: thursdayEvening,
        status: 'ON_SALE',
        basePrice: eur(1200),
        priceTiers: [priceTiers[2], priceTiers[1], priceTiers[0], priceTiers[3]],
        movie: { title: 'Playtime' },
        screen: { name: 'One' },
        theater: { name: 'Savoy' },
      },
      errors: [],
    });
  });

  it('is made once a key', async () => {
    const manager = aManager();
    const input = await anInput({ idempotencyKey: aKey(), priceTiers: [tier('STANDARD', 'CHILD', 800)] });
    const first = await manages(bed, 'showingCreate', input, manager);
    const second = await manages(bed, 'showingCreate', input, manager);
    expect(second.payload).toEqual({ ...first.payload, replayed: true });
    const other = await manages(bed, 'showingCreate', { ...input, basePrice: eur(1300) }, manager);
    expect(other.payload?.errors).toEqual([expect.objectContaining({ code: 'IDEMPOTENCY_KEY_REUSED' })]);
  });

  it.each<[string, Record<string, unknown>, string, string[]]>([
    ['of no film', { movieId: newId('movie') }, 'NOT_FOUND', ['movieId']],
    ['of what is no film', { movieId: '\u0000' }, 'NOT_FOUND', ['movieId']],
    ['on no screen', { screenId: newId('screen') }, 'NOT_FOUND', ['screenId']],
    ['on what is no screen', { screenId: '\ud800' }, 'NOT_FOUND', ['screenId']],
    ['that begins now', { startsAt: '2030-07-03T12:00:00Z' }, 'VALIDATION', ['startsAt']],
    ['in three years', { startsAt: '2033-07-03T12:00:00Z' }, 'VALIDATION', ['startsAt']],
    ['sold after its end', { salesCloseAt: '2030-07-04T21:00:00.001Z' }, 'VALIDATION', ['salesCloseAt']],
    ['whose sale is over', { salesCloseAt: '2030-07-03T12:00:00Z' }, 'VALIDATION', ['salesCloseAt']],
    ['for nothing', { basePrice: eur(0) }, 'VALIDATION', ['basePrice', 'minor']],
    [
      'in two currencies',
      { priceTiers: [tier('STANDARD', 'CHILD', 800, 'USD')] },
      'VALIDATION',
      ['priceTiers', '0', 'price', 'currency'],
    ],
    [
      'with two prices for the same',
      { priceTiers: [tier('STANDARD', 'CHILD', 800), tier('STANDARD', 'CHILD', 700)] },
      'VALIDATION',
      ['priceTiers', '1'],
    ],
  ])('cannot be one %s', async (_name, wrong, code, path) => {
    const refusal = await refusalOf(bed, 'showingCreate', await anInput(wrong));
    expect(refusal).toMatchObject({ code, path: ['input', ...path] });
  });

  it('needs a screen with seats', async () => {
    const theaterId = await aTheater(bed);
    const { payload } = await manages(bed, 'screenSave', { theaterId, name: 'Bare' });
    const { id: screenId } = Object(payload?.['screen']) as { id: string };
    expect(await refusalOf(bed, 'showingCreate', await anInput({ screenId }))).toMatchObject({
      code: 'VALIDATION',
      path: ['input', 'screenId'],
    });
  });
});

describe('two showings of a screen', () => {
  it('follow each other to the minute, and never overlap', async () => {
    const screenId = await aScreen(bed);
    await aShowing(bed, { movieId, screenId });
    const at = (startsAt: string) => anInput({ screenId, startsAt });
    for (const startsAt of ['2030-07-04T17:00:00.001Z', thursdayEvening, '2030-07-04T20:59:59.999Z']) {
      expect(await refusalOf(bed, 'showingCreate', await at(startsAt))).toMatchObject({
        code: 'SHOWING_OVERLAP',
        path: ['input', 'startsAt'],
      });
    }
    for (const startsAt of ['2030-07-04T17:00:00Z', '2030-07-04T21:00:00Z']) {
      expect((await manages(bed, 'showingCreate', await at(startsAt))).payload?.errors).toEqual([]);
    }
  });

  it('may overlap when one is cancelled, or on different screens', async () => {
    const screenId = await aScreen(bed);
    await cancelled(await aShowing(bed, { movieId, screenId }));
    expect((await manages(bed, 'showingCreate', await anInput({ screenId }))).payload?.errors).toEqual([]);
    expect((await manages(bed, 'showingCreate', await anInput())).payload?.errors).toEqual([]);
  });

  it('never overlap when twenty are announced at once', async () => {
    const screenId = await aScreen(bed);
    const inputs = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        anInput({ screenId, startsAt: `2030-07-04T19:${10 + index}:00Z`, idempotencyKey: aKey() }),
      ),
    );
    const answers = await Promise.all(inputs.map((input) => manages(bed, 'showingCreate', input)));
    expect(answers.flatMap(({ faults }) => faults ?? [])).toEqual([]);
    const codes = answers.flatMap(({ payload }) => payload?.errors.map(({ code }) => code) ?? []);
    expect(codes).toEqual(Array.from({ length: 19 }, () => 'SHOWING_OVERLAP'));
  });

  it('never overlap when films become longer while others are announced', async () => {
    const films = await Promise.all([1, 2, 3].map(() => aMovie(bed, { durationMinutes: 60 })));
    const screens = await Promise.all([1, 2, 3].map(() => aScreen(bed)));
    for (const screenId of screens) {
      for (const [index, film] of films.entries()) {
        await aShowing(bed, { movieId: film, screenId, startsAt: `2030-07-05T1${2 * index}:00:00Z` });
      }
    }
    const answers = await Promise.all([
      ...films.map((id) => manages(bed, 'movieUpdate', { id, durationMinutes: 120 })),
      ...screens.flatMap((screenId) =>
        films.map(async (film, index) =>
          manages(
            bed,
            'showingCreate',
            await anInput({ movieId: film, screenId, startsAt: `2030-07-05T1${2 * index + 1}:30:00Z` }),
          ),
        ),
      ),
    ]);
    expect(answers.flatMap(({ faults }) => faults ?? [])).toEqual([]);
    const codes = answers.flatMap(({ payload }) => payload?.errors.map(({ code }) => code) ?? []);
    expect(new Set(codes)).toEqual(new Set(['SHOWING_OVERLAP']));
  });
});

/** Without one order of locks, two who put showings somewhere could wait for each other. */
describe('whatever puts showings on a screen', () => {
  it('waits for whoever does so too', async () => {
    const screenId = await aScreen(bed);
    const film = await aMovie(bed);
    const id = await aShowing(bed, { movieId: film, screenId });
    const ways = [
      () =>
        anInput({ screenId, startsAt: '2030-07-05T10:00:00Z' }).then((input) => manages(bed, 'showingCreate', input)),
      () => manages(bed, 'showingUpdate', { id, startsAt: '2030-07-06T10:00:00Z' }),
      () => manages(bed, 'movieUpdate', { id: film, durationMinutes: 10 }),
    ];
    for (const way of ways) {
      let answer: ReturnType<typeof manages> | undefined;
      await bed.db.transaction(async (tx) => {
        await tx.query('select from screen where id = $1 for no key update', [screenId]);
        answer = way();
        await eventually(async () => {
          const waiting: unknown[] = await tx.query(
            `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
          );
          expect(waiting).toHaveLength(1);
        });
      });
      expect((await answer)?.payload?.errors).toEqual([]);
    }
  });
});

describe('a showing', () => {
  it('stays as it is when nothing is given', async () => {
    const id = await aShowing(bed, { movieId, priceTiers: [tier('PREMIUM', 'ADULT', 1800)] });
    const before = await shown(id);
    const { payload } = await manages(bed, 'showingUpdate', {
      id,
      startsAt: null,
      salesCloseAt: null,
      basePrice: null,
      priceTiers: null,
      status: null,
    });
    expect(payload).toEqual({ replayed: false, showing: before, errors: [] });
    expect(before).toMatchObject({ status: 'ON_SALE', priceTiers: [tier('PREMIUM', 'ADULT', 1800)] });
  });

  it('takes its end and the close of its sale along when it begins at another time', async () => {
    const id = await aShowing(bed, { movieId, salesCloseAt: '2030-07-04T18:30:00Z' });
    const moved = { startsAt: '2030-07-05T10:00:00.000Z', endsAt: '2030-07-05T12:00:00.000Z' };
    const { payload } = await manages(bed, 'showingUpdate', { id, startsAt: moved.startsAt });
    expect(payload?.['showing']).toMatchObject({ ...moved, salesCloseAt: '2030-07-05T09:30:00.000Z' });
  });

  it('closes its sale at another time, also while it is running', async () => {
    const id = await aShowing(bed, { movieId });
    await bed.setNow('2030-07-04T19:10:00Z');
    expect(await shown(id)).toMatchObject({ status: 'SALES_CLOSED' });
    const { payload } = await manages(bed, 'showingUpdate', { id, salesCloseAt: '2030-07-04T19:30:00Z' });
    expect(payload?.['showing']).toMatchObject({ status: 'ON_SALE', salesCloseAt: '2030-07-04T19:30:00.000Z' });
  });

  it('is put on sale again with a later close, not after the close', async () => {
    const id = await aShowing(bed, { movieId, salesCloseAt: '2030-07-03T13:00:00Z' });
    await bed.setNow('2030-07-03T13:00:00Z');
    const refusal = await refusalOf(bed, 'showingUpdate', { id, status: 'ON_SALE' });
    expect(refusal).toMatchObject({ code: 'VALIDATION', path: ['input', 'salesCloseAt'] });
    const { payload } = await manages(bed, 'showingUpdate', { id, status: 'ON_SALE', salesCloseAt: thursdayEvening });
    expect(payload?.['showing']).toMatchObject({ status: 'ON_SALE' });
  });

  it('gets other prices, and a request shows each of its changes', async () => {
    const id = await aShowing(bed, { priceTiers: [tier('PREMIUM', 'ADULT', 1800)] });
    const query = `mutation ($id: ID!, $tiers: [PriceTierInput!]) {
      a: showingUpdate(input: { id: $id, priceTiers: $tiers }) { showing { basePrice { minor } priceTiers { audience } } }
      b: showingUpdate(input: { id: $id, priceTiers: [], basePrice: { minor: 1100, currency: "EUR" } }) {
        showing { basePrice { minor } priceTiers { audience } }
      }
    }`;
    const { data } = await bed.ask(aManager(), query, { id, tiers: [tier('STANDARD', 'CHILD', 800)] });
    expect(data).toEqual({
      a: { showing: { basePrice: { minor: 1200 }, priceTiers: [{ audience: 'CHILD' }] } },
      b: { showing: { basePrice: { minor: 1100 }, priceTiers: [] } },
    });
  });

  it('cannot be moved onto another, alone or by many at once', async () => {
    const screenId = await aScreen(bed);
    await aShowing(bed, { movieId, screenId });
    const ids = [];
    for (const hour of [10, 12, 14]) {
      ids.push(await aShowing(bed, { movieId, screenId, startsAt: `2030-07-05T${hour}:00:00Z` }));
    }
    const [id = ''] = ids;
    expect(await refusalOf(bed, 'showingUpdate', { id, startsAt: '2030-07-04T20:00:00Z' })).toMatchObject({
      code: 'SHOWING_OVERLAP',
      path: ['input', 'startsAt'],
    });
    const startsAt = '2030-07-06T10:00:00Z';
    const answers = await Promise.all(ids.map((each) => manages(bed, 'showingUpdate', { id: each, startsAt })));
    expect(answers.flatMap(({ payload }) => payload?.errors.map(({ code }) => code) ?? [])).toEqual([
      'SHOWING_OVERLAP',
      'SHOWING_OVERLAP',
    ]);
  });

  it('is put on sale, taken from it, and closed', async () => {
    const id = await aShowing(bed, { status: 'SCHEDULED' });
    for (const status of ['ON_SALE', 'SALES_CLOSED', 'SCHEDULED', 'SCHEDULED']) {
      const { payload } = await manages(bed, 'showingUpdate', { id, status });
      expect(payload?.['showing']).toMatchObject({ status });
    }
    for (const status of ['FINISHED', 'CANCELLED']) {
      expect(await refusalOf(bed, 'showingUpdate', { id, status })).toMatchObject({
        code: 'INVALID_TRANSITION',
        path: ['input', 'status'],
        from: 'SCHEDULED',
        to: status,
      });
    }
  });

  it('is changed no more once it is over or cancelled', async () => {
    const [over, gone] = [await aShowing(bed, { movieId }), await aShowing(bed, { movieId })];
    await cancelled(gone);
    await bed.setNow('2030-07-04T21:00:00Z');
    for (const [id, from] of [
      [over, 'FINISHED'],
      [gone, 'CANCELLED'],
    ] as const) {
      expect(await refusalOf(bed, 'showingUpdate', { id, basePrice: eur(1) })).toMatchObject({
        code: 'SHOWING_CLOSED',
        path: ['input', 'id'],
      });
      expect(await refusalOf(bed, 'showingUpdate', { id, status: 'ON_SALE' })).toMatchObject({
        code: 'INVALID_TRANSITION',
        from,
      });
    }
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    ['begin in the past', { startsAt: '2030-07-03T11:59:59Z' }, ['startsAt']],
    ['have been closed long ago', { salesCloseAt: '0000-01-01T00:00:00Z' }, ['salesCloseAt']],
    ['be sold after its end', { salesCloseAt: '2030-07-05T00:00:00Z' }, ['salesCloseAt']],
    ['cost nothing', { basePrice: eur(0) }, ['basePrice', 'minor']],
    [
      'cost something in two currencies',
      { priceTiers: [tier('STANDARD', 'CHILD', 8, 'USD')] },
      ['priceTiers', '0', 'price', 'currency'],
    ],
    ['keep its tiers in another currency', { basePrice: usd(1) }, ['priceTiers']],
  ])('cannot %s', async (_name, wrong, path) => {
    const id = await aShowing(bed, { movieId, priceTiers: [tier('PREMIUM', 'ADULT', 1800)] });
    const before = await shown(id);
    const refusal = await refusalOf(bed, 'showingUpdate', { id, ...wrong });
    expect(refusal).toMatchObject({ code: 'VALIDATION', path: ['input', ...path] });
    expect(await shown(id)).toEqual(before);
  });

  it.each([newId('showing'), 'x', '\u0000'])('is not there as %j', async (id) => {
    expect(await refusalOf(bed, 'showingUpdate', { id })).toMatchObject({ code: 'NOT_FOUND', path: ['input', 'id'] });
  });
});

describe('the currency of a showing', () => {
  const aClaimedShowing = async (given: Partial<Claim>) => {
    const screenId = await aScreen(bed);
    const showingId = await aShowing(bed, { screenId });
    const { A1: seatId = '' } = await seatIdsOf(bed, screenId);
    await claim(bed, { showingId, seatIds: [seatId], kind: 'BOOKING', ...given });
    return showingId;
  };

  it('changes with all of its prices', async () => {
    const id = await aShowing(bed, { priceTiers: [tier('PREMIUM', 'ADULT', 1800)] });
    const priceTiers = [tier('PREMIUM', 'ADULT', 2000, 'USD')];
    await changeShowing(bed, { id, basePrice: usd(1300), priceTiers });
    expect(await shown(id)).toMatchObject({ basePrice: usd(1300), priceTiers });
  });

  it.each<Partial<Claim>>([
    { kind: 'BOOKING' },
    { kind: 'BOOKING', expiresAt: '2030-07-03T12:00:00.001Z' },
    { kind: 'HOLD', expiresAt: '2030-07-03T12:00:00.001Z' },
  ])('stays while there is a seat with %j', async (given) => {
    const id = await aClaimedShowing(given);
    expect(await refusalOf(bed, 'showingUpdate', { id, basePrice: usd(1300) })).toMatchObject({
      code: 'VALIDATION',
      path: ['input', 'basePrice', 'currency'],
    });
    await changeShowing(bed, { id, basePrice: eur(1300) });
    expect(await shown(id)).toMatchObject({ basePrice: eur(1300) });
  });

  it.each<Partial<Claim>>([
    { kind: 'BLOCK' },
    { kind: 'BOOKING', expiresAt: '2030-07-03T12:00:00Z' },
    { kind: 'HOLD', expiresAt: '2030-07-03T12:00:00Z' },
  ])('may change when there is only a seat with %j', async (given) => {
    const id = await aClaimedShowing(given);
    await changeShowing(bed, { id, basePrice: usd(1300) });
    expect(await shown(id)).toMatchObject({ basePrice: usd(1300) });
  });
});

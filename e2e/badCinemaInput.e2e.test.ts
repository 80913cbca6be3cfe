import { randomUUID } from 'node:crypto';
import { extremes, noIds, refusal, type Traces, unread, watchForTraces } from './support/badInput';
import { bookSeats } from './support/bookings';
import { type Cinema, openCinema, price } from './support/cinema';
import { post } from './support/client';
import { type Marquee, startMarquee } from './support/marquee';
import { logInAsAdministrator, type Person, register } from './support/people';

type Input = Readonly<Record<string, unknown>>;

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
describe('bad input in the office of a cinema', () => {
  let marquee: Marquee;
  let cinema: Cinema;
  let customer: Person;
  let token: string;
  let traces: Traces;

  beforeAll(async () => {
    marquee = await startMarquee('colocated');
    cinema = await openCinema(marquee.url);
    customer = await register(marquee.url, 'Nora');
    await bookSeats(marquee.url, customer.token, cinema.showingId, [cinema.seats['A1'] ?? '']);
    token = await logInAsAdministrator(marquee.url);
    traces = await watchForTraces(marquee);
  });

  afterAll(async () => {
    await traces.stop();
    await marquee.stop();
  });

  const save = (mutation: string, inputType: string, input: Input) => () =>
    post(
      marquee.url,
      `mutation ($input: ${inputType}!) { ${mutation}(input: $input) { errors { code message path } } }`,
      { input },
      { token },
    );

  describe('in a theater', () => {
    const theater = (change: Input) =>
      save('theaterCreate', 'TheaterCreateInput', {
        name: 'Odeon',
        address: { line1: '1 Point Square', city: 'Dublin', country: 'IE' },
        timeZone: 'Europe/Dublin',
        ...change,
      });

    it.each<[string, Input, string[]]>([
      ['no name', { name: ' ' }, ['input', 'name']],
      ['a name of 10 kB', { name: 'x'.repeat(10_000) }, ['input', 'name']],
      ['NUL in the name', { name: 'Ode\u0000on' }, ['input', 'name']],
      ['half a character', { name: 'Odeon \ud83d' }, ['input', 'name']],
      ['no time zone', { timeZone: '' }, ['input', 'timeZone']],
      ['a time zone of nowhere', { timeZone: 'Europe/Atlantis' }, ['input', 'timeZone']],
      ['NUL in the time zone', { timeZone: 'Europe/Dublin\u0000' }, ['input', 'timeZone']],
      ['half a character in the time zone', { timeZone: '\ud83d' }, ['input', 'timeZone']],
      ['a time zone of 10 kB', { timeZone: 'x'.repeat(10_000) }, ['input', 'timeZone']],
      ['a time zone with a quote', { timeZone: "UTC' or 1=1 --" }, ['input', 'timeZone']],
      ['no seats', { capacity: 0 }, ['input', 'capacity']],
      ['less than none', { capacity: -1 }, ['input', 'capacity']],
      ['more seats than a screen has', { capacity: 2 ** 31 - 1 }, ['input', 'capacity']],
    ])('refuses %s, and nothing has changed', async (_name, change, path) => {
      expect(await traces.consequenceOf(theater(change))).toEqual(refusal('VALIDATION', path));
    });

    it.each<[string, Input]>([
      ['half a seat', { capacity: 1.5 }],
      ['more seats than an Int', { capacity: 2 ** 31 }],
      ['an id named by the caller', { id: 'thr_1' }],
      ['a country there is not', { address: { line1: '1', city: 'x', country: 'XX' } }],
    ])('does not even run with %s', async (_name, change) => {
      expect(await traces.consequenceOf(theater(change))).toEqual(unread);
    });
  });

  describe('in a seat plan', () => {
    const plan = (change: Input) =>
      save('seatPlanReplace', 'SeatPlanReplaceInput', {
        screenId: cinema.screenId,
        expectedVersion: 1,
        width: 20,
        height: 20,
        seats: [seat()],
        ...change,
      });
    const seat = (change: Input = {}) => ({ screenId: cinema.screenId, row: 'A', number: 1, x: 1, y: 1, ...change });

    it.each<[string, () => Input, string, (string | number)[]]>([
      ['a version that has gone by', () => ({ expectedVersion: 0 }), 'VALIDATION', ['input', 'expectedVersion']],
      ['a version to come', () => ({ expectedVersion: 2 }), 'VALIDATION', ['input', 'expectedVersion']],
      ['no width', () => ({ width: 0 }), 'VALIDATION', ['input', 'width']],
      ['a negative height', () => ({ height: -1 }), 'VALIDATION', ['input', 'height']],
      ['a plan as wide as an Int', () => ({ width: 2 ** 31 - 1 }), 'VALIDATION', ['input', 'width']],
      ['no seats', () => ({ seats: [] }), 'VALIDATION', ['input', 'seats']],
      ['a seat twice', () => ({ seats: [seat(), seat({ x: 2 })] }), 'VALIDATION', ['input', 'seats', '1', 'number']],
      [
        'two seats in one place',
        () => ({ seats: [seat(), seat({ number: 2 })] }),
        'VALIDATION',
        ['input', 'seats', '1', 'x'],
      ],
      ['a seat outside', () => ({ seats: [seat({ x: 21 })] }), 'VALIDATION', ['input', 'seats', '0', 'x']],
      ['NUL for a row', () => ({ seats: [seat({ row: '\u0000' })] }), 'VALIDATION', ['input', 'seats', '0', 'row']],
      [
        'a seat of another screen',
        () => ({ seats: [seat({ screenId: 'scr_1' })] }),
        'VALIDATION',
        ['input', 'seats', '0', 'screenId'],
      ],
      [
        'a plan without a seat that is sold',
        () => ({ seats: [seat({ number: 2 })] }),
        'SCREEN_IN_USE',
        ['input', 'seats'],
      ],
    ])('refuses %s, and nothing has changed', async (_name, change, code, path) => {
      expect(await traces.consequenceOf(plan(change()))).toEqual(refusal(code, path));
    });
  });

  describe('in a film', () => {
    const film = (change: Input) =>
      save('movieCreate', 'MovieCreateInput', {
        title: 'Marzipan',
        durationMinutes: 97,
        genres: ['Comedy'],
        ...change,
      });

    it.each<[string, Input, (string | number)[]]>([
      ['no title', { title: '' }, ['input', 'title']],
      ['NUL in the description', { description: 'a\u0000b' }, ['input', 'description']],
      ['no length', { durationMinutes: 0 }, ['input', 'durationMinutes']],
      ['a negative length', { durationMinutes: -1 }, ['input', 'durationMinutes']],
      ['a length of an Int', { durationMinutes: 2 ** 31 - 1 }, ['input', 'durationMinutes']],
      ['half a character for a genre', { genres: ['Comedy', '\ud83d'] }, ['input', 'genres', '1']],
      ['a thousand genres', { genres: Array.from({ length: 1_000 }, () => randomUUID()) }, ['input', 'genres']],
    ])('refuses %s, and nothing has changed', async (_name, change, path) => {
      expect(await traces.consequenceOf(film(change))).toEqual(refusal('VALIDATION', path));
    });

    it.each<[string, Input]>([
      ['a script for a poster', { posterUrl: 'javascript:alert(1)' }],
      ['30 February', { releasedOn: '2030-02-30' }],
      ['the year 0', { releasedOn: '0000-01-01' }],
      ['the last day of all', { releasedOn: '+275760-09-13' }],
    ])('does not even run with %s', async (_name, change) => {
      expect(await traces.consequenceOf(film(change))).toEqual(unread);
    });
  });

  describe('in a showing', () => {
    const showing = (change: Input) =>
      save('showingCreate', 'ShowingCreateInput', {
        movieId: cinema.movieId,
        screenId: cinema.screenId,
        startsAt: inDays(10),
        basePrice: price,
        ...change,
      });
    const tier = (change: Input) => ({ priceTiers: [{ seatType: 'PREMIUM', audience: 'ADULT', price, ...change }] });

    it.each<[string, Input, string, (string | number)[]]>([
      ['what begins while another film runs', { startsAt: inDays(30 / 24) }, 'SHOWING_OVERLAP', ['input', 'startsAt']],
      ['what begins a minute before one ends', { startsAt: inDays(32 / 24) }, 'SHOWING_OVERLAP', ['input', 'startsAt']],
      ['what has begun', { startsAt: inDays(-1) }, 'VALIDATION', ['input', 'startsAt']],
      ['what is years away', { startsAt: inDays(3_000) }, 'VALIDATION', ['input', 'startsAt']],
      ['a sale after the end', { salesCloseAt: inDays(11) }, 'VALIDATION', ['input', 'salesCloseAt']],
      ['no price', { basePrice: { ...price, minor: 0 } }, 'VALIDATION', ['input', 'basePrice', 'minor']],
      ['a negative price', { basePrice: { ...price, minor: -1 } }, 'VALIDATION', ['input', 'basePrice', 'minor']],
      [
        'all the money there is',
        { basePrice: { ...price, minor: Number.MAX_SAFE_INTEGER } },
        'VALIDATION',
        ['input', 'basePrice', 'minor'],
      ],
      [
        'two currencies',
        tier({ price: { ...price, currency: 'USD' } }),
        'VALIDATION',
        ['input', 'priceTiers', '0', 'price', 'currency'],
      ],
      [
        'a tier for nothing',
        tier({ price: { ...price, minor: 0 } }),
        'VALIDATION',
        ['input', 'priceTiers', '0', 'price', 'minor'],
      ],
    ])('refuses %s, and nothing has changed', async (_name, change, code, path) => {
      expect(await traces.consequenceOf(showing(change))).toEqual(refusal(code, path));
    });

    it.each<[string, Input]>([
      ['a status named at its birth', { status: 'FINISHED' }],
      ['an end named by the caller', { endsAt: inDays(10) }],
      ['a fraction of a cent', { basePrice: { ...price, minor: 0.5 } }],
      ['an audience there is not', tier({ audience: 'BABY' })],
    ])('does not even run with %s', async (_name, change) => {
      expect(await traces.consequenceOf(showing(change))).toEqual(unread);
    });

    it.each(extremes)('never fails on %s', async (_name, at) => {
      for (const send of [
        showing({ startsAt: at }),
        save('showingUpdate', 'ShowingUpdateInput', { id: cinema.showingId, startsAt: at }),
      ]) {
        const { data, errors } = await send();
        const [payload] = Object.values((data ?? {}) as Record<string, { errors: { code: string }[] }>);
        const codes = [
          ...errors.map(({ extensions }) => extensions['code']),
          ...(payload?.errors ?? []).map(({ code }) => code),
        ];
        expect(codes).toEqual([expect.stringMatching(/^(BAD_USER_INPUT|VALIDATION)$/)]);
      }
    });

    it.each(extremes)('closes no sale at %s but what a database and a reader can take', async (_name, at) => {
      const { showingId } = await openCinema(marquee.url, 'Matinee', { capacity: 12 });
      const query = `mutation ($input: ShowingUpdateInput!) {
        showingUpdate(input: $input) { showing { salesCloseAt status } errors { code path } }
      }`;
      const { errors } = await post(marquee.url, query, { input: { id: showingId, salesCloseAt: at } }, { token });
      expect(errors.map(({ extensions }) => extensions['code'])).not.toContain('INTERNAL_SERVER_ERROR');
      const read = await post(marquee.url, 'query ($id: ID!) { showing(id: $id) { salesCloseAt } }', { id: showingId });
      expect(read.errors).toEqual([]);
    });
  });

  it.each(noIds)('finds nothing by %s', async (_name, id) => {
    const startsAt = inDays(20);
    const other = { startsAt, basePrice: price };
    const { movieId, screenId, theaterId } = cinema;
    const missing: [() => ReturnType<ReturnType<typeof save>>, string[]][] = [
      [save('theaterUpdate', 'TheaterUpdateInput', { id }), ['input', 'id']],
      [save('screenSave', 'ScreenSaveInput', { id, theaterId, name: 'Main' }), ['input', 'id']],
      [save('screenSave', 'ScreenSaveInput', { theaterId: id, name: 'Main' }), ['input', 'theaterId']],
      [save('seatCreate', 'SeatCreateInput', { screenId: id, row: 'Z', number: 1 }), ['input', 'screenId']],
      [save('movieUpdate', 'MovieUpdateInput', { id }), ['input', 'id']],
      [save('showingCreate', 'ShowingCreateInput', { movieId: id, screenId, ...other }), ['input', 'movieId']],
      [save('showingCreate', 'ShowingCreateInput', { movieId, screenId: id, ...other }), ['input', 'screenId']],
      [
        save('showingCreate', 'ShowingCreateInput', { movieId: id, screenId, ...other, idempotencyKey: randomUUID() }),
        ['input', 'movieId'],
      ],
      [save('showingUpdate', 'ShowingUpdateInput', { id }), ['input', 'id']],
    ];
    for (const [send, path] of missing) expect(await traces.consequenceOf(send)).toEqual(refusal('NOT_FOUND', path));
    const cancel = 'mutation ($id: ID!) { showingCancel(id: $id, reason: "rain") { errors { code message path } } }';
    const block = `mutation ($id: ID!, $showingId: ID) {
      seatBlockSet(seatId: $id, showingId: $showingId, blocked: true) { errors { code message path } }
    }`;
    expect(await traces.consequenceOf(() => post(marquee.url, cancel, { id }, { token }))).toEqual(
      refusal('NOT_FOUND', ['id']),
    );
    expect(await traces.consequenceOf(() => post(marquee.url, block, { id }, { token }))).toEqual(
      refusal('NOT_FOUND', ['seatId']),
    );
    const inShowing = { id: cinema.seats['A2'], showingId: id };
    expect(await traces.consequenceOf(() => post(marquee.url, block, inShowing, { token }))).toEqual(
      refusal('NOT_FOUND', ['showingId']),
    );
    const { data, errors } = await post(
      marquee.url,
      `query ($id: ID!) {
        theater(id: $id) { id } movie(id: $id) { id } showing(id: $id) { id }
        seats(screenId: $id, first: 5) { nodes { id } totalCount }
        showings(first: 5, filter: { movieId: $id, theaterId: $id }) { nodes { id } totalCount }
      }`,
      { id },
    );
    const none = { nodes: [], totalCount: 0 };
    expect({ data, errors }).toEqual({
      data: { theater: null, movie: null, showing: null, seats: none, showings: none },
      errors: [],
    });
  });
});

import { newId } from '@marquee/shared/ids';
import { encodeCursor } from '@marquee/shared/pagination';
import { type ShowingStatus, showingStatuses, statusAt } from '../src/domain/showing';
import { aBookingBed, type BookingBed } from './support/bookingBed';
import { aMovie, aScreen, aShowing, aTheater, dublin, seatIdsOf } from './support/builders';
import { claim } from './support/claims';

let bed: BookingBed;

interface Page {
  nodes: { id: string; name: string }[];
  edges: { cursor: string }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
  totalCount: number;
}
const filterTypes = { theaters: 'TheaterFilter', movies: 'MovieFilter', showings: 'ShowingFilter' } as const;
const names = { theaters: 'name', movies: 'name: title', showings: 'name: startsAt' } as const;
type List = keyof typeof names;
const pageOf = (name: string) => `
  nodes { id ${name} } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount`;
const list = async (field: List, args: Record<string, unknown> = {}) => {
  const { data, errors } = await bed.ask<{ page: Page } | null>(
    null,
    `query ($first: Int, $after: String, $last: Int, $before: String, $filter: ${filterTypes[field]}) {
      page: ${field}(first: $first, after: $after, last: $last, before: $before, filter: $filter) { ${pageOf(names[field])} }
    }`,
    args,
  );
  return { page: data?.page, errors };
};
const namesIn = async (field: List, filter: Record<string, unknown>) => {
  const { page, errors } = await list(field, { filter });
  expect(errors).toBeUndefined();
  expect(page?.totalCount).toBe(page?.nodes.length);
  return page?.nodes.map(({ name }) => name);
};
const idsIn = async (filter: Record<string, unknown>) => {
  const { page, errors } = await list('showings', { first: 100, filter });
  expect(errors).toBeUndefined();
  expect(page?.totalCount).toBe(page?.nodes.length);
  return page?.nodes.map(({ id }) => id);
};

beforeAll(async () => {
  bed = await aBookingBed();
});
afterEach(() => bed.setNow('2030-07-03T12:00:00Z'));
afterAll(() => bed.close());

describe('a list of theaters', () => {
  beforeAll(async () => {
    await aTheater(bed, { name: 'savoy' });
    await aTheater(bed, { name: 'Lighthouse 100%_' });
    await aTheater(bed, { name: 'Odeon', address: { ...dublin, city: 'CORK' } });
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    ['nothing', { query: ' ', city: '' }, ['Lighthouse 100%_', 'Odeon', 'savoy']],
    ['a word of the name', { query: 'SAV' }, ['savoy']],
    ['a word of the city', { query: 'cork' }, ['Odeon']],
    ['words of both', { query: 'dublin light' }, ['Lighthouse 100%_']],
    ['words of which one is nowhere', { query: 'dublin odeon' }, []],
    ['% and _ as themselves', { query: '0%_' }, ['Lighthouse 100%_']],
    ['a city', { city: ' cORk ' }, ['Odeon']],
    ['a city in part', { city: 'cor' }, []],
    ['both', { query: 'savoy', city: 'Cork' }, []],
  ])('is by name, and narrowed by %s', async (_name, filter, expected) => {
    expect(await namesIn('theaters', filter)).toEqual(expected);
  });
});

describe('a list of films', () => {
  beforeAll(async () => {
    await aMovie(bed, { title: 'playtime', genres: ['Comedy', 'Satire'], description: 'Tati in the city' });
    await aMovie(bed, { title: 'Mon Oncle', genres: ['COMEDY'] });
    await aMovie(bed, { title: 'Alphaville', genres: ['Sci-Fi'], description: 'A city of the future' });
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    ['nothing', { query: '', genres: [], showingOn: null }, ['Alphaville', 'Mon Oncle', 'playtime']],
    ['a word of the title', { query: 'ONCLE' }, ['Mon Oncle']],
    ['a word of the description', { query: 'city' }, ['Alphaville', 'playtime']],
    ['words of both', { query: 'city play' }, ['playtime']],
    ['a genre', { genres: ['comedy'] }, ['Mon Oncle', 'playtime']],
    ['any of two genres', { genres: ['satire', 'SCI-FI'] }, ['Alphaville', 'playtime']],
    ['a genre that nothing is', { genres: ['{"x"}'] }, []],
  ])('is by title, and narrowed by %s', async (_name, filter, expected) => {
    expect(await namesIn('movies', filter)).toEqual(expected);
  });

  it("is narrowed to what is shown on a day by the theater's own clock", async () => {
    const screen = async (timeZone: string) => aScreen(bed, { theaterId: await aTheater(bed, { timeZone }) });
    const [kiritimati, honolulu] = [await screen('Pacific/Kiritimati'), await screen('Pacific/Honolulu')];
    const [east, west, off] = [
      await aMovie(bed, { title: 'East' }),
      await aMovie(bed, { title: 'West' }),
      await aMovie(bed, { title: 'Off' }),
    ];
    // 10:00 UTC on the 5th is midnight of the 6th at +14 and of the 5th at -10.
    const startsAt = '2030-08-05T10:00:00Z';
    await aShowing(bed, { movieId: east, screenId: kiritimati, startsAt });
    await aShowing(bed, { movieId: west, screenId: honolulu, startsAt });
    const id = await aShowing(bed, { movieId: off, startsAt });
    await bed.db.query(`update showing set sale = 'CANCELLED' where id = $1`, [id]);
    expect(await namesIn('movies', { showingOn: '2030-08-04' })).toEqual([]);
    expect(await namesIn('movies', { showingOn: '2030-08-05' })).toEqual(['West']);
    expect(await namesIn('movies', { showingOn: '2030-08-06' })).toEqual(['East']);
    expect(await namesIn('movies', { showingOn: '9999-12-31' })).toEqual([]);
    expect(await namesIn('movies', { showingOn: '0001-01-01' })).toEqual([]);
  });
});

describe('a list of showings', () => {
  let here: { theaterId: string; movieId: string; ids: string[] };
  let otherMovieId: string;
  beforeAll(async () => {
    const theaterId = await aTheater(bed);
    const screenId = await aScreen(bed, { theaterId });
    const movieId = await aMovie(bed, { title: 'Jour de fête', durationMinutes: 60 });
    otherMovieId = await aMovie(bed, { title: 'Trafic', durationMinutes: 60 });
    const ids = [];
    for (const [hour, film] of [
      [18, movieId],
      [14, movieId],
      [16, otherMovieId],
    ] as const) {
      ids.unshift(await aShowing(bed, { movieId: film, screenId, startsAt: `2030-07-04T${hour}:00:00Z` }));
    }
    const [sixteen = '', fourteen = '', eighteen = ''] = ids;
    here = { theaterId, movieId, ids: [fourteen, sixteen, eighteen] };
  });

  it('is narrowed by theater, by film, and by when they begin', async () => {
    const [fourteen, sixteen, eighteen] = here.ids;
    const { theaterId, movieId } = here;
    const [from, to] = ['2030-07-04T16:00:00Z', '2030-07-04T18:00:00Z'];
    expect(await idsIn({ theaterId })).toEqual(here.ids);
    expect(await idsIn({ theaterId, movieId })).toEqual([fourteen, eighteen]);
    expect(await idsIn({ theaterId, from })).toEqual([sixteen, eighteen]);
    expect(await idsIn({ theaterId, to })).toEqual([fourteen, sixteen]);
    expect(await idsIn({ theaterId, from, to })).toEqual([sixteen]);
    expect(await idsIn({ theaterId, from: to, to: from })).toEqual([]);
    expect(await idsIn({ theaterId, movieId: null, from: null, to: null, status: null })).toEqual(here.ids);
    expect(await idsIn({ theaterId, from: '0000-01-01T00:00:00Z', to: '9999-12-31T23:59:59Z' })).toEqual(here.ids);
  });

  it.each([newId('theater'), 'x', '', '\u0000', '\ud800'])('is empty for the id %j', async (id) => {
    expect(await idsIn({ theaterId: id })).toEqual([]);
    expect(await idsIn({ movieId: id })).toEqual([]);
  });

  it('is narrowed by how many seats are free', async () => {
    const theaterId = await aTheater(bed);
    const screenId = await aScreen(bed, { theaterId, rows: ['......'] });
    const id = await aShowing(bed, { screenId });
    const at = async (minSeatsAvailable: number) => (await idsIn({ theaterId, minSeatsAvailable }))?.length;
    const free = async () => {
      const found = await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map(at));
      return found.lastIndexOf(1);
    };
    expect(await free()).toBe(6);
    const [a = '', b = '', c = '', d = '', e = ''] = Object.values(await seatIdsOf(bed, screenId));
    await claim(bed, { showingId: id, seatIds: [a], kind: 'BOOKING' });
    await claim(bed, { showingId: id, seatIds: [b], kind: 'BLOCK' });
    await claim(bed, { showingId: id, seatIds: [c], kind: 'HOLD', expiresAt: '2030-07-03T12:10:00Z' });
    expect(await free()).toBe(3);
    await bed.db.query('update seat set is_blocked = true where id = $1', [d]);
    await bed.db.query('update seat set is_retired = true where id = $1', [e]);
    expect(await free()).toBe(1);
    await bed.setNow('2030-07-03T12:10:00Z');
    expect(await free()).toBe(2);
    expect(await at(-1)).toBe(1);
  });

  it('belongs to each theater and each film, paged and counted for itself', async () => {
    const query = `query ($r: [_Any!]!, $first: Int, $after: String, $last: Int, $filter: ShowingFilter) {
      _entities(representations: $r) {
        ... on Theater { showings(first: $first, after: $after, last: $last, filter: $filter) { ${pageOf('name: startsAt')} } }
        ... on Movie { showings(first: $first, after: $after, last: $last, filter: $filter) { ${pageOf('name: startsAt')} } }
      }
    }`;
    const r = [
      { __typename: 'Theater', id: here.theaterId },
      { __typename: 'Movie', id: here.movieId },
      { __typename: 'Movie', id: otherMovieId },
    ];
    const pages = async (args: Record<string, unknown>, of = r) => {
      const { data, errors } = await bed.ask<{ _entities: { showings: Page }[] }>(null, query, { r: of, ...args });
      expect(errors).toBeUndefined();
      return data._entities.map(({ showings }) => showings);
    };
    const idsOf = (found: Page[]) => found.map(({ nodes }) => nodes.map(({ id }) => id));
    const [fourteen, sixteen, eighteen] = here.ids;

    const first = await pages({ first: 1 });
    expect(idsOf(first)).toEqual([[fourteen], [fourteen], [sixteen]]);
    expect(first.map(({ totalCount }) => totalCount)).toEqual([3, 2, 1]);
    expect(first.map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, true, false]);
    // A cursor is of the theater's list or of the film's.
    const [afterTheaters, afterMovies] = [first[0]?.pageInfo.endCursor, first[1]?.pageInfo.endCursor];
    expect(idsOf(await pages({ first: 2, after: afterTheaters }, r.slice(0, 1)))).toEqual([[sixteen, eighteen]]);
    expect(idsOf(await pages({ first: 2, after: afterMovies }, r.slice(1)))).toEqual([[eighteen], [sixteen]]);
    expect(idsOf(await pages({ last: 2 }))).toEqual([[sixteen, eighteen], [fourteen, eighteen], [sixteen]]);

    const filter = { from: '2030-07-04T16:00:00Z', movieId: here.movieId, status: ['ON_SALE'], minSeatsAvailable: 8 };
    const narrowed = await pages({ filter });
    expect(idsOf(narrowed)).toEqual([[eighteen], [eighteen], []]);
    expect(narrowed.map(({ totalCount }) => totalCount)).toEqual([1, 1, 0]);
  });

  it('of a theater and of a film refuse a forged cursor too', async () => {
    const query = `query ($id: ID!, $after: String) { theater(id: $id) { showings(after: $after) { nodes { id } } } }`;
    const { errors } = await bed.ask(null, query, {
      id: here.theaterId,
      after: encodeCursor('Theater.showings', ['x', 'y']),
    });
    expect(errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
  });
});

describe('the status of a showing', () => {
  it('is the same in a list, on its own, and by the rule', async () => {
    const startsAt = '2030-07-10T10:00:00.000Z';
    const [theaterId, movieId] = [await aTheater(bed), await aMovie(bed, { durationMinutes: 120 })];
    const sales = ['SCHEDULED', 'ON_SALE', 'SALES_CLOSED', 'CANCELLED'] as const;
    for (const [index, sale] of sales.entries()) {
      const screenId = await aScreen(bed, { theaterId, name: `Screen ${index}` });
      const id = await aShowing(bed, { movieId, screenId, startsAt, salesCloseAt: '2030-07-10T09:00:00Z' });
      await bed.db.query('update showing set sale = $2 where id = $1', [id, sale]);
    }
    const times = {
      startsAt: new Date(startsAt),
      endsAt: new Date('2030-07-10T12:00:00Z'),
      salesCloseAt: new Date('2030-07-10T09:00:00Z'),
    };
    const query = `query ($filter: ShowingFilter) { showings(filter: $filter) { nodes { status } } }`;
    const statusesIn = async (filter: Record<string, unknown>) => {
      const { data } = await bed.ask<{ showings: { nodes: { status: ShowingStatus }[] } }>(null, query, {
        filter: { theaterId, ...filter },
      });
      return data.showings.nodes.map(({ status }) => status).sort();
    };
    for (const now of [
      '2030-07-10T08:59:59.999Z',
      '2030-07-10T09:00:00.000Z',
      '2030-07-10T11:59:59.999Z',
      '2030-07-10T12:00:00.000Z',
      '2031-01-01T00:00:00.000Z',
    ]) {
      await bed.setNow(now);
      const expected = sales.map((sale) => statusAt({ ...times, sale }, new Date(now))).sort();
      expect(await statusesIn({})).toEqual(expected);
      for (const status of showingStatuses) {
        expect(await statusesIn({ status: [status] })).toEqual(expected.filter((each) => each === status));
      }
      expect(await statusesIn({ status: ['ON_SALE', 'FINISHED'] })).toEqual(
        expected.filter((each) => each === 'ON_SALE' || each === 'FINISHED'),
      );
      expect(await statusesIn({ status: [] })).toEqual([]);
    }
  });

  it('is found however long the film is', async () => {
    const [theaterId, movieId] = [await aTheater(bed), await aMovie(bed, { durationMinutes: 1000 })];
    const screenId = await aScreen(bed, { theaterId });
    const id = await aShowing(bed, { movieId, screenId, startsAt: '2030-07-10T10:00:00Z' });
    await bed.setNow('2030-07-11T02:39:59.999Z');
    expect(await idsIn({ theaterId, status: ['SALES_CLOSED'] })).toEqual([id]);
  });
});

describe('a list of seats', () => {
  const seats = async (args: Record<string, unknown>) => {
    const { data, errors } = await bed.ask<{ page: Page } | null>(
      null,
      `query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String) {
        page: seats(screenId: $id, first: $first, after: $after, last: $last, before: $before) { ${pageOf('name: label')} }
      }`,
      args,
    );
    return { page: data?.page, names: data?.page.nodes.map(({ name }) => name), errors };
  };

  it('is in seat plan order, walked in both directions', async () => {
    const id = await aScreen(bed, { rows: ['.'.repeat(11), '..'] });
    const all = [...Array.from({ length: 11 }, (_, index) => `A${index + 1}`), 'B1', 'B2'];
    expect((await seats({ id })).names).toEqual(all);
    const first = await seats({ id, first: 10 });
    expect(first.page?.totalCount).toBe(13);
    expect((await seats({ id, first: 10, after: first.page?.pageInfo.endCursor })).names).toEqual(['A11', 'B1', 'B2']);
    const last = await seats({ id, last: 3 });
    expect((await seats({ id, last: 3, before: last.page?.pageInfo.startCursor })).names).toEqual(['A8', 'A9', 'A10']);
  });

  it('has those of the plan only', async () => {
    const id = await aScreen(bed, { rows: ['..'] });
    const { A1: retired } = await seatIdsOf(bed, id);
    await bed.db.query('update seat set is_retired = true where id = $1', [retired]);
    expect((await seats({ id })).names).toEqual(['A2']);
  });

  it.each([newId('screen'), 'x', '\u0000', '\ud800'])('is empty for %j', async (id) => {
    expect((await seats({ id })).names).toEqual([]);
  });

  it.each([
    ['words', encodeCursor('seats', ['x', 'y', 'z'])],
    ['fractions', encodeCursor('seats', ['1.5', '1', 'z'])],
    ['numbers that are too large', encodeCursor('seats', ['1', '2147483648', 'z'])],
    ['too few keys', encodeCursor('seats', ['1', '1'])],
    ['NUL', encodeCursor('seats', ['1', '1', '\u0000'])],
  ])('refuses a cursor with %s', async (_name, after) => {
    const { page, errors } = await seats({ id: newId('screen'), after });
    expect(page).toBeUndefined();
    expect(errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
  });
});

describe('a request that cannot be', () => {
  it.each<[string, List, Record<string, unknown>]>([
    ['a cursor of words among times', 'showings', { after: encodeCursor('showings', ['x', 'y']) }],
    [
      'a cursor of a day that is none',
      'showings',
      { before: encodeCursor('showings', ['2030-02-30T00:00:00.000Z', 'y']) },
    ],
    ['a cursor of infinity', 'showings', { after: encodeCursor('showings', ['infinity', 'y']) }],
    ['a cursor of year 0', 'showings', { after: encodeCursor('showings', ['0000-01-01T00:00:00.000Z', 'y']) }],
    ['a cursor with NUL', 'showings', { after: encodeCursor('showings', ['2030-01-01T00:00:00.000Z', '\u0000']) }],
    ['a cursor with half of a surrogate pair', 'theaters', { after: encodeCursor('theaters', ['\ud800', 'y']) }],
    ['a cursor of another list', 'movies', { after: encodeCursor('theaters', ['x', 'y']) }],
    ['a page of 0', 'movies', { first: 0 }],
    ['a page of 101', 'showings', { last: 101 }],
    ['both directions', 'theaters', { first: 1, last: 1 }],
    ['a search for NUL', 'theaters', { filter: { query: '\u0000' } }],
    ['a search for half of a surrogate pair', 'movies', { filter: { query: '\ud800' } }],
    ['a city with NUL', 'theaters', { filter: { city: 'x\u0000' } }],
    ['a city of 121 characters', 'theaters', { filter: { city: 'x'.repeat(121) } }],
    ['a genre with NUL', 'movies', { filter: { genres: ['\u0000'] } }],
    ['21 genres', 'movies', { filter: { genres: Array.from({ length: 21 }, () => 'x') } }],
    ['a day that is none', 'movies', { filter: { showingOn: '2030-02-30' } }],
    ['a time that is none', 'showings', { filter: { from: 'soon' } }],
    ['a status that is none', 'showings', { filter: { status: ['LOST'] } }],
  ])('(%s) is a bad request', async (_name, field, args) => {
    const { page, errors } = await list(field, args);
    expect(page).toBeUndefined();
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['BAD_USER_INPUT']);
  });
});

describe('every list', () => {
  it.each<List>(['theaters', 'movies', 'showings'])('(%s) is walked in both directions', async (field) => {
    const all = (await list(field, { first: 100 })).page?.nodes.map(({ id }) => id) ?? [];
    expect(all.length).toBeGreaterThan(2);
    const walk = async (next: (page?: Page) => Record<string, unknown>, isBackward: boolean) => {
      let seen: string[] = [];
      let args = next();
      for (;;) {
        const { page } = await list(field, args);
        const ids = page?.nodes.map(({ id }) => id) ?? [];
        expect(page?.totalCount).toBe(all.length);
        seen = isBackward ? [...ids, ...seen] : [...seen, ...ids];
        if (!(isBackward ? page?.pageInfo.hasPreviousPage : page?.pageInfo.hasNextPage)) return seen;
        args = next(page);
      }
    };
    const forward = (page?: Page) => ({ first: 2, after: page?.pageInfo.endCursor });
    const backward = (page?: Page) => ({ last: 2, before: page?.pageInfo.startCursor });
    expect(await walk(forward, false)).toEqual(all);
    expect(await walk(backward, true)).toEqual(all);
  });
});

describe('one thing by its id', () => {
  it.each([
    ['theater', 'theaters'],
    ['movie', 'movies'],
    ['showing', 'showings'],
  ] as const)('(%s) is there, and null for an id of nothing', async (field, from) => {
    const id = (await list(from, { first: 1 })).page?.nodes[0]?.id;
    const query = `query ($id: ID!, $none: ID!) {
      found: ${field}(id: $id) { id } none: ${field}(id: $none) { id } noId: ${field}(id: "\\u0000") { id }
    }`;
    const { data, errors } = await bed.ask(null, query, { id, none: newId(field) });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ found: { id }, none: null, noId: null });
  });
});

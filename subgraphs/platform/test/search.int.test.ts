import type { Viewer } from '@marquee/shared/auth';
import { newId } from '@marquee/shared/ids';
import { eventually, type SubgraphBed, someone } from '@marquee/shared/testing';
import {
  bookingConfirmed,
  bookingCreated,
  bookingExpired,
  foodSaved,
  movieSaved,
  orderCreated,
  orderUpdated,
  restaurantSaved,
  showingSaved,
  theaterSaved,
} from './support/facts';
import { aPlatformBed } from './support/platformBed';

interface Found {
  readonly totalCount: number;
  readonly engine: string;
  readonly nodes: readonly {
    readonly kind: string;
    readonly title: string;
    readonly subject: { readonly __typename: string; readonly id: string };
    readonly highlights: readonly { readonly field: string; readonly fragment: string }[];
  }[];
  readonly edges: readonly { readonly cursor: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const query = `query ($query: String!, $kinds: [SearchKind!], $first: Int, $after: String) {
  search(query: $query, kinds: $kinds, first: $first, after: $after) {
    totalCount engine tookMs facets { field buckets { value count } }
    nodes { kind title score subject { __typename ... on Movie { id } ... on Booking { id } ... on Order { id } ... on Showing { id }
      ... on Theater { id } ... on Restaurant { id } ... on Food { id } } highlights { field fragment } }
    edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

let bed: SubgraphBed;
beforeAll(async () => {
  bed = await aPlatformBed();
});
afterAll(() => bed.close());

async function search(text: string, more: Record<string, unknown> = {}, viewer: Viewer | null = null): Promise<Found> {
  const { data, errors } = await bed.ask<{ search: Found }>(viewer, query, { query: text, ...more });
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data.search;
}
const titles = async (...args: Parameters<typeof search>) => (await search(...args)).nodes.map(({ title }) => title);

describe('what the owners tell', () => {
  it('is found as the thing that it is, by everyone', async () => {
    await bed.hear(
      movieSaved({ title: 'Saffron Road', description: 'A long walk.' }),
      theaterSaved({ name: 'Saffron Picture House' }),
      showingSaved({ movieTitle: 'Saffron Road' }),
      restaurantSaved({ name: 'Saffron Kitchen' }),
      foodSaved({ name: 'Saffron rice' }),
    );
    await eventually(async () => {
      const { nodes } = await search('saffron');
      expect(nodes.map(({ kind, subject }) => `${kind} ${subject.__typename}`).toSorted()).toEqual([
        'FOOD Food',
        'MOVIE Movie',
        'RESTAURANT Restaurant',
        'SHOWING Showing',
        'THEATER Theater',
      ]);
    });
    expect(await titles('saffron', { kinds: ['MOVIE', 'FOOD'] })).toEqual(['Saffron rice', 'Saffron Road']);
    expect((await search('saffron')).engine).toBe('POSTGRES');
  });

  it('is found as it was told last', async () => {
    const movieId = newId('movie');
    await bed.hear(movieSaved({ movieId, title: 'Working Title' }), movieSaved({ movieId, title: 'Juniper' }));
    await eventually(async () => expect(await titles('juniper')).toEqual(['Juniper']));
    expect(await titles('working title', { kinds: ['MOVIE'] })).toEqual([]);
  });

  it('is not found once it is cancelled or over', async () => {
    const showingId = newId('showing');
    await bed.hear(showingSaved({ showingId, movieTitle: 'Cardamom' }));
    await eventually(async () => expect(await titles('cardamom')).toHaveLength(1));
    bed.clock.set('2030-07-03T21:00:00.000Z');
    expect(await titles('cardamom')).toEqual([]);
    bed.clock.set('2030-07-03T12:00:00.000Z');
    await bed.hear(showingSaved({ showingId, movieTitle: 'Cardamom', isCancelled: true }));
    await eventually(async () => expect(await titles('cardamom')).toEqual([]));
  });

  it('changes nothing when it comes a second time after something newer', async () => {
    const movieId = newId('movie');
    const first = movieSaved({ movieId, title: 'Fennel' });
    await bed.hear(first);
    await eventually(async () => expect(await titles('fennel')).toEqual(['Fennel']));
    await bed.hear(movieSaved({ movieId, title: 'Anise' }));
    await eventually(async () => expect(await titles('anise')).toEqual(['Anise']));
    await bed.hear(first);
    await bed.hear(movieSaved({ title: 'Sumac' }));
    await eventually(async () => expect(await titles('sumac')).toEqual(['Sumac']));
    expect(await titles('fennel')).toEqual([]);
  });
});

describe('a booking', () => {
  it('is found by its customer, by number and by what it is for, and by nobody else', async () => {
    const ann = someone();
    await bed.hear(bookingConfirmed({ customerId: ann.userId, number: 'B-7K3M-92QX' }));
    await eventually(async () => expect(await titles('b-7k3m-92qx', {}, ann)).toEqual(['Booking B-7K3M-92QX']));
    for (const spelling of ['B7K3M92QX', 'b7k3m', 'B 7K3M 92QX']) {
      expect(await titles(spelling, {}, ann)).toEqual(['Booking B-7K3M-92QX']);
    }
    expect(await titles('marzipan', { kinds: ['BOOKING'] }, ann)).toEqual(['Booking B-7K3M-92QX']);
    for (const viewer of [null, someone(), someone('booking:read', 'platform:admin')]) {
      const found = await search('7k3m', {}, viewer);
      expect([found.totalCount, found.nodes]).toEqual([0, []]);
    }
  });
});

describe('a booking that is not paid', () => {
  it('is found while it waits, and no longer when its time is over', async () => {
    const ann = someone();
    const booking = { customerId: ann.userId, number: 'B-4J5N-83RT', bookingId: newId('booking') };
    await bed.hear(bookingCreated(booking));
    await eventually(async () => expect(await titles('b-4j5n-83rt', {}, ann)).toEqual(['Booking B-4J5N-83RT']));
    expect(await titles('b-4j5n-83rt', {}, someone())).toEqual([]);
    await bed.hear(bookingExpired(booking));
    await eventually(async () => expect(await titles('b-4j5n-83rt', {}, ann)).toEqual([]));
  });
});

describe('an order', () => {
  it('is found by its customer, by number and by what was ordered, and by nobody else', async () => {
    const ann = someone();
    const orderId = newId('order');
    await bed.hear(
      orderCreated({
        orderId,
        customerId: ann.userId,
        number: 'O-5TQ2-8FWD',
        titles: ['Velvet pincushion', 'Thimble'],
      }),
    );
    for (const words of ['O-5TQ2-8FWD', 'o5tq28fwd', 'thimble velvet']) {
      await eventually(async () => expect(await titles(words, {}, ann)).toEqual(['Order O-5TQ2-8FWD']));
    }
    const [hit] = (await search('pincushion', { kinds: ['ORDER'] }, ann)).nodes;
    expect(hit).toMatchObject({ kind: 'ORDER', subject: { __typename: 'Order', id: orderId } });
    for (const viewer of [null, someone(), someone('orders:read:any', 'platform:admin')]) {
      for (const words of ['o5tq28fwd', 'pincushion']) {
        const found = await search(words, {}, viewer);
        expect([found.totalCount, found.nodes]).toEqual([0, []]);
      }
    }
  });

  it('is found as before when something else of it is told, and also when it is first told again', async () => {
    const ann = someone();
    const order = { orderId: newId('order'), customerId: ann.userId, number: 'O-9H4B-2MPC' };
    await bed.hear(orderCreated({ ...order, titles: ['Brass sundial'] }), orderUpdated(order));
    const again = { orderId: newId('order'), customerId: ann.userId, number: 'O-6R7W-3NKJ' };
    await bed.hear(orderUpdated({ ...again, titles: ['Sundial of slate'] }));
    await eventually(async () =>
      expect((await titles('sundial', {}, ann)).toSorted()).toEqual(['Order O-6R7W-3NKJ', 'Order O-9H4B-2MPC']),
    );
  });
});

describe('the pages of a search', () => {
  it('follow each other by cursor until the end', async () => {
    await bed.hear(...Array.from({ length: 7 }, (_, index) => movieSaved({ title: `Paprika ${index}` })));
    await eventually(async () => expect((await search('paprika')).totalCount).toBe(7));
    const whole = await titles('paprika');
    const first = await search('paprika', { first: 3 });
    const second = await search('paprika', { first: 3, after: first.pageInfo.endCursor });
    const third = await search('paprika', { first: 3, after: second.edges[2]?.cursor });
    expect([first, second, third].flatMap(({ nodes }) => nodes.map(({ title }) => title))).toEqual(whole);
    expect([first, second, third].map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, true, false]);
  });

  it.each([
    ['no words', { query: '  ' }, 'query'],
    ['a query that is too long', { query: 'x'.repeat(101) }, 'query'],
    ['NUL', { query: 'a\u0000b' }, 'query'],
    ['no size', { query: 'x', first: 0 }, 'first'],
    ['too large a size', { query: 'x', first: 101 }, 'first'],
    ['a cursor of nothing', { query: 'x', after: 'junk' }, 'after'],
    ['a page too far', { query: 'x', after: Buffer.from('["x","99999"]').toString('base64url') }, 'after'],
  ])('are refused with %s', async (_case, variables, argument) => {
    const { errors } = await bed.ask(null, query, variables);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
    expect(JSON.stringify(errors)).toContain(argument);
  });

  it('take no cursor of another search', async () => {
    const { pageInfo } = await search('paprika', { first: 1 });
    const { errors } = await bed.ask(null, query, { query: 'saffron', after: pageInfo.endCursor });
    expect(errors?.[0]?.message).toBe('after is not a cursor of this search.');
  });
});

describe('suggestions', () => {
  const suggest = async (prefix: string, more: Record<string, unknown> = {}) => {
    const text = `query ($prefix: String!, $kinds: [SearchKind!], $limit: Int) {
      searchSuggest(prefix: $prefix, kinds: $kinds, limit: $limit)
    }`;
    const { data, errors } = await bed.ask<{ searchSuggest: string[] }>(null, text, { prefix, ...more });
    return errors?.[0]?.message ?? data.searchSuggest;
  };

  it('are titles with a word that begins so, each once', async () => {
    await bed.hear(movieSaved({ title: 'The Tamarind Tree' }), restaurantSaved({ name: 'Tamarind' }));
    await eventually(async () => expect(await suggest('tam')).toEqual(['Tamarind', 'The Tamarind Tree']));
    expect(await suggest('the tam')).toEqual(['The Tamarind Tree']);
    expect(await suggest('tam', { limit: 1 })).toEqual(['Tamarind']);
    expect(await suggest('tam', { kinds: ['MOVIE'] })).toEqual(['The Tamarind Tree']);
    expect(await suggest('***')).toEqual([]);
    const long = 'Ba Be Bi Bo Bu Da De Di Do Du';
    await bed.hear(movieSaved({ title: `${long} Finale` }), movieSaved({ title: `${long} Prelude` }));
    await eventually(async () => expect(await suggest(long)).toHaveLength(2));
    expect(await suggest(`${long} fin`)).toEqual([`${long} Finale`]);
    expect(await suggest('tam', { limit: 21 })).toBe('limit must be from 1 to 20.');
  });
});

describe('a rebuild', () => {
  const reindex = 'mutation ($kinds: [SearchKind!]) { searchReindex(kinds: $kinds) { kinds queued errors { code } } }';

  it('is for administrators', async () => {
    const { data, errors } = await bed.ask(someone(), reindex);
    expect(data).toEqual({ searchReindex: null });
    expect(errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
  });

  it('asks the owners of the kinds to tell everything again', async () => {
    const admin = someone('platform:admin');
    const { data } = await bed.ask<{ searchReindex: { kinds: string[]; queued: number } }>(admin, reindex, {
      kinds: ['FOOD'],
    });
    expect(data.searchReindex).toEqual({ kinds: ['FOOD'], queued: 1, errors: [] });
    const [asked] = (await bed.db.query(
      `select envelope->'data' as data from outbox where envelope->>'type' = 'search.reindex.requested'`,
    )) as [{ data: unknown }];
    expect(asked.data).toEqual({ kinds: ['FOOD'] });
  });
});

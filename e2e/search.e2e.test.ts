import { setTimeout as wait } from 'node:timers/promises';
import { eventually } from '@marquee/shared/testing';
import { Client } from 'pg';
import { bookSeats } from './support/bookings';
import { type Cinema, openCinema } from './support/cinema';
import { type Credentials, post } from './support/client';
import { orderGoods } from './support/goodsOrders';
import { type Kitchen, openKitchen } from './support/kitchen';
import { layouts, type Marquee, startMarquee } from './support/marquee';
import { logInAsAdministrator, type Person, register } from './support/people';
import { untilFound } from './support/searching';
import { isbn, lampPrice } from './support/shop';
import { aShopKeeper, type ShopKeeper } from './support/shopKeeper';

interface Found {
  readonly totalCount: number;
  readonly engine: string;
  readonly facets: readonly { readonly field: string; readonly buckets: readonly { value: string; count: number }[] }[];
  readonly nodes: readonly {
    readonly kind: string;
    readonly title: string;
    readonly highlights: readonly { readonly field: string; readonly fragment: string }[];
    readonly subject: { readonly __typename: string; readonly [field: string]: unknown } | null;
  }[];
}

const query = `query ($words: String!, $kinds: [SearchKind!]) {
  search(query: $words, kinds: $kinds) {
    totalCount engine facets { field buckets { value count } }
    nodes { kind title highlights { field fragment } subject {
      __typename
      ... on Product { sku price { minor currency } stock { available } category { name } }
      ... on Book { isbn authors }
      ... on Movie { title durationMinutes }
      ... on Theater { theaterName: name }
      ... on Showing { seatsTotal movie { title } }
      ... on Order { orderNumber: number total { minor currency } }
      ... on Booking { bookingNumber customer { displayName } }
      ... on Restaurant { restaurantName: name }
      ... on Food { foodName: name }
    } }
  }
}`;

describe.each(layouts)('one search over everything, %s', (layout) => {
  let marquee: Marquee;
  let cinema: Cinema;
  let kitchen: Kitchen;
  let customer: Person;

  beforeAll(async () => {
    marquee = await startMarquee(layout);
    kitchen = await openKitchen(marquee.url, 'Café Müller');
    cinema = await openCinema(marquee.url, 'Müller Picture House');
    customer = await register(marquee.url, 'Nora');
    for (const title of [kitchen.name, cinema.movieTitle, cinema.theaterName, 'Pizza Funghi']) {
      await untilFound(marquee.url, title);
    }
  });

  afterAll(() => marquee.stop());

  async function search(words: string, more: object = {}, credentials: Credentials = {}): Promise<Found> {
    const { data, errors } = await post<{ search: Found }>(marquee.url, query, { words, ...more }, credentials);
    expect(errors).toEqual([]);
    return data.search;
  }

  /** Nobody, somebody else, and who may read anything. */
  const others = async (): Promise<Credentials[]> => [
    {},
    await register(marquee.url, 'Oscar'),
    { token: await logInAsAdministrator(marquee.url) },
  ];

  it('finds films, cinemas, showings, restaurants and dishes, each told by its owner', async () => {
    const { nodes, engine } = await search('muller');
    expect(engine).toBe('POSTGRES');
    expect(nodes.map(({ kind, subject }) => [kind, subject?.__typename, subject])).toEqual(
      expect.arrayContaining([
        ['THEATER', 'Theater', { __typename: 'Theater', theaterName: 'Müller Picture House' }],
        ['SHOWING', 'Showing', { __typename: 'Showing', seatsTotal: 36, movie: { title: cinema.movieTitle } }],
        ['RESTAURANT', 'Restaurant', { __typename: 'Restaurant', restaurantName: 'Café Müller' }],
      ]),
    );
    const film = await search(cinema.movieTitle, { kinds: ['MOVIE'] });
    expect(film.nodes[0]?.subject).toEqual({ __typename: 'Movie', title: cinema.movieTitle, durationMinutes: 121 });
    expect((await search('funghi')).nodes[0]?.subject).toEqual({ __typename: 'Food', foodName: 'Pizza Funghi' });
  });

  it('forgives a slip, shows where the words were, and counts what there is', async () => {
    const { nodes, facets, totalCount } = await search('piza fungi', { kinds: ['FOOD', 'RESTAURANT'] });
    expect(nodes.map(({ title }) => title)).toContain('Pizza Funghi');
    expect(facets.find(({ field }) => field === 'kind')?.buckets).toEqual([{ value: 'FOOD', count: totalCount }]);
    const [hit] = (await search('picture house', { kinds: ['THEATER'] })).nodes;
    expect(hit?.highlights).toEqual([{ field: 'title', fragment: 'Müller \uE000Picture\uE001 \uE000House\uE001' }]);
  });

  it('finds a booking for whoever made it, and for nobody else', async () => {
    const booking = await bookSeats(marquee.url, customer.token, cinema.showingId, [cinema.seats['C3'] ?? '']);
    const title = `Booking ${booking.bookingNumber}`;
    await untilFound(marquee.url, title, customer);
    const mine = await search(booking.bookingNumber, {}, customer);
    expect(mine.nodes[0]).toMatchObject({
      kind: 'BOOKING',
      title,
      subject: { bookingNumber: booking.bookingNumber, customer: { displayName: customer.displayName } },
    });
    for (const credentials of await others()) {
      const { nodes } = await search(booking.bookingNumber, {}, credentials);
      expect(nodes.filter(({ kind }) => kind === 'BOOKING')).toEqual([]);
    }
  });

  describe('finds in the shop', () => {
    let keeper: ShopKeeper;
    beforeAll(async () => {
      keeper = await aShopKeeper(marquee.url);
    });

    const titles = async (words: string) => (await search(words)).nodes.map(({ title }) => title);
    /** The search follows the shop by events. */
    const eventuallyFinds = (words: string, expected: readonly string[]) =>
      eventually(async () => expect(await titles(words)).toEqual(expected), 30_000);

    it('a product by its name, its number and its shelf', async () => {
      const categoryId = await keeper.shelf('desks', 'Writing desks');
      const given = { sku: 'QUILL-77', title: 'Inkwell', categoryId, initialStock: 4 };
      await keeper.product(given);
      await eventuallyFinds('inkwell', ['Inkwell']);
      for (const words of ['quill-7', 'QUILL77', 'writing desk', 'inkwel']) {
        expect(await titles(words)).toEqual(['Inkwell']);
      }
      const { nodes, facets } = await search('inkwell', { kinds: ['PRODUCT'] });
      const told = { sku: 'QUILL-77', price: lampPrice, stock: { available: 4 }, category: { name: 'Writing desks' } };
      expect(nodes[0]).toMatchObject({ kind: 'PRODUCT', subject: { __typename: 'Product', ...told } });
      expect(facets).toContainEqual({ field: 'category', buckets: [{ value: 'Writing desks', count: 1 }] });
      expect((await search('inkwell', { kinds: ['BOOK', 'MOVIE'] })).totalCount).toBe(0);
    });

    it('a book by its title, its author and its ISBN, however that is spelt', async () => {
      await keeper.book({ isbn, title: 'The Brass Compass', authors: ['Ines Marlowe', 'Jörg Käßner'] });
      await eventuallyFinds('brass compass', ['The Brass Compass']);
      for (const words of ['978-0-306-40615-7', '0306406152', 'marlowe compass', 'kassner', 'the compas of brass']) {
        expect(await titles(words)).toEqual(['The Brass Compass']);
      }
      expect((await search(isbn)).nodes[0]).toMatchObject({
        kind: 'BOOK',
        subject: { __typename: 'Book', isbn, authors: ['Ines Marlowe', 'Jörg Käßner'] },
      });
    });

    it('what is called otherwise by its new name, and by that of its shelf', async () => {
      const categoryId = await keeper.shelf('ropes', 'Hempen ropes');
      const id = await keeper.product({ sku: 'ROPE-1', title: 'Hawser', categoryId });
      await eventuallyFinds('hempen', ['Hawser']);
      await keeper.save('productUpdate', 'ProductUpdateInput', 'product', { id, version: 1, title: 'Mooring line' });
      await keeper.save('categorySave', 'CategorySaveInput', 'category', {
        id: categoryId,
        slug: 'ropes',
        name: 'Cordage',
      });
      await eventuallyFinds('cordage mooring', ['Mooring line']);
      expect([await titles('hempen'), await titles('hawser')]).toEqual([[], []]);
    });

    it('nothing that is archived or not sold, until it is back', async () => {
      const finds = (...expected: string[]) =>
        eventually(async () => expect(await titles('sextant')).toEqual(expected), 30_000);
      const productId = await keeper.product({ sku: 'SXT-1', title: 'Sextant' });
      const bookId = await keeper.book({ title: 'Sextants for all' });
      const book = (version: number, change: object) =>
        keeper.save('bookUpdate', 'BookUpdateInput', 'book', { id: bookId, version, ...change });
      await finds('Sextant', 'Sextants for all');
      await keeper.byId('productArchive', productId);
      await finds('Sextants for all');
      await keeper.byId('bookArchive', bookId);
      await finds();
      await keeper.byId('productRestore', productId);
      await finds('Sextant');
      await book(2, { isActive: true });
      await finds('Sextant', 'Sextants for all');
      await book(3, { isActive: false });
      await finds('Sextant');
    });
  });

  it('finds an order for whoever made it, by its number and by what was ordered, and for nobody else', async () => {
    const keeper = await aShopKeeper(marquee.url);
    const itemId = await keeper.product({ sku: 'PIN-1', title: 'Velvet pincushion', initialStock: 3 });
    const { number } = await orderGoods(marquee.url, customer.token, itemId);
    await untilFound(marquee.url, `Order ${number}`, customer);
    for (const words of [number, number.replaceAll('-', ''), 'velvet pincushion']) {
      const { nodes } = await search(words, { kinds: ['ORDER'] }, customer);
      expect(nodes).toMatchObject([
        {
          kind: 'ORDER',
          title: `Order ${number}`,
          subject: { __typename: 'Order', orderNumber: number, total: lampPrice },
        },
      ]);
      for (const credentials of await others()) {
        expect((await search(words, { kinds: ['ORDER'] }, credentials)).nodes).toEqual([]);
      }
    }
  });

  it('knows the same after it has forgotten everything and asked the owners', async () => {
    const database = new Client({ connectionString: marquee.environment['PLATFORM_DATABASE_URL'] });
    await database.connect();
    const known = async () => {
      const { rows } = await database.query<object>(
        `select kind, id, owner_id, title, keywords, body, facets, visible_until from search_document
         order by kind, id`,
      );
      return rows;
    };
    try {
      const before = await known();
      expect(before.length).toBeGreaterThan(10);
      await database.query('with forgotten as (delete from search_document) delete from catalog_item');
      await database.query('delete from catalog_category');
      const token = await logInAsAdministrator(marquee.url);
      await post(marquee.url, 'mutation { searchReindex { queued } }', {}, { token });
      await eventually(async () => expect(await known()).toEqual(before), 30_000);
    } finally {
      await database.end();
    }
  });

  it('writes its index anew when an administrator asks, and has the same afterwards', async () => {
    const before = await search('muller');
    const { data, errors } = await post<{ searchReindex: { queued: number; kinds: string[]; errors: unknown[] } }>(
      marquee.url,
      'mutation { searchReindex { kinds queued errors { code message } } }',
      {},
      { token: await logInAsAdministrator(marquee.url) },
    );
    expect(errors).toEqual([]);
    expect(data.searchReindex).toMatchObject({ errors: [], queued: expect.any(Number) as number });
    expect(data.searchReindex.kinds).toContain('RESTAURANT');
    await wait(1_000);
    expect((await search('muller')).nodes).toEqual(before.nodes);
  });
});

import { setTimeout as wait } from 'node:timers/promises';
import { bookSeats } from './support/bookings';
import { type Cinema, openCinema } from './support/cinema';
import { type Credentials, post } from './support/client';
import { type Kitchen, openKitchen } from './support/kitchen';
import { layouts, type Marquee, startMarquee } from './support/marquee';
import { logInAsAdministrator, type Person, register } from './support/people';
import { untilFound } from './support/searching';

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
      ... on Movie { title durationMinutes }
      ... on Theater { theaterName: name }
      ... on Showing { seatsTotal movie { title } }
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
    const others: Credentials[] = [
      {},
      await register(marquee.url, 'Oscar'),
      { token: await logInAsAdministrator(marquee.url) },
    ];
    for (const credentials of others) {
      const { nodes } = await search(booking.bookingNumber, {}, credentials);
      expect(nodes.filter(({ kind }) => kind === 'BOOKING')).toEqual([]);
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

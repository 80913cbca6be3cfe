import { untilFound } from '../searching';
import { type AccessRow, cells, type Target } from './access';
import type { City } from './city';

/** Own bookings and orders are found by their owner alone, whoever else may read them. */
const ownerOnly = cells('nothing', { owner: 'sees' });

/** The owner's booking by its number, once the search has heard of it. */
async function theFoundBooking({ marquee, people, evening }: City): Promise<Target> {
  const { keys, unknown } = evening.booking;
  const { title } = await untilFound(marquee.url, `Booking ${keys.bookingNumber}`, people.owner);
  return {
    keys: { id: keys.id, number: keys.bookingNumber },
    unknown: { number: unknown['bookingNumber'] ?? '' },
    marks: [title, keys.id],
  };
}

/** The same of the owner's order. */
async function theFoundOrder({ marquee, people, shopping }: City): Promise<Target> {
  const { keys, unknown } = shopping.order;
  const { title } = await untilFound(marquee.url, `Order ${keys.number}`, people.owner);
  return { keys, unknown, marks: [title, keys.id] };
}

const searched = (kinds: string) => `query ($words: String!) {
  search(query: $words, kinds: ${kinds}) {
    totalCount nodes { title highlights { fragment } subject { ... on Booking { id } ... on Order { id } } }
  }
}`;

const searchRow = (path: string, kinds: string, target: AccessRow['target']): AccessRow => ({
  paths: [path],
  target,
  operation: ({ number }) => ({ query: searched(kinds), variables: { words: number } }),
  cells: ownerOnly,
});

const suggestRow = (theFound: (city: City) => Promise<Target>): AccessRow => ({
  paths: ['Query.searchSuggest'],
  target: async (city) => {
    const found = await theFound(city);
    return { ...found, marks: found.marks.slice(0, 1) };
  },
  operation: ({ number }) => ({
    query: 'query ($prefix: String!) { searchSuggest(prefix: $prefix) }',
    variables: { prefix: number },
  }),
  cells: ownerOnly,
});

/** What everybody may ask, and a text that stands in each answer. */
const open = (path: string, query: string, mark: (city: City) => string): AccessRow => ({
  paths: [path],
  target: async (city) => ({ keys: {}, unknown: {}, marks: [mark(city)] }),
  operation: () => ({ query }),
  cells: cells('public'),
});

export const platformRows: readonly AccessRow[] = [
  ...[theFoundBooking, theFoundOrder].flatMap((target) => [
    searchRow('Query.search(query:)', 'null', target),
    searchRow('Query.search(kinds:)', '[BOOKING, ORDER]', target),
    suggestRow(target),
  ]),
  open('Query.serviceInfo', '{ serviceInfo { name version } }', () => 'marquee'),
  // Who is well at which moment is no matter of who asks.
  open('Query.systemHealth', '{ systemHealth { services { name } } }', () => 'booking'),
  {
    paths: ['Mutation.searchReindex'],
    target: async () => ({ keys: {}, unknown: {}, marks: [] }),
    operation: () => ({
      query: 'mutation { searchReindex(kinds: [FOOD]) { kinds queued errors { __typename code message path } } }',
    }),
    cells: cells('forbidden', { admin: 'done', anonymous: 'signedOut' }),
  },
];

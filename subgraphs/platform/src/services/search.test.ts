import type { SearchRequest } from '../engines/searchEngine';
import { type SearchPage, search } from './search';
import type { PlatformServices } from './services';

/** Twenty thousand hits for everything. */
const many = {
  search: async ({ offset, size }: SearchRequest) => ({
    engine: 'POSTGRES' as const,
    answer: {
      hits: Array.from({ length: size }, (_, nth) => ({
        kind: 'FOOD' as const,
        id: `food_${offset + nth}`,
        title: 'Soup',
        score: 1,
        highlights: [],
      })),
      totalCount: 20_000,
      facets: [],
    },
  }),
};
const services = {
  search: many,
  clock: { now: () => new Date('2030-07-03T12:00:00Z') },
} as unknown as PlatformServices;
const page = (first: number, after: string | null): Promise<SearchPage> =>
  search(services, null, { query: 'soup', first, after });

describe('paging through more hits than can be paged through', () => {
  it.each([100, 30])('ends at the ten thousandth, by pages of %i, and says so', async (size) => {
    let count = 0;
    let last = await page(size, null);
    for (; last.pageInfo.hasNextPage; last = await page(size, last.pageInfo.endCursor)) count += last.nodes.length;
    expect(count + last.nodes.length).toBe(10_000);
    expect(last.nodes.at(-1)?.id).toBe('food_9999');
  });

  it('is refused after that', async () => {
    let last = await page(100, null);
    while (last.pageInfo.hasNextPage) last = await page(100, last.pageInfo.endCursor);
    await expect(page(1, last.pageInfo.endCursor)).rejects.toThrow('Only the first 10000 hits');
  });
});

import { queryWords } from '../../src/domain/queryWords';
import { type SearchDocument, type SearchKind, searchKinds } from '../../src/domain/searchDocument';
import { matchEnd, matchStart, type SearchEngine, type SearchRequest } from '../../src/engines/searchEngine';
import { documents, noon, relevanceCases } from './engineCases';

/** An engine, and a way to give it documents. */
export interface EngineUnderTest {
  readonly engine: SearchEngine;
  /** Resolves when they can be found. */
  index(documents: readonly SearchDocument[]): Promise<void>;
  remove(kind: SearchKind, id: string): Promise<void>;
}

/** What every engine promises. */
export function describeEngine(name: string, prepare: () => Promise<EngineUnderTest>): void {
  describe(`searching with ${name}`, () => {
    let under: EngineUnderTest;
    beforeAll(async () => {
      under = await prepare();
      await under.index(documents);
    });

    const search = (query: string, change: Partial<SearchRequest> = {}) =>
      under.engine.search({
        words: queryWords(query, ['query']),
        kinds: searchKinds,
        viewerId: null,
        now: noon,
        offset: 0,
        size: 20,
        ...change,
      });
    const idsOf = async (query: string, change: Partial<SearchRequest> = {}) =>
      (await search(query, change)).hits.map(({ id }) => id);

    it.each(relevanceCases)('finds by $why: $query', async ({ query, finds, as = null }) => {
      const found = await idsOf(query, { viewerId: as });
      const groups = finds.map((group) => (typeof group === 'string' ? [group] : group));
      const inGroups = groups.map((group, index) => {
        const before = groups.slice(0, index).flat().length;
        return found.slice(before, before + group.length).toSorted();
      });
      expect(inGroups).toEqual(groups.map((group) => group.toSorted()));
      expect(found).toHaveLength(groups.flat().length);
    });

    it('shows where the words were found', async () => {
      const { hits } = await search('bridges courier');
      const shown = hits[0]?.highlights.map(({ field, fragment }) => [
        field,
        fragment.replaceAll(matchStart, '[').replaceAll(matchEnd, ']'),
      ]);
      expect(shown).toEqual([
        ['title', 'Nine [Bridges]'],
        ['body', 'A [courier] has one night to cross a city that is closing behind her.'],
      ]);
    });

    it('finds the wanted kinds alone', async () => {
      expect(await idsOf('harbour', { kinds: ['MOVIE', 'FOOD'] })).toEqual(['interstellar', 'marzipan', 'soup']);
    });

    it('counts all hits by kind and by what they have in common, whatever the page', async () => {
      const { totalCount, facets, hits } = await search('nine', { size: 1 });
      expect(hits).toHaveLength(1);
      expect(totalCount).toBe(3);
      expect(facets).toEqual([
        {
          field: 'kind',
          buckets: [
            { value: 'MOVIE', count: 2 },
            { value: 'SHOWING', count: 1 },
          ],
        },
        { field: 'city', buckets: [{ value: 'Dublin', count: 1 }] },
        {
          field: 'genre',
          buckets: [
            { value: 'Thriller', count: 2 },
            { value: 'Action', count: 1 },
            { value: 'Drama', count: 1 },
          ],
        },
      ]);
    });

    it('counts books by author and category', async () => {
      expect((await search('marlowe')).facets).toEqual([
        { field: 'kind', buckets: [{ value: 'BOOK', count: 2 }] },
        {
          field: 'author',
          buckets: [
            { value: 'Ines Marlowe', count: 2 },
            { value: 'Jörg Käßner', count: 1 },
          ],
        },
        { field: 'category', buckets: [{ value: 'Novels', count: 2 }] },
      ]);
    });

    it('counts the most frequent values of each facet, however many another one has', async () => {
      const written = documents.filter(({ id }) => id === 'almanac' || id === 'tide');
      const anthology = written.map((book, nth) => ({
        ...book,
        id: `anthology-${nth}`,
        title: `Anthology ${nth}`,
        facets: { author: Array.from({ length: 150 }, (_, author) => `A${nth} ${author}`), category: ['Poems'] },
      }));
      await under.index(anthology);
      const { facets } = await search('anthology');
      expect(facets.map(({ field, buckets }) => [field, buckets.length])).toEqual([
        ['kind', 1],
        ['author', 20],
        ['category', 1],
      ]);
      for (const { kind, id } of anthology) await under.remove(kind, id);
    });

    it('gives pages that together are the whole, in one order', async () => {
      const whole = await idsOf('harbour');
      const pages = await Promise.all([0, 2, 4, 6].map((offset) => idsOf('harbour', { offset, size: 2 })));
      expect(pages.flat()).toEqual(whole);
    });

    it('finds nothing for no words', async () => {
      expect(await search('***')).toEqual({ hits: [], totalCount: 0, facets: [] });
    });

    it('does not find what is over', async () => {
      expect(await idsOf('kino', { now: noon })).toEqual(['kino']);
      expect(await idsOf('kino', { now: new Date('2030-07-01T12:00:00.000Z') })).toEqual(['kino', 'yesterday']);
    });

    const suggest = (prefix: string, change: object = {}) =>
      under.engine.suggest({
        words: queryWords(prefix, ['prefix']),
        kinds: searchKinds,
        viewerId: null,
        now: noon,
        limit: 8,
        ...change,
      });

    it('suggests titles that begin so before those with a word that does', async () => {
      expect(await suggest('har')).toEqual([
        'Harbour Picture House',
        'Interstellar Harbour',
        'Nine Bridges at Harbour Picture House',
      ]);
      expect(await suggest('har', { limit: 1 })).toEqual(['Harbour Picture House']);
      expect(await suggest('har', { kinds: ['MOVIE'] })).toEqual(['Interstellar Harbour']);
    });

    it('suggests by several words, the last one begun, and nothing that is private', async () => {
      expect(await suggest('nine bri')).toEqual(['Nine Bridges', 'Nine Bridges at Harbour Picture House']);
      expect(await suggest('booking')).toEqual([]);
      expect(await suggest('booking', { viewerId: 'usr_ann' })).toEqual(['Booking B-7K3M-92QX']);
    });

    it('knows a document as it was last given, and none that is gone', async () => {
      const [renamed] = documents.filter(({ id }) => id === 'soup').map((soup) => ({ ...soup, title: 'Pumpkin soup' }));
      if (renamed !== undefined) await under.index([renamed]);
      expect(await idsOf('pumpkin')).toEqual(['soup']);
      expect(await idsOf('leek')).toEqual([]);
      await under.remove('FOOD', 'soup');
      expect(await idsOf('pumpkin')).toEqual([]);
    });
  });
}

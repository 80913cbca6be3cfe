import type { Client, estypes } from '@elastic/elasticsearch';
import { highlightsOf } from '../domain/highlights';
import { mostMistakes } from '../domain/misspelling';
import { facetFields, type SearchDocument } from '../domain/searchDocument';
import { searchAlias } from '../elasticsearch/indexDefinition';
import { facetsOf, mostBuckets } from './facets';
import type { SearchEngine, SearchRequest, SearchResult, SuggestRequest } from './searchEngine';

type Query = estypes.QueryDslQueryContainer;

/** What a word is worth by where it stands: whole, or as a beginning. A title outweighs everything else together. */
const worth = {
  title: { whole: 20, beginning: 16, similar: 10 },
  names: { whole: 4, beginning: 3, similar: 2 },
  body: { whole: 1, beginning: 0.8, similar: 0 },
} as const;
type Part = keyof typeof worth;
const parts: readonly Part[] = ['title', 'names', 'body'];

/** Best first; what is equal comes in one order, so that pages neither repeat nor leave out. */
const bestFirst: estypes.Sort = [{ _score: { order: 'desc' } }, { titleLength: 'asc' }, { kind: 'asc' }, { id: 'asc' }];

/** An index in Elasticsearch, asked by queries that are made here: no text of a caller is a query by itself. */
export function createElasticsearchEngine(client: Client): SearchEngine {
  return {
    name: 'ELASTICSEARCH',
    async search(request) {
      if (request.words.length === 0) return { hits: [], totalCount: 0, facets: [] };
      const strict = await find(client, request, request.words.map(standing));
      return strict.totalCount > 0 ? strict : find(client, request, request.words.map(similarOrStanding));
    },
    suggest: (request) => suggest(client, request),
  };
}

function visible({ kinds, viewerId, now }: Pick<SearchRequest, 'kinds' | 'viewerId' | 'now'>): Query[] {
  const isPublic: Query = { bool: { must_not: { exists: { field: 'ownerId' } } } };
  const isOwn: Query[] = viewerId === null ? [] : [{ term: { ownerId: viewerId } }];
  return [
    { terms: { kind: [...kinds] } },
    { bool: { should: [isPublic, ...isOwn], minimum_should_match: 1 } },
    {
      bool: {
        should: [
          { bool: { must_not: { exists: { field: 'visibleUntil' } } } },
          { range: { visibleUntil: { gt: now.toISOString() } } },
        ],
        minimum_should_match: 1,
      },
    },
  ];
}

const worthOf = (filter: Query, boost: number): Query => ({ constant_score: { filter, boost } });

const placesOf = (word: string): Query[] =>
  parts.flatMap((part) => [
    worthOf({ term: { [part]: word } }, worth[part].whole),
    worthOf({ term: { [`${part}.beginnings`]: word } }, worth[part].beginning),
  ]);

/** The word stands somewhere; the best place counts. */
const standing = (word: string): Query => ({ dis_max: { queries: placesOf(word) } });

/** The same, or a name is like it. `fuzzy` counts an exchange of neighbours as one mistake, as `isMisspelt` does. */
function similarOrStanding(word: string): Query {
  const fuzziness = mostMistakes(word);
  if (fuzziness === 0) return standing(word);
  const similar = (['title', 'names'] as const).map((part) =>
    worthOf({ fuzzy: { [part]: { value: word, fuzziness } } }, worth[part].similar),
  );
  return { dis_max: { queries: [...placesOf(word), ...similar] } };
}

type Source = Pick<SearchDocument, 'kind' | 'id' | 'keywords'> & {
  readonly shownTitle: string;
  readonly shownBody: string;
};

/** What hits are counted by. A field of its own each, so that many authors leave room for the cities. */
const counts = {
  kind: { terms: { field: 'kind', size: mostBuckets } },
  ...Object.fromEntries(
    facetFields.map((field) => [field, { terms: { field: `facets.${field}`, size: mostBuckets } }]),
  ),
};

async function find(client: Client, request: SearchRequest, words: readonly Query[]): Promise<SearchResult> {
  const answer = await client.search<Source, Record<string, estypes.AggregationsStringTermsAggregate>>({
    index: searchAlias,
    query: { bool: { must: [...words], filter: visible(request) } },
    sort: bestFirst,
    track_scores: true,
    track_total_hits: true,
    from: request.offset,
    size: request.size,
    _source: ['kind', 'id', 'shownTitle', 'keywords', 'shownBody'],
    aggs: counts,
  });
  const { total } = answer.hits;
  return {
    hits: answer.hits.hits.flatMap(({ _source: source, _score: score }) => {
      if (source === undefined) return [];
      const { kind, id, shownTitle: title, keywords, shownBody: body } = source;
      return [
        { kind, id, title, score: score ?? 0, highlights: highlightsOf({ title, keywords, body }, request.words) },
      ];
    }),
    totalCount: typeof total === 'number' ? total : (total?.value ?? 0),
    facets: facetsOf(
      Object.entries(answer.aggregations ?? {}).flatMap(([field, aggregate]) =>
        bucketsOf(aggregate).map(({ key, doc_count: count }) => ({ field, value: String(key), count })),
      ),
    ),
  };
}

function bucketsOf({ buckets }: estypes.AggregationsStringTermsAggregate) {
  return Array.isArray(buckets) ? buckets : [];
}

async function suggest(client: Client, request: SuggestRequest): Promise<string[]> {
  const { words, limit } = request;
  const last = words.at(-1);
  if (last === undefined) return [];
  const answer = await client.search<Source>({
    index: searchAlias,
    query: {
      bool: {
        filter: [
          ...visible(request),
          ...words.slice(0, -1).map((word): Query => ({ term: { title: word } })),
          { term: { 'title.beginnings': last } },
        ],
        should: [worthOf({ prefix: { titleText: words.join(' ') } }, 1)],
      },
    },
    collapse: { field: 'shownTitle' },
    sort: [{ _score: { order: 'desc' } }, { titleLength: 'asc' }, { shownTitle: 'asc' }],
    track_scores: true,
    size: limit,
    _source: ['shownTitle'],
  });
  return answer.hits.hits.flatMap(({ _source: source }) => source?.shownTitle ?? []);
}

import { Client } from '@elastic/elasticsearch';
import Mock from '@elastic/elasticsearch-mock';
import { searchAlias } from '../elasticsearch/indexDefinition';
import { createElasticsearchEngine } from './elasticsearchEngine';
import type { SearchRequest } from './searchEngine';

/** What the engine sends, and how it reads what comes back. That both mean the same to a server, the suite of cases shows. */
let mock: Mock;
let sent: Record<string, unknown>[];
beforeEach(() => {
  mock = new Mock();
  sent = [];
});

const engine = () =>
  createElasticsearchEngine(new Client({ node: 'http://index.test', Connection: mock.getConnection(), maxRetries: 0 }));

const request: SearchRequest = {
  words: ['nine', 'bridges'],
  kinds: ['MOVIE', 'BOOKING'],
  viewerId: 'usr_ann',
  now: new Date('2030-07-03T12:00:00.000Z'),
  offset: 20,
  size: 10,
};

const hit = {
  _score: 21,
  _source: { kind: 'MOVIE', id: 'mov_1', shownTitle: 'Nine Bridges', keywords: 'Action', shownBody: '' },
};

function answering(...answers: readonly object[]): void {
  mock.add({ method: 'POST', path: `/${searchAlias}/_search` }, (params) => {
    sent.push(params.body as Record<string, unknown>);
    return { ...answers[Math.min(sent.length, answers.length) - 1] };
  });
}

const found = (total: number, hits: readonly object[]) => ({
  hits: { total: { value: total, relation: 'eq' }, hits },
  aggregations: {
    kind: { buckets: [{ key: 'MOVIE', doc_count: total }] },
    genre: { buckets: [{ key: 'Action', doc_count: total }] },
    city: { buckets: [] },
  },
});

/** The names of all objects' members, however deep. */
function names(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Array.isArray(value) ? [] : Object.keys(value);
  return [...own, ...Object.values(value).flatMap(names)];
}

describe('a search by Elasticsearch', () => {
  it('asks for a page, for what the viewer may see alone', async () => {
    answering(found(1, [hit]));
    const { hits, totalCount } = await engine().search(request);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ from: 20, size: 10 });
    const [{ query }] = sent as [{ query: { bool: { filter: unknown } } }];
    const filter = JSON.stringify(query.bool.filter);
    expect(filter).toContain('{"terms":{"kind":["MOVIE","BOOKING"]}}');
    expect(filter).toContain('{"term":{"ownerId":"usr_ann"}}');
    expect(filter).toContain('2030-07-03T12:00:00.000Z');
    expect(totalCount).toBe(1);
    expect(hits).toMatchObject([{ kind: 'MOVIE', id: 'mov_1', title: 'Nine Bridges', score: 21 }]);
  });

  it('names no owner for one who is not signed in', async () => {
    answering(found(1, [hit]));
    await engine().search({ ...request, viewerId: null });
    expect(JSON.stringify(sent)).not.toContain('"term":{"ownerId"');
  });

  it('counts kinds and facets', async () => {
    answering(found(3, [hit]));
    expect((await engine().search(request)).facets).toEqual([
      { field: 'kind', buckets: [{ value: 'MOVIE', count: 3 }] },
      { field: 'genre', buckets: [{ value: 'Action', count: 3 }] },
    ]);
  });

  it('asks for similar words only when nothing has all of them', async () => {
    answering(found(0, []), found(1, [hit]));
    expect((await engine().search(request)).totalCount).toBe(1);
    expect(sent.map((body) => names(body).includes('fuzzy'))).toEqual([false, true]);
  });

  it('takes a number for what it is', async () => {
    answering(found(0, []));
    await engine().search({ ...request, words: ['9780306406157'] });
    expect(sent.flatMap(names)).not.toContain('fuzzy');
  });

  it.each(['*', 'title:*', '_exists_:ownerId', '"}}],"script":{"source":"1"', 'a OR b', '/.*/'])(
    'takes %s for a word and never for a query',
    async (text) => {
      answering(found(0, []));
      await engine().search({ ...request, words: [text] });
      await engine().suggest({ ...request, words: [text], limit: 5 });
      const forbidden = ['query_string', 'simple_query_string', 'script', 'wildcard', 'regexp'];
      expect(sent.flatMap(names).filter((name) => forbidden.includes(name))).toEqual([]);
      expect(JSON.stringify(sent)).toContain(JSON.stringify(text));
    },
  );

  it('asks nothing for no word', async () => {
    expect(await engine().search({ ...request, words: [] })).toEqual({ hits: [], totalCount: 0, facets: [] });
    expect(sent).toEqual([]);
  });

  it('fails when the index does, so that another engine can answer', async () => {
    await expect(engine().search(request)).rejects.toThrow('Mock not found');
  });
});

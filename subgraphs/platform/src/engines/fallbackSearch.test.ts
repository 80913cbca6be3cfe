import { createLogger } from '@marquee/shared/logging';
import { createFallbackSearch } from './fallbackSearch';
import type { SearchEngine, SearchRequest } from './searchEngine';

const nothing = { hits: [], totalCount: 0, facets: [] };
const request = { words: ['x'] } as unknown as SearchRequest;

function anEngine(name: SearchEngine['name']) {
  const state = { isDown: false, asked: 0 };
  const answer = async <T>(value: T) => {
    state.asked += 1;
    if (state.isDown) throw new Error('connect ECONNREFUSED');
    return value;
  };
  return {
    state,
    engine: { name, search: () => answer(nothing), suggest: () => answer(['Title']) } satisfies SearchEngine,
  };
}

function aSearch() {
  const [preferred, fallback] = [anEngine('ELASTICSEARCH'), anEngine('POSTGRES')];
  const clock = { time: 0, now: () => new Date(clock.time) };
  const logger = createLogger({ service: 'platform', level: 'silent' });
  const search = createFallbackSearch({ preferred: preferred.engine, fallback: fallback.engine, clock, logger });
  return { preferred: preferred.state, fallback: fallback.state, clock, search };
}

describe('a search with a fallback', () => {
  it('is answered by the preferred engine while that works', async () => {
    const { search, fallback } = aSearch();
    expect(await search.search(request)).toEqual({ answer: nothing, engine: 'ELASTICSEARCH' });
    expect(fallback.asked).toBe(0);
  });

  it('is answered by the other one when it fails, at once and without an error', async () => {
    const { search, preferred } = aSearch();
    preferred.isDown = true;
    expect(await search.search(request)).toEqual({ answer: nothing, engine: 'POSTGRES' });
  });

  it('leaves an engine that failed alone for a while, then tries it again', async () => {
    const { search, preferred, clock } = aSearch();
    preferred.isDown = true;
    await search.search(request);
    clock.time = 4_999;
    await search.search(request);
    expect(preferred.asked).toBe(1);
    preferred.isDown = false;
    clock.time = 5_000;
    expect((await search.search(request)).engine).toBe('ELASTICSEARCH');
  });

  it('fails when both do', async () => {
    const { search, preferred, fallback } = aSearch();
    preferred.isDown = true;
    fallback.isDown = true;
    await expect(search.search(request)).rejects.toThrow('ECONNREFUSED');
  });

  it('needs no preferred engine', async () => {
    const fallback = anEngine('POSTGRES').engine;
    const logger = createLogger({ service: 'platform', level: 'silent' });
    const search = createFallbackSearch({ preferred: null, fallback, clock: { now: () => new Date(0) }, logger });
    expect(await search.suggest({ ...request, limit: 1 })).toEqual({ answer: ['Title'], engine: 'POSTGRES' });
  });
});

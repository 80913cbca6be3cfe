import type { Logger } from '@marquee/shared/logging';
import type { Clock } from '@marquee/shared/time';
import type { EngineName, SearchEngine, SearchRequest, SearchResult, SuggestRequest } from './searchEngine';

/** An answer, and which engine gave it. */
export interface Answered<T> {
  readonly answer: T;
  readonly engine: EngineName;
}

export interface Search {
  search(request: SearchRequest): Promise<Answered<SearchResult>>;
  suggest(request: SuggestRequest): Promise<Answered<string[]>>;
}

export interface FallbackOptions {
  /** Null: there is none, the fallback answers everything. */
  readonly preferred: SearchEngine | null;
  readonly fallback: SearchEngine;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** How long an engine that failed is left alone: each try of it costs its caller the time-out. */
const restMs = 5_000;

/** Searches with the preferred engine, and with the other one while that fails. */
export function createFallbackSearch({ preferred, fallback, clock, logger }: FallbackOptions): Search {
  let restsUntil = 0;

  async function ask<T>(question: (engine: SearchEngine) => Promise<T>): Promise<Answered<T>> {
    if (preferred !== null && clock.now().getTime() >= restsUntil) {
      try {
        return { answer: await question(preferred), engine: preferred.name };
      } catch (error) {
        restsUntil = clock.now().getTime() + restMs;
        logger.warn({ err: error, engine: preferred.name }, 'a search engine failed; the fallback answers');
      }
    }
    return { answer: await question(fallback), engine: fallback.name };
  }

  return {
    search: (request) => ask((engine) => engine.search(request)),
    suggest: (request) => ask((engine) => engine.suggest(request)),
  };
}

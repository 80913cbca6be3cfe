import type { Logger } from '@marquee/shared/logging';
import type { ReadVersion, SupergraphVersion } from './readVersion';

export interface WatchOptions {
  readonly readVersion: ReadVersion;
  /** What is served when the watch begins. */
  readonly served: SupergraphVersion;
  /** Serves a version from then on. When it rejects, what was served goes on. */
  readonly serve: (version: SupergraphVersion) => Promise<void>;
  /** Time between two looks; 0 for none. */
  readonly pollMs: number;
  readonly logger: Logger;
}

export interface SupergraphWatch {
  /** Whether the newest version is not the one that is served, because that was not possible. */
  readonly isBehind: boolean;
  /** Resolves when nothing is read or loaded any more. */
  stop(): Promise<void>;
}

/** Whoever writes a file may be in the middle of it. */
const settlingMs = 50;

/**
 * Looks at the contents of the files again and again: tools replace files, or touch them without a change. A version
 * that cannot be served is logged once, and tried again only when something has changed.
 */
export function watchSupergraph({ readVersion, served, serve, pollMs, logger }: WatchOptions): SupergraphWatch {
  let servedKey = served.key;
  /** The last one that was tried, with whatever outcome. */
  let triedKey = served.key;
  let settlingKey: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();
  let isStopped = false;

  async function tryVersion(version: SupergraphVersion): Promise<void> {
    triedKey = version.key;
    if (version.key === servedKey) {
      logger.info('the supergraph is again the one that is served');
      return;
    }
    const startedAt = performance.now();
    try {
      await serve(version);
      servedKey = version.key;
      logger.info({ durationMs: Math.round(performance.now() - startedAt) }, 'the supergraph was reloaded');
    } catch (error) {
      if (!isStopped) logger.error({ err: error }, 'the new supergraph cannot be served; the one before goes on');
    }
  }

  /** @returns when to look again, in ms. */
  async function look(): Promise<number> {
    const version = await readVersion();
    if (isStopped) return pollMs;
    if (version.key === triedKey) settlingKey = undefined;
    else if (version.key === settlingKey) await tryVersion(version);
    else {
      settlingKey = version.key;
      return Math.min(settlingMs, pollMs);
    }
    return pollMs;
  }

  function lookIn(delayMs: number): void {
    if (isStopped) return;
    timer = setTimeout(() => {
      looking = look().then(lookIn);
    }, delayMs);
    timer.unref();
  }

  if (pollMs > 0) lookIn(pollMs);
  return {
    get isBehind() {
      return triedKey !== servedKey;
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await looking;
    },
  };
}

import { openDatabase } from '../../database';
import type { Logger } from '../../logging';
import type { Backoff } from '../backoff';
import type { EventBus } from '../bus';
import { startListenSession } from '../listenSession';
import { startLoop } from '../loop';
import { type Consumer, startConsumer } from './consumer';
import { badCursor, decodeCursor } from './cursor';
import { openEventLog } from './eventLog';
import { startFeed } from './feed';
import { busMigrations } from './migrations';

export interface PostgresBusOptions {
  url: string;
  logger: Logger;
  /** Where to LISTEN and hold session locks when `url` goes through a pooler in transaction mode. */
  listenUrl?: string;
  poolMax?: number;
  /** How often to look without having been notified. */
  pollMs?: number;
  /**
   * How long events can be replayed. One that a group has not worked through is kept longer, so the row of a group that
   * was given up has to be deleted from `bus_group`.
   */
  retentionMs?: number;
  /** How long consumers remember what they have applied; must exceed any redelivery. */
  inboxRetentionMs?: number;
  maxAttempts?: number;
  backoff?: Backoff;
  bufferSize?: number;
}

const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;

const defaults = {
  poolMax: 5,
  pollMs: 1_000,
  retentionMs: 7 * dayMs,
  inboxRetentionMs: 30 * dayMs,
  /** With this back-off a failing event is given about 25 seconds. */
  maxAttempts: 9,
  backoff: { firstMs: 100, longestMs: 10_000 },
  bufferSize: 1_000,
};

/** The bus in a PostgreSQL database of its own, which it migrates. Needs one connection more than its pool. */
export async function createPostgresBus(options: PostgresBusOptions): Promise<EventBus> {
  const {
    url,
    logger,
    listenUrl = url,
    poolMax,
    pollMs,
    retentionMs,
    bufferSize,
    ...consuming
  } = {
    ...defaults,
    ...options,
  };
  const db = await openDatabase({
    url,
    applicationName: 'bus',
    entities: [],
    migrations: busMigrations,
    poolMax,
    logger,
  });
  const log = await openEventLog(db);
  const consumers = new Map<string, Consumer>();

  const feed = startFeed({ log, logger, pollMs, bufferSize });
  const session = startListenSession({
    url: listenUrl,
    channel: 'bus',
    applicationName: 'bus-listen',
    logger,
    onWake: (said) => {
      feed.ring();
      const types = said === '' ? null : said.split(',');
      // Whoever handles none of them passes over them when it next looks by itself.
      for (const consumer of consumers.values()) if (types === null || consumer.handles(types)) consumer.ring();
    },
  });
  const trim = startLoop({
    turn: () => log.trim(retentionMs),
    idleMs: 10 * minuteMs,
    backoff: { firstMs: minuteMs, longestMs: 10 * minuteMs },
    onFailure: (error) => logger.warn({ err: error }, 'old events could not be removed'),
  });

  return {
    async publish(events) {
      if (events.length > 0) await log.append(events);
    },

    async consume({ group, db: consumerDb, ...more }) {
      if (consumers.has(group)) throw new Error(`The group ${group} is being consumed by this process already`);
      const consumer = startConsumer({ ...consuming, ...more, group, db: consumerDb, log, session, logger, pollMs });
      consumers.set(group, consumer);
      return {
        async stop() {
          await consumer.stop();
          if (consumers.get(group) === consumer) consumers.delete(group);
        },
      };
    },

    async tail({ types, after, signal }) {
      const position = after === null || after === undefined ? null : decodeCursor(log.identity, after);
      if (position !== null) {
        const { head, trimmed } = await log.bounds();
        if (position < trimmed) throw badCursor('is too old: events after it have been removed');
        if (position > head) throw badCursor('is ahead of the event stream');
      }
      return feed.subscribe({ types, after: position, signal });
    },

    async lag(groups) {
      const { head } = await log.bounds();
      const positions = await Promise.all(groups.map((group) => log.groupPosition(group)));
      return Math.max(0, head - Math.min(head, ...positions));
    },

    async ping() {
      await db.query('select 1');
    },

    async close() {
      await Promise.all([...consumers.values()].map((consumer) => consumer.stop()));
      await Promise.all([feed.stop(), trim.stop(), session.stop()]);
      await db.destroy();
    },
  };
}

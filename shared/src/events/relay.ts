import type { DataSource } from 'typeorm';
import type { Logger } from '../logging';
import type { EventBus, Stoppable } from './bus';
import type { EventEnvelope } from './envelope';
import { startListenSession } from './listenSession';
import { startLoop } from './loop';
import { outboxChannel } from './outbox';
import { purgeOutbox } from './purge';

export interface RelayOptions {
  db: DataSource;
  bus: EventBus;
  logger: Logger;
  /** Where to LISTEN when `db` goes through a pooler; without notifications the poll alone finds the events. */
  listenUrl?: string;
  batchSize?: number;
  /** How often to look without having been notified. */
  pollMs?: number;
  /** How long published events are kept in the outbox. */
  retentionMs?: number;
}

const hourMs = 3_600_000;

/**
 * Publishes the outbox of a database. Any number of replicas may run one: a lock lets one work at a time. At least
 * once and in order, over any crash. `stop` publishes what is already there, as long as the bus takes it.
 */
export async function startRelay(options: RelayOptions): Promise<Stoppable> {
  const { db, bus, logger, batchSize = 500, pollMs = 1_000, retentionMs = 24 * hourMs } = options;
  const relayed = () => relayBatch(db, bus, batchSize);

  const relay = startLoop({
    turn: relayed,
    idleMs: pollMs,
    backoff: { firstMs: 100, longestMs: 5_000 },
    onFailure: (error, retryInMs) => logger.warn({ err: error, retryInMs }, 'events could not be published yet'),
  });
  const purge = startLoop({
    turn: () => purgeOutbox(db, retentionMs),
    idleMs: hourMs,
    backoff: { firstMs: 60_000, longestMs: hourMs },
    onFailure: (error) => logger.warn({ err: error }, 'published events could not be purged'),
  });
  const session = startListenSession({
    url: options.listenUrl ?? urlOf(db),
    channel: outboxChannel,
    applicationName: 'relay',
    logger,
    onWake: () => relay.ring(),
  });

  return {
    async stop() {
      await Promise.all([relay.stop(), purge.stop(), session.stop()]);
      await drain(relayed, logger);
    },
  };
}

/** Publishes the oldest waiting events; true when there may be more. */
async function relayBatch(db: DataSource, bus: EventBus, batchSize: number): Promise<boolean> {
  return db.transaction(async (tx) => {
    // Held to the end of the transaction, so it is safe behind a pooler and never outlives a crash.
    const [lock] = await tx.query<{ isOurs: boolean }[]>(
      `select pg_try_advisory_xact_lock(hashtextextended('outbox.relay', 0)) as "isOurs"`,
    );
    if (!lock?.isOurs) return false;

    // Not `skip locked`: should anyone else hold a row, leaving it out would let a later event overtake it.
    const waiting = await tx.query<{ id: string; envelope: EventEnvelope }[]>(
      'select id, envelope from outbox where published_at is null order by id limit $1 for update',
      [batchSize],
    );
    if (waiting.length === 0) return false;

    // Marked only once the bus has them: a crash in between publishes them again, and the bus knows their ids. So the mark
    // need not wait for the disk either.
    await bus.publish(waiting.map(({ envelope }) => envelope));
    await tx.query(markPublishedSql, [waiting.map(({ id }) => id)]);
    return waiting.length === batchSize;
  });
}

const markPublishedSql = `
  with waiting_for_no_disk as materialized (select set_config('synchronous_commit', 'off', true))
  update outbox set published_at = clock_timestamp() from waiting_for_no_disk where id = any($1::bigint[])`;

async function drain(relayed: () => Promise<boolean>, logger: Logger): Promise<void> {
  try {
    let hasMore = true;
    while (hasMore) hasMore = await relayed();
  } catch (error) {
    logger.warn({ err: error }, 'events were left in the outbox for the next start');
  }
}

function urlOf(db: DataSource): string {
  const { options } = db;
  if (options.type !== 'postgres' || !options.url)
    throw new TypeError('The relay needs a PostgreSQL data source with a url');
  return options.url;
}

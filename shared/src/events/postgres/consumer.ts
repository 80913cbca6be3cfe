import type { Logger } from '../../logging';
import type { Backoff } from '../backoff';
import type { ConsumeOptions } from '../bus';
import { createDelivery } from '../delivery';
import { inLanes } from '../inLanes';
import type { ListenSession } from '../listenSession';
import { type Loop, startLoop } from '../loop';
import { purgeInbox } from '../purge';
import type { EventLog } from './eventLog';
import { seekLeadership } from './leadership';

export interface ConsumerOptions extends ConsumeOptions {
  log: EventLog;
  session: ListenSession;
  logger: Logger;
  pollMs: number;
  maxAttempts: number;
  backoff: Backoff;
  inboxRetentionMs: number;
}

/** A loop that is rung only by what it works on. */
export interface Consumer extends Loop {
  /** Whether it handles one of these types of events. */
  handles(types: readonly string[]): boolean;
}

const pageSize = 200;
const hourMs = 3_600_000;

/**
 * Works through the log for a group: the events of an aggregate one after the other, and those of `lanes` aggregates at
 * a time. Should two processes ever do so at once (one was suspended and does not know that it was replaced), order still
 * holds: both take every event of an aggregate in turn, and a claim waits for the other's transaction, so neither gets
 * past an event before it is applied. The position is saved after the fact.
 */
export function startConsumer(options: ConsumerOptions): Consumer {
  const { log, group, handlers, db, session, pollMs, lanes = 1 } = options;
  const logger = options.logger.child({ group });
  const types = [...new Set(handlers.map(({ contract }) => contract.type))];
  const leadership = seekLeadership(session, group, pollMs);
  const deliver = createDelivery(options);
  let position: number | null = null;
  let isStopping = false;

  const work = async (from: number): Promise<boolean> => {
    const page = await log.page({ after: from, types, limit: pageSize });
    const pieces = page.events.map(({ tailed: { event } }) => ({ lane: event.aggregateId, event }));
    const { done, failure } = await inLanes(
      pieces,
      lanes,
      ({ event }) => deliver(event),
      () => isStopping,
    );
    const isWhole = done === page.events.length;
    const reached = isWhole ? page.covered : (page.events[done - 1]?.position ?? from);
    position = reached;
    if (reached > from) await log.moveGroup(group, reached);
    if (failure !== undefined) throw failure;
    return isWhole && page.isFull;
  };

  /** What is handled by others would be found by nobody else while all are stopped, and look like work that was left. */
  const passOver = async (): Promise<void> => {
    if (position === null || !(await leadership.isHeld())) return;
    const { events, covered } = await log.page({ after: position, types, limit: 1 });
    if (events.length === 0 && covered > position) await log.moveGroup(group, covered);
  };

  const loop = startLoop({
    idleMs: pollMs,
    backoff: options.backoff,
    onFailure: (error, retryInMs) => logger.warn({ err: error, retryInMs }, 'an event will be tried again'),
    turn: async () => {
      if (!(await leadership.isHeld())) {
        // Another replica works; by the time this one leads again, the position has moved.
        position = null;
        return false;
      }
      return work(position ?? (await log.groupPosition(group)));
    },
  });
  const purge = startLoop({
    turn: () => purgeInbox(db, options.inboxRetentionMs),
    idleMs: hourMs,
    backoff: { firstMs: 60_000, longestMs: hourMs },
    onFailure: (error) => logger.warn({ err: error }, 'old claims could not be purged'),
  });

  return {
    ring: () => loop.ring(),
    handles: (told) => told.some((type) => types.includes(type)),
    async stop() {
      isStopping = true;
      await Promise.all([loop.stop(), purge.stop()]);
      await passOver().catch((error: unknown) => logger.debug({ err: error }, 'the rest is passed over later'));
      await leadership.release().catch((error: unknown) => logger.debug({ err: error }, 'the lock ended by itself'));
    },
  };
}

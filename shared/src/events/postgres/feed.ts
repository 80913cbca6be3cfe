import type { Logger } from '../../logging';
import type { Stoppable } from '../bus';
import { startLoop } from '../loop';
import type { EventLog } from './eventLog';
import { Subscriber } from './subscriber';

export interface FeedOptions {
  log: EventLog;
  logger: Logger;
  pollMs: number;
  /** How many undelivered events are kept for one subscriber before it has to read them from the log again. */
  bufferSize: number;
}

export interface FeedSubscription {
  types: readonly string[];
  /** Replay what came after this position; null: from now on. */
  after: number | null;
  signal: AbortSignal | undefined;
}

/** Reads the bus once for all subscribers of the process and hands each event to those who follow its type. */
export interface Feed extends Stoppable {
  subscribe(subscription: FeedSubscription): Promise<Subscriber>;
  ring(): void;
}

/** Well below a subscriber's buffer: between two pages it gets the chance to empty it. */
const pageSize = 200;

/** Reads nothing until somebody subscribes. */
export function startFeed({ log, logger, pollMs, bufferSize }: FeedOptions): Feed {
  const subscribers = new Set<Subscriber>();
  /** All attached subscribers have been offered everything up to here. */
  let position = 0;
  /** Set while anybody is subscribed; nobody pays for reading what nobody wants. */
  let awake: Promise<void> | null = null;

  const wakeUp = (): Promise<void> => {
    const catchUp = async (): Promise<void> => {
      const { head } = await log.bounds();
      // Superseded if all subscribers left meanwhile: it must not skip what the next one waits for.
      if (awake === waking) position = Math.max(position, head);
    };
    const waking = catchUp();
    return waking;
  };

  const leave = (subscriber: Subscriber): void => {
    subscribers.delete(subscriber);
    if (subscribers.size === 0) awake = null;
  };

  const loop = startLoop({
    idleMs: pollMs,
    backoff: { firstMs: 100, longestMs: 2_000 },
    onFailure: (error, retryInMs) => logger.warn({ err: error, retryInMs }, 'the event feed cannot be read'),
    turn: async () => {
      if (!awake) return false;
      await awake;
      const page = await log.page({ after: position, types: null, limit: pageSize });
      position = Math.max(position, page.covered);
      for (const subscriber of subscribers) subscriber.offer(page.events);
      return page.isFull;
    },
  });

  return {
    async subscribe({ types, after, signal }) {
      const subscriber = new Subscriber({ log, types, bufferSize, leave, feedPosition: () => position });
      subscribers.add(subscriber);
      try {
        awake ??= wakeUp();
        await awake;
      } catch (error) {
        leave(subscriber);
        throw error;
      }
      subscriber.start(after ?? position, signal);
      return subscriber;
    },
    ring: () => loop.ring(),
    async stop() {
      for (const subscriber of subscribers) subscriber.close();
      await loop.stop();
    },
  };
}

import type { DataSource } from 'typeorm';
import type { EventEnvelope } from './envelope';
import type { EventHandler } from './handler';

/** Something that runs in the background until it is told to stop. */
export interface Stoppable {
  /** Resolves once the work in hand is finished. */
  stop(): Promise<void>;
}

/** An event as a subscriber gets it. */
export interface TailedEvent<Event extends EventEnvelope = EventEnvelope> {
  /** Opaque; given back as `after`, it replays everything that came later. */
  readonly cursor: string;
  readonly event: Event;
}

export interface ConsumeOptions {
  /** Replicas with the same group share one position: each event is worked on by one of them. */
  group: string;
  handlers: readonly EventHandler[];
  /** The consumer's own database, which holds its inbox and its dead letters. */
  db: DataSource;
  /**
   * Of how many aggregates events are worked on at a time; those of one always one after the other. 1, and all in the
   * order of the bus, when left out: more is for handlers to whom the order between aggregates means nothing.
   */
  lanes?: number | undefined;
}

export interface TailOptions {
  types: readonly string[];
  /** The cursor of the last event seen; null or absent: only what comes from now on. */
  after?: string | null | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * The port between producers and consumers, implemented by PostgreSQL (`createPostgresBus`).
 * Promises: a published event id is on the bus once; all readers see the same order; delivery is at least once.
 */
export interface EventBus {
  /** Resolves when all of the events are durable; rejects when none of them is known to be. */
  publish(events: readonly EventEnvelope[]): Promise<void>;
  consume(options: ConsumeOptions): Promise<Stoppable>;
  /** Resolves when the subscription is in place. @throws InvalidInput for a malformed, foreign or expired cursor */
  tail(options: TailOptions): Promise<AsyncIterableIterator<TailedEvent>>;
  /** How many events the slowest of these groups has still to work through or to pass over. */
  lag(groups: readonly string[]): Promise<number>;
  /** Rejects when the bus cannot be reached. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

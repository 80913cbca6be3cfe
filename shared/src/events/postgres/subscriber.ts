import { setTimeout as pause } from 'node:timers/promises';
import { backoffMs } from '../backoff';
import { Bell } from '../bell';
import type { TailedEvent } from '../bus';
import { badCursor } from './cursor';
import type { EventLog, LoggedEvent } from './eventLog';

export interface SubscriberOptions {
  log: EventLog;
  types: readonly string[];
  bufferSize: number;
  feedPosition: () => number;
  leave: (subscriber: Subscriber) => void;
}

const pageSize = 200;
const backoff = { firstMs: 100, longestMs: 2_000 };

/**
 * One subscriber's way through the log: it reads pages by itself until it has caught up with the feed, then it is
 * attached and fed. When its buffer overflows it is detached and reads again from where the buffer ended, so that a
 * slow subscriber costs bounded memory and loses nothing.
 *
 * An iterator by hand: an async generator that is parked in an `await` ignores `return()`.
 */
export class Subscriber implements AsyncIterableIterator<TailedEvent> {
  readonly #options: SubscriberOptions;
  readonly #types: ReadonlySet<string>;
  readonly #bell = new Bell();
  readonly #closing = new AbortController();
  #buffer: TailedEvent[] = [];
  /** Everything up to here is in the buffer or was handed out before. */
  #covered = 0;
  #isAttached = false;
  #isReading = false;
  #failure: Error | null = null;
  #signal: AbortSignal | undefined;

  constructor(options: SubscriberOptions) {
    this.#options = options;
    this.#types = new Set(options.types);
  }

  start(after: number, signal: AbortSignal | undefined): void {
    if (this.#closing.signal.aborted) return;
    this.#covered = after;
    this.#attachWhenCaughtUp();
    this.#signal = signal;
    signal?.addEventListener('abort', this.close, { once: true });
    if (signal?.aborted) this.close();
  }

  /** Takes what is new to it; called by the feed for each page it has read. */
  offer(events: readonly LoggedEvent[]): void {
    for (const { position, tailed } of events) {
      if (!this.#isAttached) break;
      if (position > this.#covered) this.#take(position, tailed);
    }
    if (this.#buffer.length > 0) this.#bell.ring();
  }

  #take(position: number, tailed: TailedEvent): void {
    const isWanted = this.#types.has(tailed.event.type);
    if (isWanted && this.#buffer.length >= this.#options.bufferSize) {
      this.#isAttached = false;
      return;
    }
    if (isWanted) this.#buffer.push(tailed);
    this.#covered = position;
  }

  async next(): Promise<IteratorResult<TailedEvent, undefined>> {
    for (;;) {
      if (this.#closing.signal.aborted) return { done: true, value: undefined };
      const value = this.#buffer.shift();
      if (value) return { done: false, value };
      if (this.#failure) {
        this.close();
        throw this.#failure;
      }
      if (!this.#isAttached && !this.#isReading) void this.#readOn();
      await this.#bell.wait();
    }
  }

  async return(): Promise<IteratorResult<TailedEvent, undefined>> {
    this.close();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Ends the iteration, for a `next` that is waiting too. */
  readonly close = (): void => {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    this.#signal?.removeEventListener('abort', this.close);
    this.#isAttached = false;
    this.#buffer = [];
    this.#options.leave(this);
    this.#bell.ring();
  };

  /** Reads pages until there is something to hand out or it has caught up; outlasts an outage of the bus. */
  async #readOn(): Promise<void> {
    this.#isReading = true;
    let failures = 0;
    while (this.#needsMore()) {
      try {
        await this.#readPage();
        failures = 0;
      } catch {
        failures += 1;
        // The feed logs the outage, once for the process.
        await pause(backoffMs(backoff, failures), undefined, { signal: this.#closing.signal }).catch(() => undefined);
      }
    }
    this.#isReading = false;
    this.#bell.ring();
  }

  #needsMore(): boolean {
    const isClosed = this.#closing.signal.aborted;
    return !isClosed && !this.#isAttached && this.#failure === null && this.#buffer.length === 0;
  }

  async #readPage(): Promise<void> {
    const { log, types } = this.#options;
    const page = await log.page({ after: this.#covered, types, limit: pageSize });
    if (this.#closing.signal.aborted) return;
    if (page.trimmed > this.#covered) {
      this.#failure = badCursor('is too old: events after it have been removed');
      return;
    }
    this.#buffer.push(...page.events.map(({ tailed }) => tailed));
    this.#covered = page.covered;
    this.#attachWhenCaughtUp();
  }

  /** In one go with reading the feed's position: what the feed hands out next is what comes after `covered`. */
  #attachWhenCaughtUp(): void {
    this.#isAttached = this.#covered >= this.#options.feedPosition();
  }
}

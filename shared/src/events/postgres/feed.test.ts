import { createLogger } from '../../logging';
import type { EventEnvelope } from '../envelope';
import type { EventLog, LoggedEvent, LogPage } from './eventLog';
import { startFeed } from './feed';

const logger = createLogger({ service: 'test', level: 'silent' });

/** A log in memory that counts how often it is read. */
function aLog() {
  const events: LoggedEvent[] = [];
  const reads = { pages: 0, bounds: 0 };
  const log: Pick<EventLog, 'page' | 'bounds'> = {
    async bounds() {
      reads.bounds += 1;
      return { head: events.length, trimmed: 0 };
    },
    async page({ after, types, limit }): Promise<LogPage> {
      reads.pages += 1;
      const found = events
        .filter(({ position, tailed }) => position > after && (types === null || types.includes(tailed.event.type)))
        .slice(0, limit);
      const isFull = found.length === limit;
      return { events: found, covered: isFull ? (found.at(-1)?.position ?? 0) : events.length, trimmed: 0, isFull };
    },
  };
  const append = (type: string): void => {
    const position = events.length + 1;
    const event: EventEnvelope = {
      id: `evt_${position}`,
      type,
      version: 1,
      aggregateId: 'a',
      occurredAt: '2030-01-01T12:00:00.000Z',
      data: {},
    };
    events.push({ position, tailed: { cursor: String(position), event } });
  };
  return { log: log as EventLog, reads, append };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the feed', () => {
  it('reads an event once for all subscribers of the process', async () => {
    const { log, reads, append } = aLog();
    const feed = startFeed({ log, logger, pollMs: 60_000, bufferSize: 10 });
    await settled();
    const subscribe = () => feed.subscribe({ types: ['a'], after: null, signal: undefined });
    const subscribers = await Promise.all(Array.from({ length: 100 }, subscribe));
    const delivered = subscribers.map((subscriber) => subscriber.next());
    await settled();

    append('a');
    feed.ring();
    for (const next of delivered) expect(await next).toMatchObject({ value: { cursor: '1' } });
    expect(reads).toEqual({ pages: 1, bounds: 1 });
    await feed.stop();
  });

  it('reads nothing while nobody is subscribed', async () => {
    const { log, reads, append } = aLog();
    const feed = startFeed({ log, logger, pollMs: 60_000, bufferSize: 10 });
    await settled();
    const subscriber = await feed.subscribe({ types: ['a'], after: null, signal: undefined });
    await subscriber.return();
    append('a');
    feed.ring();
    await settled();
    expect(reads).toEqual({ pages: 0, bounds: 1 });

    const next = (await feed.subscribe({ types: ['a'], after: null, signal: undefined })).next();
    append('b');
    append('a');
    feed.ring();
    expect(await next).toMatchObject({ value: { cursor: '3' } });
    await feed.stop();
  });

  it('keeps no more than the buffer for a subscriber that does not read, and hands out everything in the end', async () => {
    const { log, reads, append } = aLog();
    const feed = startFeed({ log, logger, pollMs: 60_000, bufferSize: 3 });
    const slow = await feed.subscribe({ types: ['a'], after: null, signal: undefined });
    for (let nth = 0; nth < 8; nth += 1) append(nth % 2 === 0 ? 'a' : 'b');
    feed.ring();
    await settled();
    const fedPages = reads.pages;

    const cursors: string[] = [];
    while (cursors.length < 4) {
      const { value } = await slow.next();
      if (value) cursors.push(value.cursor);
    }
    expect(cursors).toEqual(['1', '3', '5', '7']);
    expect(reads.pages).toBe(fedPages + 1);
    await feed.stop();
  });

  it('wakes a subscriber that waits when more arrives at once than its buffer holds', async () => {
    const { log, append } = aLog();
    const feed = startFeed({ log, logger, pollMs: 60_000, bufferSize: 3 });
    await settled();
    const waiting = await feed.subscribe({ types: ['a'], after: null, signal: undefined });
    const first = waiting.next();
    await settled();
    for (let nth = 0; nth < 8; nth += 1) append('a');
    feed.ring();

    expect(await first).toMatchObject({ value: { cursor: '1' } });
    for (let nth = 2; nth <= 8; nth += 1)
      expect(await waiting.next()).toMatchObject({ value: { cursor: String(nth) } });
    await feed.stop();
  });
});

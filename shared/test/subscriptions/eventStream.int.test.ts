import { setTimeout as pause } from 'node:timers/promises';
import type { EventBus, PostgresBusOptions } from '../../src/events';
import { type EventStream, type EventStreamOptions, eventStream } from '../../src/subscriptions';
import { cuttableProxy, eventually } from '../../src/testing';
import { aWhile } from '../support/aWhile';
import { aBus, aBusDatabase, parcelMoved, parcelMovedV1, parcelSteps, sql, upTo } from '../support/parcels';

let database: { url: string; drop(): Promise<void> };
let closing: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  database = await aBusDatabase();
});

afterEach(async () => {
  for (const close of closing.toReversed()) await close();
  closing = [];
  await database.drop();
});

async function process(options: Partial<PostgresBusOptions> = {}): Promise<EventBus> {
  const bus = await aBus(database.url, options);
  closing.push(() => bus.close());
  return bus;
}

type ParcelStream = EventStream<typeof parcelMovedV1>;

async function stream(
  bus: EventBus,
  options: Partial<EventStreamOptions<typeof parcelMovedV1>> = {},
): Promise<ParcelStream> {
  return eventStream({ bus, contracts: [parcelMovedV1], isFor: () => true, ...options });
}

/** The next so many steps, and the cursor of the last. */
async function take(from: ParcelStream, count: number): Promise<{ steps: number[]; cursor: string }> {
  const steps: number[] = [];
  let cursor = '';
  while (steps.length < count) {
    const { done, value } = await from.next();
    if (done) throw new Error(`the stream ended after ${steps.length}`);
    steps.push(value.event.data.step);
    cursor = value.cursor;
  }
  return { steps, cursor };
}

describe('a stream of events', () => {
  it('starts with what is published after it was made', async () => {
    const bus = await process();
    await bus.publish([parcelMoved('p', 1)]);
    const live = await stream(bus);
    await bus.publish([parcelMoved('p', 2)]);
    expect(await take(live, 1)).toMatchObject({ steps: [2] });
  });

  it('shows only what its subscriber may see, asked anew for each event', async () => {
    const bus = await process();
    let mayTwo = true;
    const live = await stream(bus, { isFor: async (event) => event.aggregateId === 'one' || mayTwo });
    await bus.publish([parcelMoved('one', 1), parcelMoved('two', 2)]);
    expect(await take(live, 2)).toMatchObject({ steps: [1, 2] });
    mayTwo = false;
    await bus.publish([parcelMoved('two', 3), parcelMoved('one', 4)]);
    expect(await take(live, 1)).toMatchObject({ steps: [4] });
  });

  it('passes over an event it cannot read', async () => {
    const bus = await process();
    const live = await stream(bus);
    const misfit = { ...parcelMoved('p', 1), data: { step: 'one' } };
    await bus.publish([misfit, { ...parcelMoved('p', 2), version: 2 }, parcelMoved('p', 3)]);
    expect(await take(live, 1)).toMatchObject({ steps: [3] });
  });

  it('fails and ends when the question who may see an event fails', async () => {
    const bus = await process();
    const live = await stream(bus, { isFor: () => Promise.reject(new Error('no answer')) });
    await bus.publish([parcelMoved('p', 1)]);
    await expect(live.next()).rejects.toThrow('no answer');
    expect(await live.next()).toEqual({ done: true, value: undefined });
  });
});

describe('resuming', () => {
  it('replays what was missed and goes on live: none lost, none twice, in order, while others publish', async () => {
    const neighbour = await process();
    const publishers = [neighbour, await process()];
    const reader = await process();
    const total = 600;
    let published = 0;
    const publish = async (bus: EventBus): Promise<void> => {
      while (published < total) {
        published += 1;
        await bus.publish([parcelMoved('p', published)]);
      }
    };
    const first = await stream(reader);
    const publishing = Promise.all(publishers.map(publish));

    const seen: string[] = [];
    let live = first;
    for (let disconnections = 0; seen.length < total; disconnections += 1) {
      let cursor = '';
      for (let left = Math.min(1 + ((disconnections * 7) % 23), total - seen.length); left > 0; left -= 1) {
        const { done, value } = await live.next();
        if (done) throw new Error('the stream ended');
        seen.push(value.event.id);
        cursor = value.cursor;
      }
      await live.return?.();
      live = await stream(disconnections % 2 === 0 ? reader : neighbour, { after: cursor });
    }
    await live.return?.();
    await publishing;

    const whole = await order();
    expect(whole).toHaveLength(total);
    expect(seen).toEqual(whole);
  });

  it('works in another process, and after a restart of the bus', async () => {
    const first = await process();
    const live = await stream(first);
    await first.publish(parcelSteps('p', 1, 3));
    const { cursor } = await take(live, 2);
    await live.return?.();

    const second = await process();
    const resumed = await stream(second, { after: cursor });
    expect(await take(resumed, 1)).toMatchObject({ steps: [3] });
    await second.publish([parcelMoved('p', 4)]);
    expect(await take(resumed, 1)).toMatchObject({ steps: [4] });
  });
});

describe('ending a stream', () => {
  it('ends a reader that waits, by return', async () => {
    const live = await stream(await process());
    const parked = live.next();
    await aWhile();
    await live.return?.();
    expect(await parked).toEqual({ done: true, value: undefined });
    expect(await live.next()).toEqual({ done: true, value: undefined });
  });

  it('ends a reader that waits, by its signal', async () => {
    const leaving = new AbortController();
    const live = await stream(await process(), { signal: leaving.signal });
    const parked = live.next();
    await aWhile();
    leaving.abort();
    expect(await parked).toEqual({ done: true, value: undefined });
  });

  it('ends a reader that waits for a bus that is down', async () => {
    const proxy = await cuttableProxy(database.url);
    closing.push(() => proxy.close());
    const bus = await aBus(proxy.url);
    closing.push(() => bus.close());
    await bus.publish([parcelMoved('p', 1)]);
    const first = await stream(bus);
    await bus.publish([parcelMoved('p', 2)]);
    const { cursor } = await take(first, 1);

    const resumed = await stream(bus, { after: cursor });
    proxy.cut();
    const parked = resumed.next();
    await aWhile();
    await resumed.return?.();
    expect(await parked).toEqual({ done: true, value: undefined });
    proxy.mend();
  });

  it('ends at once when the signal was given before', async () => {
    const live = await stream(await process(), { signal: AbortSignal.abort() });
    expect(await live.next()).toEqual({ done: true, value: undefined });
  });

  it('ends when the bus is closed', async () => {
    const bus = await aBus(database.url);
    const live = await stream(bus);
    const parked = live.next();
    await bus.close();
    expect(await parked).toEqual({ done: true, value: undefined });
  });
});

describe('trouble', () => {
  it('a reader slower than its buffer gets everything, in order', async () => {
    const bus = await process({ bufferSize: 10 });
    const slow = await stream(bus);
    for (let nth = 0; nth < 10; nth += 1) await bus.publish(parcelSteps('p', nth * 50 + 1, nth * 50 + 50));
    expect((await take(slow, 137)).steps).toEqual(upTo(137));
    await bus.publish(parcelSteps('p', 501, 700));
    expect((await take(slow, 563)).steps).toEqual(upTo(700).slice(137));
    await bus.publish([parcelMoved('p', 701)]);
    expect((await take(slow, 1)).steps).toEqual([701]);
  });

  it('a bus that goes away and comes back loses nothing', async () => {
    const proxy = await cuttableProxy(database.url);
    closing.push(() => proxy.close());
    const bus = await aBus(proxy.url);
    closing.push(() => bus.close());
    const publisher = await process();
    const live = await stream(bus);
    await publisher.publish(parcelSteps('p', 1, 2));
    expect((await take(live, 2)).steps).toEqual([1, 2]);

    proxy.cut();
    const next = take(live, 3);
    await publisher.publish(parcelSteps('p', 3, 4));
    expect(await Promise.race([next, pause(300, 'nothing')])).toBe('nothing');

    proxy.mend();
    await publisher.publish([parcelMoved('p', 5)]);
    expect((await next).steps).toEqual([3, 4, 5]);
  });

  it('a missed notification is made up for by the poll', async () => {
    // Nothing is notified on this connection: it listens where nobody speaks.
    const elsewhere = await aBusDatabase();
    closing.push(() => elsewhere.drop());
    const bus = await aBus(database.url, { listenUrl: elsewhere.url, pollMs: 50 });
    closing.push(() => bus.close());
    const live = await stream(bus);
    await bus.publish([parcelMoved('p', 1)]);
    await eventually(async () => expect((await take(live, 1)).steps).toEqual([1]), 2_000);
  });
});

/** The ids of all events, in the order of the bus. */
async function order(): Promise<string[]> {
  const rows = await sql<{ id: string }>(database.url, 'select event_id as id from bus_event order by position');
  return rows.map(({ id }) => id);
}

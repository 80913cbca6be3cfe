import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { openDatabase } from '../../src/database';
import { InvalidInput } from '../../src/errors';
import { busMigrations, type EventBus, type PostgresBusOptions, type TailedEvent } from '../../src/events';
import { openEventLog } from '../../src/events/postgres/eventLog';
import { eventually } from '../../src/testing';
import { aWhile } from '../support/aWhile';
import {
  aBus,
  aBusDatabase,
  aParcelDatabase,
  appliedSteps,
  type Opened,
  type ParcelMoved,
  parcelMoved,
  parcelSteps,
  publishedSteps,
  recordsSteps,
  silent,
  sql,
  upTo,
} from '../support/parcels';

let database: { url: string; drop(): Promise<void> };
let closing: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  database = await aBusDatabase();
});

afterEach(async () => {
  await Promise.all(closing.map((close) => close()));
  closing = [];
  await database.drop();
});

async function process(options: Partial<PostgresBusOptions> = {}): Promise<EventBus> {
  const bus = await aBus(database.url, options);
  closing.push(() => bus.close());
  return bus;
}

/** Collects what a subscriber gets, as `parcel/step`. */
async function follow(bus: EventBus, after: string | null = null): Promise<{ seen: string[]; last: () => string }> {
  const seen: string[] = [];
  let cursor = '';
  const tail = await bus.tail({ types: ['parcel.moved'], after });
  const read = async (): Promise<void> => {
    for await (const item of tail as AsyncIterable<TailedEvent<ParcelMoved>>) {
      seen.push(`${item.event.aggregateId}/${item.event.data.step}`);
      cursor = item.cursor;
    }
  };
  void read();
  return { seen, last: () => cursor };
}

/** A publisher in the middle of its transaction. */
async function aPausedPublisher(event: ParcelMoved): Promise<{ end: (how: 'commit' | 'rollback') => Promise<void> }> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query('begin');
  await client.query('select bus_append($1::jsonb)', [JSON.stringify([event])]);
  return {
    async end(how) {
      await client.query(how);
      await client.end();
    },
  };
}

describe('publishing', () => {
  it('puts an event on the bus once, however often it is published', async () => {
    const bus = await process();
    const events = parcelSteps('p', 1, 3);
    await Promise.all([bus.publish(events), bus.publish(events), bus.publish(events.slice(1))]);
    // Whichever call comes first decides the order between them.
    expect((await publishedSteps(database.url, 'p')).toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
  });

  it.each(['commit', 'rollback'] as const)(
    'lets nobody overtake a publisher that is paused in its transaction and ends it by %s',
    async (ending) => {
      const bus = await process();
      const { seen } = await follow(bus);
      const early = await aPausedPublisher(parcelMoved('early', 1));
      let isLatePublished = false;
      const late = bus.publish([parcelMoved('late', 1)]).then(() => {
        isLatePublished = true;
        return undefined;
      });

      await aWhile();
      expect({ isLatePublished, seen }).toEqual({ isLatePublished: false, seen: [] });

      await early.end(ending);
      await late;
      await eventually(() => expect(seen).toEqual(ending === 'commit' ? ['early/1', 'late/1'] : ['late/1']));
      const { seen: replayed } = await follow(bus, await cursorAt(0));
      await eventually(() => expect(replayed).toEqual(seen));
    },
  );

  it('shows all readers one order under concurrent publishers in several processes', async () => {
    const processes = await Promise.all(Array.from({ length: 3 }, () => process({ poolMax: 4 })));
    const readers = await Promise.all(processes.map((bus) => follow(bus)));
    const publish = async (nth: number): Promise<void> => {
      const bus = processes[nth % 3];
      for (const event of parcelSteps(`p${nth}`, 1, 25)) await bus?.publish([event]);
    };
    await Promise.all(Array.from({ length: 9 }, (_, nth) => publish(nth)));

    for (const { seen } of readers) await eventually(() => expect(seen).toHaveLength(225));
    const [first, ...others] = readers.map(({ seen }) => seen);
    for (const other of others) expect(other).toEqual(first);
    expect(first?.filter((name) => name.startsWith('p4/'))).toEqual(upTo(25).map((step) => `p4/${step}`));
  });
});

describe('old events', () => {
  it('are removed after the retention, and a cursor from before then is refused', async () => {
    const bus = await process();
    const log = await aLog();
    const { seen, last } = await follow(bus);
    await bus.publish(parcelSteps('p', 1, 3));
    await eventually(() => expect(seen).toHaveLength(3));
    const third = last();
    await bus.publish(parcelSteps('p', 4, 6));
    await age('2 hours', 4);

    await log.trim(3 * 3_600_000);
    expect(await publishedSteps(database.url, 'p')).toEqual(upTo(6));
    await log.trim(3_600_000);
    expect(await publishedSteps(database.url, 'p')).toEqual([5, 6]);

    await expect(bus.tail({ types: ['parcel.moved'], after: third })).rejects.toThrow('is too old');
    const { seen: resumed } = await follow(bus, await cursorAt(4));
    await eventually(() => expect(resumed).toEqual(['p/5', 'p/6']));
  });

  it('refuse a subscriber that was slower than the retention, rather than skip events', async () => {
    const bus = await process();
    const log = await aLog();
    await bus.publish(parcelSteps('p', 1, 450));
    const slow = await bus.tail({ types: ['parcel.moved'], after: await cursorAt(0) });
    await slow.next();
    await age('2 hours', 300);
    await log.trim(3_600_000);

    const read = async (): Promise<void> => {
      for (let nth = 0; nth < 449; nth += 1) await slow.next();
    };
    await expect(read()).rejects.toThrow('is too old');
    expect(await slow.next()).toEqual({ done: true, value: undefined });
  });

  it('are kept for a group that has not worked through them', async () => {
    const parcels = await aParcels();
    const bus = await process();
    const log = await aLog();
    const consumer = await bus.consume({ group: 'recorders', handlers: [recordsSteps('record')], db: parcels.it });
    await bus.publish(parcelSteps('p', 1, 2));
    await eventually(async () => expect(await appliedSteps(parcels.it, 'p')).toEqual([1, 2]));
    await consumer.stop();
    await bus.publish(parcelSteps('p', 3, 4));
    await age('2 hours', 4);

    await log.trim(3_600_000);
    expect(await publishedSteps(database.url, 'p')).toEqual([3, 4]);
  });
});

describe('a cursor', () => {
  it.each([
    ['is empty', ''],
    ['is noise', 'not a cursor!'],
    ['is of a list', Buffer.from('["2026-01-01"]').toString('base64url')],
    ['holds no number', Buffer.from('00000000-0000-4000-8000-000000000000:x').toString('base64url')],
  ])('is refused when it %s', async (_what, after) => {
    const bus = await process();
    const tail = bus.tail({ types: ['parcel.moved'], after });
    await expect(tail).rejects.toBeInstanceOf(InvalidInput);
    await expect(tail).rejects.toMatchObject({
      inputPath: ['after'],
      message: expect.stringContaining('is not one that'),
    });
  });

  it('is refused when it belongs to another bus', async () => {
    const bus = await process();
    const foreign = Buffer.from('00000000-0000-4000-8000-000000000000:0').toString('base64url');
    await expect(bus.tail({ types: ['parcel.moved'], after: foreign })).rejects.toThrow('another event stream');
  });

  it('is refused when it is ahead of everything published', async () => {
    const bus = await process();
    await bus.publish(parcelSteps('p', 1, 2));
    await expect(bus.tail({ types: ['parcel.moved'], after: await cursorAt(3) })).rejects.toThrow('is ahead');
  });
});

describe('the database of the bus', () => {
  it('has migrations that can be undone and done again', async () => {
    const schema = { entities: [], migrations: busMigrations };
    const db = await openDatabase({ url: database.url, applicationName: 'undo', logger: silent, ...schema });
    closing.push(() => db.destroy());
    for (const _ of busMigrations) await db.undoLastMigration();
    const left = await db.query("select tablename from pg_tables where schemaname = 'public'");
    expect(left).toEqual([{ tablename: 'migration' }]);
    await expect(db.runMigrations()).resolves.toHaveLength(busMigrations.length);
  });
});

async function cursorAt(position: number): Promise<string> {
  const [state] = await sql<{ identity: string }>(database.url, 'select identity from bus_state');
  return Buffer.from(`${state?.identity}:${position}`).toString('base64url');
}

async function age(interval: string, upToPosition: number): Promise<void> {
  await sql(database.url, 'update bus_event set appended_at = appended_at - $1::interval where position <= $2', [
    interval,
    upToPosition,
  ]);
}

async function aLog() {
  const db = await openDatabase({
    url: database.url,
    applicationName: 'log',
    entities: [],
    migrations: [],
    logger: silent,
  });
  closing.push(() => db.destroy());
  return openEventLog(db);
}

async function aParcels(): Promise<Opened<DataSource>> {
  const parcels = await aParcelDatabase();
  closing.push(() => parcels.close());
  return parcels;
}

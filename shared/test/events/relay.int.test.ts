import type { DataSource } from 'typeorm';
import { type EventBus, type EventEnvelope, outbox, type Stoppable, startRelay } from '../../src/events';
import { purgeOutbox } from '../../src/events/purge';
import { type CuttableProxy, cuttableProxy, eventually } from '../../src/testing';
import { aWhile } from '../support/aWhile';
import { aGate } from '../support/gate';
import {
  aBus,
  aBusDatabase,
  aParcelDatabase,
  appliedSteps,
  killConnections,
  moveParcel,
  type Opened,
  parcelMoved,
  parcelSteps,
  publishedSteps,
  recordsSteps,
  silent,
  upTo,
} from '../support/parcels';

let parcels: Opened<DataSource>;
let db: DataSource;
let busDatabase: { url: string; drop(): Promise<void> };
let proxy: CuttableProxy;
let bus: EventBus;
let relays: Stoppable[] = [];

beforeEach(async () => {
  parcels = await aParcelDatabase();
  db = parcels.it;
  busDatabase = await aBusDatabase();
  proxy = await cuttableProxy(busDatabase.url);
  bus = await aBus(proxy.url);
});

afterEach(async () => {
  proxy.mend();
  await Promise.all(relays.map((relay) => relay.stop()));
  relays = [];
  await bus.close();
  await proxy.close();
  await busDatabase.drop();
  await parcels.close();
});

async function aRelay(options: Partial<Parameters<typeof startRelay>[0]> = {}): Promise<Stoppable> {
  const started = await startRelay({ db, bus, logger: silent, pollMs: 60_000, ...options });
  relays.push(started);
  return started;
}

async function append(...events: EventEnvelope[]): Promise<void> {
  await db.transaction((tx) => outbox(tx).append(...events));
}

async function waiting(): Promise<number> {
  const [row] = await db.query<{ count: number }[]>(
    'select count(*)::int as count from outbox where published_at is null',
  );
  return row?.count ?? -1;
}

describe('the outbox', () => {
  it('keeps an event of a transaction that rolled back to itself', async () => {
    const failing = db.transaction(async (tx) => {
      await outbox(tx).append(parcelMoved('lost', 1));
      throw new Error('changed its mind');
    });
    await expect(failing).rejects.toThrow('changed its mind');
    await append(parcelMoved('kept', 1));
    const [row] = await db.query<{ parcels: string[] }[]>('select array_agg(aggregate_id) as parcels from outbox');
    expect(row?.parcels).toEqual(['kept']);
  });

  it('refuses an event that was not checked against its contract', async () => {
    const forged = { ...parcelMoved('forged', 1), data: { step: -1 } };
    await expect(append(forged)).rejects.toThrow('was not made by eventOf');
  });

  it('forgets published events after the retention, and never one that waits', async () => {
    await append(...parcelSteps('old', 1, 3));
    await aRelay();
    await eventually(async () => expect(await waiting()).toBe(0));
    await Promise.all(relays.map((each) => each.stop()));
    await append(parcelMoved('new', 1));
    await db.query(
      `update outbox set published_at = published_at - interval '2 hours', appended_at = appended_at - interval '2 hours'`,
    );

    await purgeOutbox(db, 3 * 3_600_000);
    expect(await db.query<unknown[]>('select from outbox')).toHaveLength(4);
    await purgeOutbox(db, 3_600_000);
    expect(await db.query('select aggregate_id from outbox')).toEqual([{ aggregate_id: 'new' }]);
  });
});

describe('the relay', () => {
  it('is woken by the commit', async () => {
    await aRelay();
    await aWhile();
    await append(parcelMoved('p', 1));
    await eventually(async () => expect(await waiting()).toBe(0), 2_000);
  });

  it('keeps the order of each aggregate under parallel writers and several relays', async () => {
    const names = ['a', 'b', 'c'];
    await db.query('insert into parcel (id) select unnest($1::text[])', [names]);
    await Promise.all([aRelay({ batchSize: 7, pollMs: 5 }), aRelay({ batchSize: 3, pollMs: 5 })]);

    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let move = 0; move < 15; move += 1) await moveParcel(db, names[(writer + move) % 3] ?? 'a');
    });
    await Promise.all(writers);
    await eventually(async () => expect(await waiting()).toBe(0));

    for (const name of names) expect(await publishedSteps(busDatabase.url, name)).toEqual(upTo(40));
  });

  it('works alone: a second one neither publishes nor waits while the first is at it', async () => {
    const { entered, release, gate } = aGate();
    await aRelay({ bus: { ...bus, publish: async (events) => gate().then(() => bus.publish(events)) } });
    await append(parcelMoved('p', 1));
    await entered;

    const publish = jest.fn(bus.publish);
    const second = await aRelay({ bus: { ...bus, publish } });
    await append(parcelMoved('p', 2));
    await second.stop();
    expect(publish).not.toHaveBeenCalled();

    release();
    await eventually(async () => expect(await waiting()).toBe(0));
    expect(await publishedSteps(busDatabase.url, 'p')).toEqual([1, 2]);
  });

  it('lets no event overtake one that somebody else has locked', async () => {
    await append(parcelMoved('p', 1));
    await append(parcelMoved('p', 2));
    const { entered, release, gate } = aGate();
    const operator = db.transaction(async (tx) => {
      await tx.query('select from outbox order by id limit 1 for update');
      await gate();
    });
    await entered;
    await aRelay();
    await aWhile();
    expect(await publishedSteps(busDatabase.url, 'p')).toEqual([]);

    release();
    await operator;
    await eventually(async () => expect(await waiting()).toBe(0));
    expect(await publishedSteps(busDatabase.url, 'p')).toEqual([1, 2]);
  });

  it('publishes again after a crash between publishing and marking, and the event is applied once', async () => {
    await bus.consume({ group: 'recorders', handlers: [recordsSteps('record')], db });
    let crashes = 0;
    let publications = 0;
    const crashing: EventBus = {
      ...bus,
      async publish(events) {
        await bus.publish(events);
        publications += 1;
        if (publications > 2) return;
        // The server ends the relay's transaction: what it published stays unmarked.
        crashes += await killConnections(parcels.url, 'parcels');
      },
    };
    await append(...parcelSteps('p', 1, 5));
    await aRelay({ bus: crashing, pollMs: 5 });

    await eventually(async () => expect(await waiting()).toBe(0));
    await eventually(async () => expect(await appliedSteps(db, 'p')).toEqual(upTo(5)));
    expect(crashes).toBeGreaterThan(0);
    expect(publications).toBe(3);
    expect(await publishedSteps(busDatabase.url, 'p')).toEqual(upTo(5));
  });

  it('listens again after its connection was killed', async () => {
    await aRelay();
    await append(parcelMoved('p', 1));
    await eventually(async () => expect(await waiting()).toBe(0));

    await eventually(async () => expect(await killConnections(parcels.url, 'relay')).toBe(1));
    await append(parcelMoved('p', 2));
    await eventually(async () => expect(await waiting()).toBe(0));
    expect(await publishedSteps(busDatabase.url, 'p')).toEqual([1, 2]);
  });

  it('keeps events while the bus is down and publishes them in order when it is up again', async () => {
    await aRelay();
    await append(parcelMoved('p', 1));
    await eventually(async () => expect(await waiting()).toBe(0));

    proxy.cut();
    for (let step = 2; step <= 6; step += 1) await append(parcelMoved('p', step));
    await aWhile();
    expect(await waiting()).toBe(5);

    proxy.mend();
    await eventually(async () => expect(await waiting()).toBe(0));
    expect(await publishedSteps(busDatabase.url, 'p')).toEqual(upTo(6));
  });

  it('publishes what is there before it stops', async () => {
    const relayed = await aRelay({ batchSize: 10 });
    await aWhile();
    await append(...parcelSteps('p', 1, 95));
    await relayed.stop();
    expect(await waiting()).toBe(0);
  });
});

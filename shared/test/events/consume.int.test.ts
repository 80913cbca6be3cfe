import { Writable } from 'node:stream';
import type { DataSource } from 'typeorm';
import { type EventBus, eventOf, handles, inbox, type PostgresBusOptions } from '../../src/events';
import { createLogger } from '../../src/logging';
import { eventually } from '../../src/testing';
import { aWhile } from '../support/aWhile';
import { aGate } from '../support/gate';
import {
  aBus,
  aBusDatabase,
  aParcelDatabase,
  appliedSteps,
  killConnections,
  type Opened,
  parcelLostV1,
  parcelMoved,
  parcelMovedV1,
  parcelSteps,
  recordsSteps,
  sql,
  upTo,
} from '../support/parcels';

let parcels: Opened<DataSource>;
let db: DataSource;
let busDatabase: { url: string; drop(): Promise<void> };
let buses: EventBus[] = [];

beforeEach(async () => {
  parcels = await aParcelDatabase();
  db = parcels.it;
  busDatabase = await aBusDatabase();
});

afterEach(async () => {
  await Promise.all(buses.map((bus) => bus.close()));
  buses = [];
  await busDatabase.drop();
  await parcels.close();
});

/** The bus as one more process has it. */
async function process(options: Partial<PostgresBusOptions> = {}): Promise<EventBus> {
  const bus = await aBus(busDatabase.url, { pollMs: 50, ...options });
  buses.push(bus);
  return bus;
}

async function deadLetters(): Promise<unknown[]> {
  return db.query('select consumer_group, handler, event_id, error, attempts from dead_letter order by id');
}

async function groupPosition(): Promise<number> {
  const [row] = await sql<{ position: string }>(busDatabase.url, 'select position from bus_group');
  return Number(row?.position);
}

describe('consuming', () => {
  it('leaves nothing to work through once all has been, and as much as there is for a group that never came', async () => {
    const bus = await process();
    expect(await bus.lag(['recorders'])).toBe(0);
    await bus.publish(parcelSteps('p', 1, 20));
    expect(await bus.lag(['recorders'])).toBe(20);
    await bus.consume({ group: 'recorders', handlers: [recordsSteps('record')], db });
    await eventually(async () => expect(await bus.lag(['recorders'])).toBe(0));
    expect(await appliedSteps(db, 'p')).toEqual(upTo(20));
    expect(await bus.lag(['recorders', 'strangers'])).toBe(20);
  });

  it('applies each event once, in order, though it was published twice', async () => {
    const bus = await process();
    const events = parcelSteps('p', 1, 20);
    await bus.publish(events.slice(0, 12));
    await bus.publish(events.slice(5));
    await bus.publish(events.slice(0, 3));
    await bus.consume({ group: 'recorders', handlers: [recordsSteps('record')], db });
    await eventually(async () => expect(await appliedSteps(db, 'p')).toEqual(upTo(20)));
    await bus.publish(events);
    await bus.publish([parcelMoved('p', 21)]);
    await eventually(async () => expect(await appliedSteps(db, 'p')).toEqual(upTo(21)));
  });

  it('goes on where the group was', async () => {
    const bus = await process();
    const seen: number[] = [];
    const handlers = [recordsSteps('record', async (event) => void seen.push(event.data.step))];
    const first = await bus.consume({ group: 'recorders', handlers, db });
    await bus.publish(parcelSteps('p', 1, 5));
    await eventually(async () => expect(await groupPosition()).toBe(5));
    await first.stop();

    await bus.publish(parcelSteps('p', 6, 8));
    await aWhile();
    expect(seen).toEqual(upTo(5));
    await bus.consume({ group: 'recorders', handlers, db });
    await eventually(async () => expect(await appliedSteps(db, 'p')).toEqual(upTo(8)));
    expect(seen).toEqual(upTo(8));
  });

  it('applies nothing twice when everything is delivered again', async () => {
    const bus = await process();
    let deliveries = 0;
    const handlers = [recordsSteps('record', async () => void (deliveries += 1))];
    const first = await bus.consume({ group: 'recorders', handlers, db });
    await bus.publish(parcelSteps('p', 1, 5));
    await eventually(async () => expect(await groupPosition()).toBe(5));
    await first.stop();

    // As after a crash before the position was saved, or a bus that was restored from a backup.
    await sql(busDatabase.url, 'update bus_group set position = 0');
    await bus.consume({ group: 'recorders', handlers, db });
    await eventually(async () => expect(await groupPosition()).toBe(5));
    expect(deliveries).toBe(10);
    expect(await appliedSteps(db, 'p')).toEqual(upTo(5));
  });

  it('gives every group every event, and each handler only its own type', async () => {
    const bus = await process();
    await bus.consume({ group: 'one', handlers: [recordsSteps('recordOne')], db });
    await bus.consume({
      group: 'two',
      handlers: [
        recordsSteps('recordTwo'),
        handles(parcelLostV1, 'never', () => Promise.reject(new Error('not mine'))),
      ],
      db,
    });
    await bus.publish([parcelMoved('p', 1)]);
    await eventually(async () => expect(await appliedSteps(db, 'p')).toEqual([1, 1]));
    expect(await deadLetters()).toEqual([]);
  });

  it('finishes the event in hand, and only that one, when it stops', async () => {
    const bus = await process();
    const { entered, release, gate } = aGate();
    const consumer = await bus.consume({ group: 'recorders', handlers: [recordsSteps('record', gate)], db });
    await bus.publish(parcelSteps('p', 1, 10));
    await entered;
    const stopped = consumer.stop();
    release();
    await stopped;
    expect(await appliedSteps(db, 'p')).toEqual([1]);
    expect(await groupPosition()).toBe(1);
  });
});

describe('a consumer that rests', () => {
  it('is woken by what it handles, and passes over the rest when it next looks', async () => {
    const bus = await process({ pollMs: 60_000 });
    await bus.consume({ group: 'recorders', handlers: [recordsSteps('record')], db });
    await bus.publish([parcelMoved('p', 1)]);
    await eventually(async () => expect(await groupPosition()).toBe(1));
    await bus.publish([eventOf(parcelLostV1, { aggregateId: 'p', data: {} })]);
    await bus.publish([eventOf(parcelLostV1, { aggregateId: 'q', data: {} })]);
    await aWhile();
    expect(await groupPosition()).toBe(1);
    await bus.publish([eventOf(parcelLostV1, { aggregateId: 'q', data: {} }), parcelMoved('p', 2)]);
    await eventually(async () => expect(await groupPosition()).toBe(5));
    expect(await appliedSteps(db, 'p')).toEqual([1, 2]);
  });

  it('leaves nothing behind that it does not handle when it stops', async () => {
    const bus = await process({ pollMs: 60_000 });
    const consumer = await bus.consume({ group: 'recorders', handlers: [recordsSteps('record')], db });
    await bus.publish([parcelMoved('p', 1)]);
    await eventually(async () => expect(await groupPosition()).toBe(1));
    await bus.publish([eventOf(parcelLostV1, { aggregateId: 'p', data: {} })]);
    await consumer.stop();
    expect(await groupPosition()).toBe(2);
  });

  it('is woken by events of more types than a notification can name', async () => {
    const bus = await process({ pollMs: 60_000 });
    await bus.consume({ group: 'recorders', handlers: [recordsSteps('record')], db });
    await bus.publish([parcelMoved('p', 1)]);
    await eventually(async () => expect(await appliedSteps(db, 'p')).toEqual([1]));
    const many = Array.from({ length: 500 }, (_, nth) => `parcel.was-moved-to-another-place.${nth}`);
    const others = many.map((type) => ({ ...parcelMoved('q', 1), id: `evt_${type}`, type }));
    await bus.publish([...others, parcelMoved('p', 2)]);
    await eventually(async () => expect(await appliedSteps(db, 'p')).toEqual([1, 2]));
  });
});

describe('consuming in lanes', () => {
  it('lets no aggregate wait for another, and keeps the order within each', async () => {
    const bus = await process();
    const { entered, release, gate } = aGate();
    const slow = recordsSteps('record', async ({ aggregateId }) => {
      if (aggregateId === 'p') await gate();
    });
    await bus.publish([...parcelSteps('p', 1, 3), ...parcelSteps('q', 1, 20), ...parcelSteps('r', 1, 20)]);
    await bus.consume({ group: 'recorders', handlers: [slow], db, lanes: 2 });
    await entered;
    await eventually(async () => expect(await appliedSteps(db, 'r')).toEqual(upTo(20)));
    expect(await appliedSteps(db, 'q')).toEqual(upTo(20));
    expect(await groupPosition()).toBe(0);
    release();
    await eventually(async () => expect(await groupPosition()).toBe(43));
    expect(await appliedSteps(db, 'p')).toEqual(upTo(3));
  });

  it('applies nothing twice when one of them fails and the page is delivered again', async () => {
    const bus = await process();
    let failures = 3;
    const flaky = recordsSteps('record', async ({ aggregateId, data }) => {
      if (aggregateId === 'p' && data.step === 2 && failures-- > 0) throw new Error('not yet');
    });
    await bus.publish([...parcelSteps('p', 1, 4), ...parcelSteps('q', 1, 10)]);
    await bus.consume({ group: 'recorders', handlers: [flaky], db, lanes: 2 });
    await eventually(async () => expect(await groupPosition()).toBe(14));
    expect(await appliedSteps(db, 'p')).toEqual(upTo(4));
    expect(await appliedSteps(db, 'q')).toEqual(upTo(10));
  });
});

describe('two consumers of one group', () => {
  it('do not double the work, and one takes over when the other stops', async () => {
    const counts = { left: 0, right: 0 };
    const join = async (side: 'left' | 'right') => {
      const bus = await process();
      const count = async () => void (counts[side] += 1);
      return bus.consume({ group: 'recorders', handlers: [recordsSteps('record', count)], db });
    };
    const left = await join('left');
    await eventually(async () => {
      const held = await sql(
        busDatabase.url,
        `select from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
      );
      expect(held).toHaveLength(1);
    });
    await join('right');

    const publisher = await process();
    await publisher.publish(parcelSteps('p', 1, 30));
    await eventually(async () => expect(await appliedSteps(db, 'p')).toEqual(upTo(30)));
    expect(counts).toEqual({ left: 30, right: 0 });

    await left.stop();
    await publisher.publish(parcelSteps('p', 31, 40));
    await eventually(async () => expect(await appliedSteps(db, 'p')).toEqual(upTo(40)));
    expect(counts).toEqual({ left: 30, right: 10 });
  });

  it('keep order and apply once when one was suspended, was replaced and works on beside its successor', async () => {
    const sleeper = await process();
    const { entered, release, gate } = aGate();
    let sleepersDeliveries = 0;
    const slow = recordsSteps('record', async () => {
      await gate();
      sleepersDeliveries += 1;
    });
    await sleeper.consume({ group: 'recorders', handlers: [slow], db });
    await sleeper.publish(parcelSteps('p', 1, 150));
    await entered;

    // Its lock is gone; it does not notice, because it is held up in the handler.
    expect(await killConnections(busDatabase.url, 'bus-listen')).toBe(1);
    const successor = await process();
    await successor.consume({ group: 'recorders', handlers: [recordsSteps('record')], db });
    await eventually(async () => expect((await appliedSteps(db, 'p')).length).toBeGreaterThan(10));
    release();

    await eventually(async () => expect((await appliedSteps(db, 'p')).length).toBeGreaterThanOrEqual(150));
    await eventually(() => expect(sleepersDeliveries).toBe(150));
    expect(await appliedSteps(db, 'p')).toEqual(upTo(150));
  });
});

describe('a handler that fails', () => {
  it('is tried again, and what comes after waits for it', async () => {
    const bus = await process();
    let failures = 3;
    const flaky = recordsSteps('record', async ({ data }) => {
      if (data.step === 2 && failures-- > 0) throw new Error('not yet');
    });
    await bus.consume({ group: 'recorders', handlers: [flaky], db });
    await bus.publish(parcelSteps('p', 1, 4));
    await eventually(async () => expect(await appliedSteps(db, 'p')).toEqual(upTo(4)));
    expect(failures).toBe(-1);
    expect(await deadLetters()).toEqual([]);
  });

  it('leaves nothing of its transaction behind', async () => {
    const bus = await process();
    let failures = 2;
    const halfway = handles(parcelMovedV1, 'halfway', async (event, context) => {
      await context.db.transaction(async (tx) => {
        if (!(await inbox(tx).claim('halfway', event.id))) return;
        await tx.query(`insert into applied (handler, parcel, step) values ('halfway', $1, 1)`, [event.aggregateId]);
        if (failures-- > 0) throw new Error('after the effect');
      });
    });
    await bus.consume({ group: 'recorders', handlers: [halfway], db });
    await bus.publish([parcelMoved('p', 1)]);
    await eventually(async () => expect(await appliedSteps(db, 'p')).toEqual([1]));
    await aWhile();
    expect(await appliedSteps(db, 'p')).toEqual([1]);
  });

  it('sends a hopeless event to the dead letters, says so as an error and goes on', async () => {
    const { logger, lines } = collectedLogs();
    const bus = await process({ maxAttempts: 3, logger });
    const [one, two, three] = parcelSteps('p', 1, 3);
    if (!one || !two || !three) throw new Error('three events');
    let attempts = 0;
    const picky = recordsSteps('record', async (event) => {
      if (event.id !== two.id) return;
      attempts += 1;
      throw new Error('cannot read the label');
    });
    await bus.consume({ group: 'recorders', handlers: [picky], db });
    await bus.publish([one, two, three]);

    await eventually(async () => expect(await appliedSteps(db, 'p')).toEqual([1, 3]));
    expect(attempts).toBe(3);
    expect(await deadLetters()).toEqual([
      { consumer_group: 'recorders', handler: 'record', event_id: two.id, error: 'cannot read the label', attempts: 3 },
    ]);
    expect(lines.filter(({ level }) => level === 'error')).toMatchObject([{ eventId: two.id, handler: 'record' }]);
  });

  it('does not try an event twice that does not fit its contract', async () => {
    const bus = await process();
    const misfit = { ...parcelMoved('p', 1), data: { step: 'one' } };
    await bus.consume({ group: 'recorders', handlers: [recordsSteps('record')], db });
    await bus.publish([misfit, parcelMoved('p', 2)]);
    await eventually(async () => expect(await appliedSteps(db, 'p')).toEqual([2]));
    expect(await deadLetters()).toMatchObject([{ event_id: misfit.id, attempts: 1 }]);
  });

  it('waits as long as it takes when the failure is an outage', async () => {
    const bus = await process({ maxAttempts: 2 });
    let outages = 6;
    const cutOff = recordsSteps('record', async () => {
      if (outages-- > 0) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    });
    await bus.consume({ group: 'recorders', handlers: [cutOff], db });
    await bus.publish([parcelMoved('p', 1)]);
    await eventually(async () => expect(await appliedSteps(db, 'p')).toEqual([1]));
    expect(await deadLetters()).toEqual([]);
  });

  it('waits for its database to come back', async () => {
    const bus = await process();
    let kills = 0;
    const unlucky = recordsSteps('record', async ({ data }) => {
      if (data.step % 4 === 0 && kills < 3) kills += await killConnections(parcels.url, 'parcels');
    });
    await bus.consume({ group: 'recorders', handlers: [unlucky], db });
    await bus.publish(parcelSteps('p', 1, 20));
    await eventually(async () => expect(await appliedSteps(db, 'p')).toEqual(upTo(20)));
    expect(kills).toBeGreaterThan(0);
    expect(await deadLetters()).toEqual([]);
  });
});

function collectedLogs() {
  const lines: Record<string, unknown>[] = [];
  const destination = new Writable({
    write(line, _encoding, done) {
      lines.push(JSON.parse(String(line)) as Record<string, unknown>);
      done();
    },
  });
  return { logger: createLogger({ service: 'test' }, destination), lines };
}

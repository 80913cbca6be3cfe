// How fast do events travel from a committed transaction over outbox, relay and bus to handlers and subscribers? Beside
// each figure stands what plain SQL on the same server takes in the same run: the ratio says more than the figure.
import { createPostgresBus, startRelay } from '@marquee/shared/events';
import { measure } from './support/measure.mjs';
import {
  append,
  insertParcel,
  logger,
  openParcels,
  parcelMoved,
  parcelType,
  seesParcel,
  storesParcel,
} from './support/parcels.mjs';
import { printTable } from './support/report.mjs';
import { median, percentile, rounded } from './support/statistics.mjs';
import { temporaryPostgres } from './support/temporaryPostgres.mjs';

const plainLoops = 1_000;
const backlog = 5_000;
const latencySamples = 300;
const subscribers = 100;
const fannedOut = 200;

await measure('events', async (bench) => {
  const urls = await temporaryPostgres(bench, ['parcels', 'bus']);
  const db = await openParcels(urls.parcels);
  bench.stopLater(() => db.destroy());
  const bus = await createPostgresBus({ url: urls.bus, logger });
  bench.stopLater(() => bus.close());

  await plainLoop(db);
  const rows = [];
  /** Plain SQL right before each, because other programs take more of the machine at one time than at another. */
  const compare = async (unit, figuresOf) => {
    const plain = await plainLoop(db);
    const base = unit === 'ms' ? plain.medianMs : plain.perSecond;
    for (const [name, figure] of await figuresOf()) {
      rows.push([name, `${rounded(figure)} ${unit}`, `${rounded(base)} ${unit}`, `${(figure / base).toFixed(2)} x`]);
    }
  };
  await compare('/s', () => appendBacklog(db));
  await compare('/s', () => drainOutbox(db, bus));
  await compare('/s', () => applyBacklog(db, bus));
  await compare('ms', () => timeLatency(db, bus));
  await compare('/s', () => fanOut(bus));
  printTable(['what', 'figure', 'plain SQL at that time', 'ratio'], rows);
  console.log('\nPlain SQL: one insert, committed, and its row read back, one after the other.');
});

/** The least that an event could cost: it is written, committed and read. */
async function plainLoop(db) {
  const times = [];
  const tookMs = await timed(async () => {
    for (let nth = 0; nth < plainLoops; nth += 1) {
      const one = await timed(async () => {
        const id = await insertParcel(db, parcelMoved(nth));
        await db.query('select event from parcel where id = $1', [id]);
      });
      times.push(one);
    }
  });
  return { perSecond: rate(plainLoops, tookMs), medianMs: median(times) };
}

async function appendBacklog(db) {
  const tookMs = await timed(async () => {
    for (let nth = 1; nth <= backlog; nth += 1) await append(db, parcelMoved(nth));
  });
  return [['outbox: transactions that append one event, one after the other', rate(backlog, tookMs)]];
}

async function drainOutbox(db, bus) {
  let relay;
  const tookMs = await timed(async () => {
    relay = await startRelay({ db, bus, logger });
    await until(async () => {
      const [{ waiting }] = await db.query('select count(*)::int as waiting from outbox where published_at is null');
      return waiting === 0;
    });
  });
  await relay.stop();
  return [['relay: outbox to bus, out of a backlog', rate(backlog, tookMs)]];
}

async function applyBacklog(db, bus) {
  let applied = 0;
  let consumer;
  const tookMs = await timed(async () => {
    const handlers = [storesParcel(() => (applied += 1))];
    consumer = await bus.consume({ group: 'applying', handlers, db });
    await until(() => applied === backlog);
  });
  await consumer.stop();
  return [['consumer: bus to inbox and effect, out of a backlog', rate(backlog, tookMs)]];
}

/** From the moment the appending transaction has returned; one event at a time, on a bus that is otherwise idle. */
async function timeLatency(db, bus) {
  let onSeen = () => {};
  let caughtUp = 0;
  const handlers = [
    seesParcel((event) => {
      caughtUp += 1;
      onSeen(event);
    }),
  ];
  const consumer = await bus.consume({ group: 'watching', handlers, db });
  await until(() => caughtUp === backlog);
  const relay = await startRelay({ db, bus, logger });
  const latencies = [];
  for (let nth = 0; nth < latencySamples; nth += 1) {
    const event = parcelMoved(nth);
    const seen = new Promise((resolve) => {
      onSeen = ({ id }) => id === event.id && resolve(performance.now());
    });
    await append(db, event);
    const committedAt = performance.now();
    latencies.push(Math.max(0, (await seen) - committedAt));
  }
  await relay.stop();
  await consumer.stop();
  return [
    ['commit to handler, median', median(latencies)],
    ['commit to handler, 95 % under', percentile(latencies, 0.95)],
  ];
}

/** Everybody who watches gets everything that happens. */
async function fanOut(bus) {
  const tails = await Promise.all(Array.from({ length: subscribers }, () => bus.tail({ types: [parcelType] })));
  const events = Array.from({ length: fannedOut }, (_, nth) => parcelMoved(nth));
  const tookMs = await timed(async () => {
    const received = tails.map(async (tail) => {
      for (let count = 0; count < fannedOut; count += 1) await tail.next();
    });
    for (const event of events) await bus.publish([event]);
    await Promise.all(received);
  });
  await Promise.all(tails.map((tail) => tail.return()));
  return [
    [`fan-out: events published one by one to ${subscribers} subscribers`, rate(fannedOut, tookMs)],
    ['fan-out: deliveries of them', rate(fannedOut * subscribers, tookMs)],
  ];
}

async function timed(work) {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function rate(count, tookMs) {
  return (1000 * count) / tookMs;
}

async function until(isSo) {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 5));
}

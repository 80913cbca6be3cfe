// How many checkouts a second come to CONFIRMED, what does each take of a core, and how long after its commit does an
// order's status reach its customer? Beside it the floor: the same rows written by plain SQL, by pgbench on the same
// PostgreSQL.
import path from 'node:path';
import { Client } from 'pg';
import { aCustomer, buy, holdSeats, signIn } from './support/customer.mjs';
import { hasPgbench, runFloor } from './support/floor.mjs';
import { freePort } from './support/freePort.mjs';
import { openMall } from './support/mall.mjs';
import { databaseNames, environmentFor, startMarquee } from './support/marquee.mjs';
import { measure } from './support/measure.mjs';
import { startPaymentProvider } from './support/paymentProvider.mjs';
import { postmasterPid } from './support/postmasterPid.mjs';
import { treeCpuMs } from './support/processTree.mjs';
import { loosen, recordCheckouts } from './support/recordedCheckouts.mjs';
import { recordingSettings } from './support/recordedWrites.mjs';
import { printTable } from './support/report.mjs';
import { median, percentile, rounded } from './support/statistics.mjs';
import { temporaryPostgres } from './support/temporaryPostgres.mjs';

/** Of one address as many as may watch at once. */
const customerCount = 16;
const warmUpMs = 3_000;
const windowMs = 10_000;
/** So many of each kind are recorded, one after the other, for the floor. */
const recordings = 4;
const floorTimes = 160;
const goods = 20;
const showings = 24;
const admin = { email: 'admin@example.com', password: 'seven quiet otters juggle' };
const providerDatabase = 'simulated_provider';

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

await measure('checkout', run, { longestMs: 240_000 });

async function run(bench) {
  const urls = await temporaryPostgres(bench, [...databaseNames, providerDatabase], {
    ...recordingSettings,
    track_commit_timestamp: 'on',
  });
  const postgres = { urls, pid: postmasterPid(path.join(bench.folder, 'postgres')) };
  const marquee = await startEverything(bench, urls);
  const sql = await connect(bench, urls.orders);
  const token = await signIn(marquee.url, 'login', {
    identifier: admin.email,
    password: admin.password,
  });
  const mall = await openMall(marquee.url, token, { goods, showings });
  const heard = [];
  const customers = [];
  for (let nth = 0; nth < customerCount; nth += 1) {
    customers.push(await aCustomer(marquee.url, nth, (news) => heard.push(news)));
  }

  const kinds = baskets(mall);
  const results = [];
  for (const kind of kinds) {
    const rows = await rowClock(sql);
    const result = await measureCheckouts({ marquee, postgres, customers, heard }, kind);
    result.rows = await rows.read(result.all);
    result.latencies = await latenciesOf(sql, result.news);
    results.push(result);
  }
  if (hasPgbench()) {
    const at = { sql, urls, logFile: path.join(bench.folder, 'postgres.log') };
    const buyers = customers.slice(0, recordings);
    for (const result of results) await recordCheckouts(at, result, buyers, (buyer) => buyOnce(buyer, result.kind));
  }
  await Promise.all(customers.map((customer) => customer.stopWatching()));
  await marquee.stop();
  await sql.end();
  if (hasPgbench()) {
    await loosen(urls);
    for (const result of results) await measureFloor(bench, postgres, result);
  } else
    console.log('There is no pgbench (Debian has it in postgresql-contrib), so there is no floor to compare with.\n');
  print(results);
}

async function startEverything(bench, urls) {
  const port = String(await freePort());
  const environment = {
    ...environmentFor(urls),
    PORT: port,
    PASSWORD_BCRYPT_COST: '4',
    MARQUEE_ADMIN_EMAIL: admin.email,
    MARQUEE_ADMIN_PASSWORD: admin.password,
    SIMULATED_PROVIDER_DATABASE_URL: urls[providerDatabase],
    SIMULATED_PROVIDER_PORT: '0',
    SIMULATED_PROVIDER_WEBHOOK_URL: `http://127.0.0.1:${port}/webhooks/payments`,
  };
  const provider = await startPaymentProvider(bench, environment);
  const marquee = await startMarquee(bench.folder, { ...environment, PAYMENT_PROVIDER_URL: provider.url });
  bench.stopLater(marquee.stop);
  return { ...marquee, provider };
}

async function connect(bench, connectionString) {
  const client = new Client({ connectionString });
  await client.connect();
  bench.stopLater(() => client.end());
  return client;
}

/** What a customer puts into the basket the nth time. Nobody may have more than eight seats of a showing. */
function baskets({ itemIds, dishId, showingIds, seatIds }) {
  const item = (nth) => ({ catalogItemId: itemIds[nth % itemIds.length] });
  const goodsOnly = (customer, nth) => ({ lines: [item(customer.nth + nth), item(customer.nth + nth + 7)] });
  const evening = async (customer, nth) => {
    const first = 8 * customer.nth + 2 * (nth % 4);
    const seats = seatIds.slice(first, first + 2);
    const seatHoldId = await holdSeats(customer, showingIds[Math.floor(nth / 4) % showingIds.length], seats);
    const lines = [{ seatHoldId }, { menuItemId: dishId }, item(customer.nth + nth)];
    return { lines, food: { fulfilment: 'TO_SEAT', seatHoldId } };
  };
  return [
    { name: 'two goods', choose: goodsOnly },
    { name: 'two seats, a dish to them, and goods', choose: evening },
  ].map((kind) => ({ ...kind, turns: new Map(), prices: new Map() }));
}

async function buyOnce(customer, { choose, turns, prices }) {
  const nth = turns.get(customer.nth) ?? 0;
  turns.set(customer.nth, nth + 1);
  return buy(customer, await choose(customer, nth), prices);
}

/** Every customer buys, waits until it is confirmed, and buys again. */
async function measureCheckouts({ marquee, postgres, customers, heard }, kind) {
  const over = new AbortController();
  let confirmed = 0;
  let failure;
  const loops = customers.map(async (customer) => {
    while (!over.signal.aborted) {
      await buyOnce(customer, kind);
      confirmed += 1;
    }
  });
  const all = Promise.all(loops).catch((error) => {
    failure = error;
    over.abort();
  });
  await pause(warmUpMs);
  const cpu = await cpuClock(marquee, postgres);
  const before = confirmed;
  const heardBefore = heard.length;
  const startedAt = performance.now();
  await Promise.race([pause(windowMs), all]);
  const tookMs = performance.now() - startedAt;
  const count = confirmed - before;
  const used = await cpu.read();
  const news = heard.slice(heardBefore);
  over.abort();
  await all;
  if (failure) throw failure;
  const each = Object.fromEntries(Object.entries(used).map(([name, ms]) => [name, ms / count]));
  return { kind, all: confirmed, perSecond: (1_000 * count) / tookMs, cpu: each, news };
}

async function cpuClock(marquee, postgres) {
  await marquee.watch();
  const bench = process.cpuUsage();
  const before = { postgres: treeCpuMs(postgres.pid), provider: treeCpuMs(marquee.provider.pid) };
  return {
    read: async () => {
      const { user, system } = process.cpuUsage(bench);
      const { cpuMs } = await marquee.report();
      return {
        marquee: cpuMs,
        postgres: treeCpuMs(postgres.pid) - before.postgres,
        provider: treeCpuMs(marquee.provider.pid) - before.provider,
        bench: (user + system) / 1_000,
      };
    },
  };
}

/** From the commit, by PostgreSQL's own note of it, to the customer. */
async function latenciesOf(sql, news) {
  const { rows } = await sql.query(
    `select order_id as "orderId", status, 1000 * extract(epoch from pg_xact_commit_timestamp(xmin))::float8 as "committedAt"
     from order_timeline where order_id = any ($1)`,
    [news.map(({ orderId }) => orderId)],
  );
  const commits = new Map(rows.map(({ orderId, status, committedAt }) => [`${orderId} ${status}`, committedAt]));
  return news.flatMap(({ orderId, status, arrivedAt }) => {
    const committedAt = commits.get(`${orderId} ${status}`);
    return committedAt === undefined ? [] : [arrivedAt - committedAt];
  });
}

async function measureFloor(bench, { urls, pid }, result) {
  const administrator = await connect(bench, urls.users);
  const rows = await rowClock(administrator);
  const cpuBefore = treeCpuMs(pid);
  const tookMs = await runFloor(bench.folder, urls, result.scripts, floorTimes);
  const cpuMs = (treeCpuMs(pid) - cpuBefore) / floorTimes;
  result.floor = { perSecond: (1_000 * floorTimes) / tookMs, cpuMs, rows: await rows.read(floorTimes) };
  await administrator.end();
}

/** Rows that were written in Marquee's databases, and transactions. PostgreSQL counts them a moment later. */
async function rowClock(administrator) {
  const look = async () => {
    await pause(1_200);
    const { rows } = await administrator.query(
      `select sum(tup_inserted)::int as inserted, sum(tup_updated + tup_deleted)::int as changed
       from pg_stat_database where datname = any ($1)`,
      [databaseNames],
    );
    return rows[0];
  };
  const before = await look();
  return {
    read: async (count) => {
      const after = await look();
      return {
        inserted: (after.inserted - before.inserted) / count,
        changed: (after.changed - before.changed) / count,
      };
    },
  };
}

function print(results) {
  const ms = (value) => `${rounded(value)} ms`;
  printTable(
    [
      `${customerCount} customers at once`,
      'confirmed',
      'floor',
      'ratio',
      'CPU: Marquee',
      'PostgreSQL',
      'PostgreSQL for the floor',
      'provider',
      'bench',
      'status to customer p50',
      'p99',
    ],
    results.map(({ kind, perSecond, cpu, floor, latencies }) => [
      kind.name,
      `${rounded(perSecond)}/s`,
      floor === undefined ? 'none' : `${rounded(floor.perSecond)}/s`,
      floor === undefined ? 'none' : (perSecond / floor.perSecond).toFixed(2),
      ...[cpu.marquee, cpu.postgres, floor?.cpuMs ?? Number.NaN, cpu.provider, cpu.bench].map(ms),
      ...[median(latencies), percentile(latencies, 0.99)].map(ms),
    ]),
  );
  for (const { kind, commits, rows, floor } of results) {
    if (floor === undefined) continue;
    const said = ({ inserted, changed }) =>
      `${rounded(inserted)} rows inserted, ${rounded(changed)} updated or deleted`;
    console.log(`\n${kind.name}: a checkout ${said(rows)}; the floor ${said(floor.rows)}`);
    const parts = [...commits].map(
      ([name, seen]) => `${name} ${rounded(seen.commits)} and ${rounded(seen.statements)}`,
    );
    console.log(`transactions and statements that write, of each: ${parts.join(', ')}`);
  }
}

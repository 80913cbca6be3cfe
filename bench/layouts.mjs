// What does a request cost where the gateway calls subgraphs in its own process, and what where it asks them over HTTP?
// CPU of all processes of Marquee for the same query over two subgraphs, in turn; without PostgreSQL and the clients.
import { deepEqual } from 'node:assert/strict';
import { signIn } from './support/customer.mjs';
import { freePort } from './support/freePort.mjs';
import { startLoad } from './support/load.mjs';
import { databaseNames, environmentFor, post, startMarquee } from './support/marquee.mjs';
import { measure } from './support/measure.mjs';
import { startPaymentProvider } from './support/paymentProvider.mjs';
import { treeThreadsCpuMs } from './support/processTree.mjs';
import { printTable } from './support/report.mjs';
import { median } from './support/statistics.mjs';
import { temporaryPostgres } from './support/temporaryPostgres.mjs';

const connections = 8;
const warmUpSeconds = 3;
const seconds = 3;
const rounds = 5;
const providerDatabase = 'simulated_provider';
const services = ['users', 'booking', 'food', 'catalog', 'orders', 'payments', 'platform'];
const queries = [
  ['one after the other: a user and their basket', '{ me { displayName cart { id } } }'],
  ['side by side: two lists', '{ foodCategories(first: 1) { nodes { id } } theaters(first: 1) { nodes { id } } }'],
];

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

await measure('layouts', run, { longestMs: 300_000 });

async function run(bench) {
  const layouts = await startBoth(bench);
  const token = await signIn(layouts.colocated.url, 'register', {
    email: 'ada@example.com',
    password: 'violet-harbour-pancake-7',
    displayName: 'Ada',
  });
  const load = startLoad();
  bench.stopLater(load.stop);
  const rows = [];
  for (const [title, query] of queries) {
    const orders = await ordersFor(layouts, query, token);
    for (const order of Object.values(orders)) await load.run({ ...order, seconds: warmUpSeconds });
    const measured = { colocated: [], distributed: [] };
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, order] of Object.entries(orders)) measured[name].push(await cpuOf(layouts[name], load, order));
    }
    const ratios = measured.colocated.map((cpuMs, round) => cpuMs / measured.distributed[round]);
    rows.push([
      title,
      ...[measured.colocated, measured.distributed].map((ms) => middleOf(ms, ' ms')),
      middleOf(ratios),
    ]);
  }
  printTable(['CPU a request', 'in one process', 'over HTTP', 'ratio'], rows);
}

/** On the same databases, so that both have the same to answer. */
async function startBoth(bench) {
  const urls = await temporaryPostgres(bench, [...databaseNames, providerDatabase]);
  const ports = {};
  for (const name of services) ports[`${name.toUpperCase()}_PORT`] = String(await freePort());
  const environment = {
    ...environmentFor(urls),
    ...ports,
    PASSWORD_BCRYPT_COST: '4',
    SIMULATED_PROVIDER_DATABASE_URL: urls[providerDatabase],
    SIMULATED_PROVIDER_PORT: '0',
    SIMULATED_PROVIDER_WEBHOOK_URL: 'http://127.0.0.1:9/webhooks/payments',
  };
  const provider = await startPaymentProvider(bench, environment);
  const start = async (layout) => {
    const port = String(await freePort());
    const marquee = await startMarquee(
      bench.folder,
      // Equal fetches of the connections would be one, and the way to a subgraph would hardly be gone.
      { ...environment, PORT: port, PAYMENT_PROVIDER_URL: provider.url, SHARE_SUBGRAPH_FETCHES: 'false' },
      layout,
    );
    bench.stopLater(marquee.stop);
    return marquee;
  };
  return { colocated: await start('colocated'), distributed: await start('distributed') };
}

/** @throws Error when the two do not answer the same, or with errors */
async function ordersFor(layouts, query, token) {
  const expected = await post(layouts.colocated.url, query, {}, token);
  const orders = {};
  for (const [name, marquee] of Object.entries(layouts)) {
    const url = `${marquee.url}/graphql`;
    const request = { operation: 0, token, body: JSON.stringify({ query }) };
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const text = await (await fetch(url, { method: 'POST', headers, body: request.body })).text();
    deepEqual(JSON.parse(text), { data: expected });
    orders[name] = { url, requests: [request], lengths: [Buffer.byteLength(text)], connections };
  }
  return orders;
}

/** In ms, without what the processes do when nobody asks them anything. */
async function cpuOf({ pid }, load, order) {
  const idleBefore = treeThreadsCpuMs(pid);
  await pause(1_000);
  const before = treeThreadsCpuMs(pid);
  const idleMsPerMs = (before - idleBefore) / 1_000;
  const startedAt = performance.now();
  const { requests } = await load.run({ ...order, seconds });
  const tookMs = performance.now() - startedAt;
  return (treeThreadsCpuMs(pid) - before - idleMsPerMs * tookMs) / requests;
}

function middleOf(values, unit = '') {
  const [middle, least, most] = [median(values), Math.min(...values), Math.max(...values)];
  return `${middle.toFixed(2)}${unit} (${least.toFixed(2)} to ${most.toFixed(2)})`;
}

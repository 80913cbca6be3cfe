// Does the time of a refused login tell whether the account exists, and does the event loop keep turning while twenty
// people log in? And what do more people than that get, who cannot all be in before the gateway gives up? In one process
// with everything, bcrypt at cost 12.
import { Client } from 'pg';
import { databaseNames, environmentFor, post, startMarquee } from './support/marquee.mjs';
import { measure } from './support/measure.mjs';
import { printTable } from './support/report.mjs';
import { median, percentile, rounded } from './support/statistics.mjs';
import { temporaryPostgres } from './support/temporaryPostgres.mjs';

const people = 20;
const samples = 30;
const waves = 5;
/** More than can be hashed in time; under the 50 that one address may try at once. */
const crowds = [20, 45, 45];
const password = 'violet-harbour-pancake-7';
const wrongPassword = 'wrong-galaxy-umbrella-5';

const person = (nth) => `person.${nth % people}@example.com`;
const stranger = (nth) => `stranger.${nth}@example.com`;

await measure('login', async (bench) => {
  const usual = environmentFor(await temporaryPostgres(bench, databaseNames));
  // The last of twenty waits for nineteen hashes; on a slow or busy machine that is longer than a request may take.
  const environment = { ...usual, SUBGRAPH_TIMEOUT_MS: '30000', REQUEST_TIMEOUT_MS: '30000' };
  const users = new Client({ connectionString: environment.USERS_DATABASE_URL });
  await users.connect();
  bench.stopLater(() => users.end());

  const first = await startMarquee(bench.folder, environment);
  bench.stopLater(first.stop);
  for (let nth = 0; nth < people; nth += 2) await Promise.all([register(first.url, nth), register(first.url, nth + 1)]);
  await first.stop();

  // Again from the start: nobody has logged in yet, nothing is planned, compiled or connected.
  const marquee = await startMarquee(bench.folder, environment);
  bench.stopLater(marquee.stop);
  const stalls = [['20 at once, the first requests of the process', await stallOfWave(marquee)]];
  for (let wave = 1; wave <= waves; wave += 1)
    stalls.push([`20 at once, warm, wave ${wave}`, await stallOfWave(marquee)]);
  await marquee.watch();
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  stalls.push(['3 s without any request', { ...(await marquee.report()), tookMs: 3_000 }]);

  printTable(
    [
      'event loop while logging in',
      'longest stall',
      '99 % of turns under',
      'longest garbage collection',
      'waited for a core, in all',
      'the last one was in after',
    ],
    stalls.map(([name, { longestStallMs, p99Ms, longestCollectionMs, waitedMs, tookMs }]) => [
      name,
      ...[longestStallMs, p99Ms, longestCollectionMs, waitedMs, tookMs].map((value) => `${rounded(value)} ms`),
    ]),
  );
  console.log(`\nPromise: under 50 ms. The longest warm stall: ${rounded(longestOf(stalls.slice(1, -1)))} ms\n`);
  printRefusals(await timeRefusals(marquee.url, users));
  await marquee.stop();

  const hurried = await startMarquee(bench.folder, usual);
  bench.stopLater(hurried.stop);
  printCrowds(await letIn(hurried.url));
});

function longestOf(stalls) {
  return Math.max(...stalls.map(([, { longestStallMs }]) => longestStallMs));
}

async function register(url, nth) {
  const input = { email: person(nth), password, displayName: `Person ${nth}`, delivery: 'BEARER' };
  const query = 'mutation ($input: RegisterInput!) { register(input: $input) { errors { code } } }';
  const { register: registered } = await post(url, query, { input });
  if (registered.errors.length > 0) throw new Error(JSON.stringify(registered.errors));
}

/** Logs in and returns how long that took; anything but the expected answer stops the measurement. */
async function logIn(url, identifier, tried, expected) {
  const startedAt = performance.now();
  const query = 'mutation ($input: LoginInput!) { login(input: $input) { tokens { accessToken } errors { code } } }';
  const { login } = await post(url, query, { input: { identifier, password: tried, delivery: 'BEARER' } });
  const tookMs = performance.now() - startedAt;
  const outcome = login.errors[0]?.code ?? 'OK';
  if (outcome !== expected) throw new Error(`${identifier} got ${outcome}, expected was ${expected}`);
  return tookMs;
}

/** Crowds one after the other at the usual timeouts, with what each of them got and after how long. */
async function letIn(url) {
  const came = [];
  for (const size of crowds) {
    const answers = await Promise.all(Array.from({ length: size }, (_, nth) => tryLogIn(url, person(nth))));
    came.push({ size, answers });
  }
  return came;
}

async function tryLogIn(url, identifier) {
  const startedAt = performance.now();
  let outcome = 'OK';
  try {
    await logIn(url, identifier, password, 'OK');
  } catch (error) {
    outcome = /"code":"(\w+)"/.exec(error.message)?.[1] ?? error.message;
  }
  return { outcome, tookMs: performance.now() - startedAt };
}

function printCrowds(came) {
  const outcomes = ['OK', 'RATE_LIMITED', 'DOWNSTREAM_UNAVAILABLE'];
  const cell = (answers, outcome) => {
    const times = answers.filter((answer) => answer.outcome === outcome).map(({ tookMs }) => tookMs);
    return times.length === 0 ? '0' : `${times.length}, the last after ${rounded(Math.max(...times))} ms`;
  };
  printTable(
    ['at once, at the usual timeouts', 'in', 'told when to come back', 'left waiting for nothing'],
    came.map(({ size, answers }) => [size, ...outcomes.map((outcome) => cell(answers, outcome))]),
  );
}

async function stallOfWave(marquee) {
  await marquee.watch();
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: people }, (_, nth) => logIn(marquee.url, person(nth), password, 'OK')));
  const tookMs = performance.now() - startedAt;
  return { ...(await marquee.report()), tookMs };
}

/** Known and unknown in turn, each first every other time, so that what else the machine does falls on both alike. */
async function timeRefusals(url, users) {
  const times = { known: [], unknown: [], right: [] };
  const tries = {
    known: (nth) => logIn(url, person(nth), wrongPassword, 'INVALID_CREDENTIALS'),
    unknown: (nth) => logIn(url, stranger(nth), wrongPassword, 'INVALID_CREDENTIALS'),
  };
  // The very first unknown name has the hash made that nothing fits.
  await tries.unknown(-1);
  for (let nth = 0; nth < samples; nth += 1) {
    await users.query('delete from login_attempt');
    for (const kind of nth % 2 ? ['known', 'unknown'] : ['unknown', 'known']) times[kind].push(await tries[kind](nth));
    times.right.push(await logIn(url, person(nth), password, 'OK'));
  }
  return times;
}

function printRefusals({ known, unknown, right }) {
  const names = { [`known account, wrong password`]: known, 'unknown account': unknown, 'right password': right };
  printTable(
    ['one login after the other', 'median', '95 % under', 'samples'],
    Object.entries(names).map(([name, times]) => [
      name,
      `${rounded(median(times))} ms`,
      `${rounded(percentile(times, 0.95))} ms`,
      times.length,
    ]),
  );
  const apart = Math.abs(median(known) - median(unknown));
  const share = (100 * apart) / Math.min(median(known), median(unknown));
  console.log(
    `\nPromise: within 35 % or 30 ms. Known and unknown are ${rounded(apart)} ms or ${rounded(share)} % apart\n`,
  );
}

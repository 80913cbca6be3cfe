// How long do lists, a seat map, facets and a search take over a city at size, cold and warm, how much of a core do they
// cost, and what does PostgreSQL do for them? On the data of `npm run seed -- --large`, in one process with everything.
import { explainingSettings, plansDuring } from './support/explained.mjs';
import { post, startMarquee } from './support/marquee.mjs';
import { measure } from './support/measure.mjs';
import { treeCpuMs } from './support/processTree.mjs';
import { printTable } from './support/report.mjs';
import { seededPostgres } from './support/seededPostgres.mjs';
import { median, percentile, rounded } from './support/statistics.mjs';

const coldRequests = 20;
const warmRequests = 200;
const hourMs = 3_600_000;

const genres = ['Drama', 'Comedy', 'War', 'Western', 'Music', 'Mystery', 'Horror'];
const filmWords = ['harbour', 'letter', 'storm', 'lighthouse', 'rain', 'glacier', 'comet', 'waltz'];
const goodWords = ['oak', 'bookcase', 'linen', 'kestrel', 'folding', 'kettlebell', 'honey', 'rucksack', 'copper'];
const categories = ['garden', 'furniture', 'shoes-outdoor', 'pets-cats', 'workshop-paint', 'clothing', 'sport-fitness'];
const searched = [
  'harbour',
  'lighthouse savoy',
  'thai',
  'golden heron',
  'ramen lemon',
  'velvet wal',
  'glaceir',
  'comedy',
];
const sorts = ['CREATED_AT', 'TITLE', 'PRICE'];
const take = (list, nth) => list[nth % list.length];
const day = (nth) => new Date(Date.now() + (1 + (nth % 12)) * 24 * hourMs);

const productFields = `totalCount facets { field buckets { value count } }
  nodes { id title price { decimal currency } stock { status available } category { slug } }`;

/** What is asked for, each time with something else. */
const operations = [
  {
    name: '`movies`, by word, genre or day',
    query: `query ($filter: MovieFilter) { movies(first: 20, filter: $filter) {
      totalCount nodes { id title genres durationMinutes releasedOn } } }`,
    variables: (nth) => ({
      filter: [
        { query: take(filmWords, nth) },
        { genres: [take(genres, nth)] },
        { showingOn: day(nth).toISOString().slice(0, 10) },
      ][nth % 3],
    }),
  },
  {
    name: '`showings` of a day, 20 with free seats',
    query: `query ($filter: ShowingFilter) { showings(first: 20, filter: $filter) {
      nodes { id startsAt movie { title } theater { name } seatsAvailable } } }`,
    variables: (nth) => ({
      filter: { status: ['ON_SALE'], from: day(nth), to: new Date(day(nth).getTime() + 24 * hourMs) },
    }),
  },
  {
    name: '`showings` with the seat map of one',
    query: `query ($filter: ShowingFilter) { showings(first: 1, filter: $filter) {
      nodes { id startsAt movie { title } seatsAvailable
        seatStates { availability price { minor } seat { id label x y type } } } } }`,
    variables: (nth) => ({ filter: { from: new Date(Date.now() + (2 + nth) * hourMs) } }),
  },
  {
    name: '`products` with facets, a category',
    query: `query ($filter: ProductFilter, $order: ProductOrder) {
      products(first: 20, filter: $filter, orderBy: $order) { ${productFields} } }`,
    variables: (nth) => ({
      filter: { categorySlugs: [take(categories, nth)] },
      order: { field: take(sorts, nth), direction: 'ASC' },
    }),
  },
  {
    name: '`products` with facets, a word, the best first',
    query: `query ($filter: ProductFilter, $order: ProductOrder) {
      products(first: 20, filter: $filter, orderBy: $order) { ${productFields} } }`,
    variables: (nth) => ({
      filter: { query: take(goodWords, nth) },
      order: { field: 'RELEVANCE', direction: 'DESC' },
    }),
  },
  {
    name: '`products` with facets, all of them',
    query: `query ($order: ProductOrder) { products(first: 20, orderBy: $order) { ${productFields} } }`,
    variables: (nth) => ({ order: { field: take(sorts, nth), direction: nth % 2 ? 'ASC' : 'DESC' } }),
  },
  {
    name: '`search`, with facets',
    query: `query ($query: String!) { search(query: $query, first: 20) {
      totalCount nodes { kind title } facets { field buckets { value count } } } }`,
    variables: (nth) => ({ query: take(searched, nth) }),
  },
];

await measure('a large city', run, { longestMs: 290_000 });

async function run(bench) {
  const seeded = await seededPostgres(bench);
  const rows = [];
  for (const operation of operations) rows.push({ operation, ...(await measureOperation(bench, seeded, operation)) });
  const [{ warm: first }] = rows;
  printTable(
    [
      '',
      'cold p50',
      'cold p99',
      'warm p50',
      'warm p99',
      'cold / warm',
      'p50 to `movies`',
      'CPU: Marquee',
      'PostgreSQL',
    ],
    rows.map(({ operation, cold, warm, cpu }) => [
      operation.name,
      ...[median(cold), percentile(cold, 0.99), median(warm), percentile(warm, 0.99)].map((ms) => `${rounded(ms)} ms`),
      rounded(median(cold) / median(warm)),
      rounded(median(warm) / median(first)),
      ...[cpu.marquee, cpu.postgres].map((ms) => `${rounded(ms)} ms`),
    ]),
  );
  console.log(`\ncold: the first ${coldRequests} of a PostgreSQL and a Marquee that have just started`);
  console.log(`warm: ${warmRequests} after those; CPU is what each of these took of a core\n`);
  await printPlans(bench, seeded);
}

async function measureOperation(bench, seeded, operation) {
  const postgres = await seeded.start();
  const marquee = await startMarquee(bench.folder, postgres.environment);
  try {
    const cold = await timesOf(marquee.url, operation, 0, coldRequests);
    await marquee.watch();
    const before = treeCpuMs(postgres.pid);
    const warm = await timesOf(marquee.url, operation, coldRequests, warmRequests);
    const postgresMs = treeCpuMs(postgres.pid) - before;
    const { cpuMs } = await marquee.report();
    return { cold, warm, cpu: { marquee: cpuMs / warmRequests, postgres: postgresMs / warmRequests } };
  } finally {
    await marquee.stop();
    await postgres.stop();
  }
}

/** One after the other: what one person waits for. */
async function timesOf(url, { query, variables }, first, count) {
  const times = [];
  for (let nth = first; nth < first + count; nth += 1) {
    const startedAt = performance.now();
    await post(url, query, variables(nth));
    times.push(performance.now() - startedAt);
  }
  return times;
}

/** As PostgreSQL did it for the second request of each kind, from memory: the two statements that took longest. */
async function printPlans(bench, seeded) {
  const postgres = await seeded.start(explainingSettings);
  const marquee = await startMarquee(bench.folder, postgres.environment);
  for (const { name, query, variables } of operations) {
    await post(marquee.url, query, variables(0));
    const plans = await plansDuring(postgres.logFile, () => post(marquee.url, query, variables(0)));
    console.log(`## ${name.replaceAll('`', '')}\n`);
    for (const { plan } of plans.slice(0, 2)) console.log(`${plan}\n`);
  }
  await marquee.stop();
  await postgres.stop();
}

// How does the gateway compare with others on an operation of sixteen fetches? All of them side by side, in the same
// rounds, over the same subgraphs; figures and their ratios to Apollo's gateway as it comes.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startLoad } from '../support/load.mjs';
import { measure } from '../support/measure.mjs';
import { forgetPeak, peakBytes } from '../support/peakMemory.mjs';
import { treeThreadsCpuMs } from '../support/processTree.mjs';
import { contenders } from './contenders/contenders.mjs';
import { startContender } from './contenders/startContender.mjs';
import { verify } from './contenders/verify.mjs';
import { printResults } from './results/printResults.mjs';
import { distinctWishes, operationOf, wholeWish } from './shop/operations.mjs';
import { startSubgraphs } from './shop/startSubgraphs.mjs';
import { composeSupergraph, expectedAnswers } from './shop/supergraph.mjs';
import { issueTokens } from './shop/tokens.mjs';

const connections = 50;
const warmUpSeconds = 3;
const people = 50;
const distinct = 200;

const columns = {
  separate: { title: 'Nothing is shared', fetches: false, queries: false, isDistinct: false },
  fetches: { title: 'Equal fetches in flight are shared', fetches: true, queries: false, isDistinct: false },
  queries: {
    title: "Clients' equal queries in flight are shared, too",
    fetches: true,
    queries: true,
    isDistinct: false,
  },
  distinct: {
    title: `Both are shared, of ${people} people and ${distinct} operations`,
    fetches: true,
    queries: true,
    isDistinct: true,
  },
};

const options = readOptions();
await measure('gateway', run, { longestMs: 1_200_000 });

async function run(bench) {
  const { tokens, keys } = issueTokens(people);
  const subgraphs = await startSubgraphs(keys);
  bench.stopLater(subgraphs.stop);
  const load = startLoad();
  bench.stopLater(load.stop);
  const supergraphSdl = composeSupergraph((name) => `${subgraphs.url}/${name}/graphql`);
  const supergraphFile = path.join(bench.folder, 'supergraph.graphql');
  writeFileSync(supergraphFile, supergraphSdl);

  for (const name of options.columns) {
    const running = await lineUp(bench, columns[name], { subgraphs, supergraphSdl, supergraphFile, tokens });
    await race(load, running);
    for (const { stop } of running) await stop();
    printResults(columns[name].title, running);
  }
}

/** All contenders, started, and looked at whether they answer what they must. */
async function lineUp(bench, column, { subgraphs, supergraphSdl, supergraphFile, tokens }) {
  const operations = (column.isDistinct ? distinctWishes(distinct) : [wholeWish]).map(operationOf);
  const expected = expectedAnswers(supergraphSdl, operations);
  const requests = requestsFor(operations, column.isDistinct ? tokens : tokens.slice(0, 1));
  const running = [];
  for (const name of options.contenders) {
    const started = await startContender(contenders[name], {
      folder: bench.folder,
      nodeArguments: name === 'marquee' ? options.profiling : [],
      environment: { SHARE_SUBGRAPH_FETCHES: `${column.fetches}`, SHARE_CLIENT_QUERIES: `${column.queries}` },
      supergraphFile,
      subgraphsUrl: subgraphs.url,
      distinct: column.isDistinct ? distinct : 0,
    });
    bench.stopLater(started.stop);
    const before = await subgraphs.countFetches();
    const lengths = await verify(started, operations, expected, tokens[0]);
    const fetches = Math.round(((await subgraphs.countFetches()) - before) / operations.length);
    running.push({ ...started, name, fetches, rounds: [], order: { url: started.url, requests, lengths } });
  }
  return running;
}

/** Each round has all of them, beginning with another one each time. */
async function race(load, running) {
  for (const contender of running) await loadOn(load, contender, warmUpSeconds);
  for (let round = 0; round < options.rounds; round += 1) {
    for (let nth = 0; nth < running.length; nth += 1) {
      const contender = running[(round + nth) % running.length];
      const { pid } = contender;
      forgetPeak(pid);
      const cpuBefore = treeThreadsCpuMs(pid);
      const { requests, ...figures } = await loadOn(load, contender, options.seconds);
      const cpuMs = (treeThreadsCpuMs(pid) - cpuBefore) / requests;
      contender.rounds.push({ ...figures, cpuMs, peakBytes: peakBytes(pid) });
    }
  }
}

async function loadOn(load, { title, order }, seconds) {
  try {
    return await load.run({ ...order, connections, seconds });
  } catch (cause) {
    throw new Error(`${title} under load`, { cause });
  }
}

/** Every operation by every person, no two after each other by the same or for the same. */
function requestsFor(operations, tokens) {
  return Array.from({ length: operations.length * tokens.length }, (_, nth) => {
    const operation = nth % operations.length;
    const token = tokens[(nth + Math.floor(nth / operations.length)) % tokens.length];
    return { operation, token, body: JSON.stringify({ query: operations[operation] }) };
  });
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '3' },
      contenders: { type: 'string', default: Object.keys(contenders).join(',') },
      columns: { type: 'string', default: Object.keys(columns).join(',') },
      profile: { type: 'string' },
    },
  });
  const chosen = (option, known) =>
    values[option].split(',').map((name) => {
      if (!Object.hasOwn(known, name))
        throw new Error(`--${option}: ${name} is none of ${Object.keys(known).join(', ')}`);
      return name;
    });
  const count = (option) => {
    const number = Number(values[option]);
    if (!(number > 0)) throw new Error(`--${option} must be a number above 0`);
    return number;
  };
  return {
    rounds: count('rounds'),
    seconds: count('seconds'),
    contenders: chosen('contenders', contenders),
    columns: chosen('columns', columns),
    profiling: values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${path.resolve(values.profile)}`],
  };
}

// Does the gateway keep anything of supergraphs that it serves no more? Mixed requests without a pause, and a new version
// of the supergraph again and again; the heap is measured where the same has happened since the newest one came.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { composeServices } from '@apollo/composition';
import { readGatewayConfig, startGateway } from '@marquee/gateway';
import { createLogger } from '@marquee/shared/logging';
import { parse } from 'graphql';
import { measure } from './support/measure.mjs';
import { schemas } from './support/reloadSchemas.mjs';
import { printTable } from './support/report.mjs';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '200000' },
    'reload-every': { type: 'string', default: '10000' },
  },
});
const [requests, reloadEvery] = [Number(values.requests), Number(values['reload-every'])];
const allowedGrowth = 0.1;
const roundsBeforeFirst = 2;

if (globalThis.gc === undefined) throw new Error('Run it as: node --expose-gc bench/reload.mjs');

await measure(
  'reload',
  async (bench) => {
    const world = fork(path.join(import.meta.dirname, 'support', 'reloadWorld.mjs'), { execArgv: [] });
    bench.stopLater(() => world.connected && world.disconnect());
    const [{ port }] = await once(world, 'message');
    const file = path.join(bench.folder, 'supergraph.graphql');
    const replace = (nth) => {
      writeFileSync(`${file}.new`, supergraph(nth, port));
      renameSync(`${file}.new`, file);
    };
    replace(0);

    let reloads = 0;
    const config = readGatewayConfig({
      SUPERGRAPH: file,
      SUPERGRAPH_POLL_MS: '100',
      REQUEST_TIMEOUT_MS: '10000',
      SUBGRAPH_TIMEOUT_MS: '60000',
      PORT: '0',
    });
    const write = (line) => (reloads += Number(line.includes('the supergraph was reloaded')));
    const gateway = await startGateway(config, {
      logger: createLogger({ service: 'gateway', level: 'info' }, { write }),
    });
    bench.stopLater(() => gateway.stop());

    const rows = [];
    let failures = 0;
    let firstHeap;
    for (let sent = 0; sent < requests; sent += reloadEvery) {
      // The new version comes while the first requests of the round are under way.
      if (sent > 0) replace(sent);
      world.send({ url: gateway.url, from: sent, count: reloadEvery });
      const [outcome] = await once(world, 'message');
      failures += outcome.failures;
      const heap = await heapInUse();
      if (sent / reloadEvery + 1 === roundsBeforeFirst) firstHeap = heap;
      rows.push([sent + reloadEvery, reloads, megabytes(heap), firstHeap ? (heap / firstHeap).toFixed(3) : '']);
    }
    printTable(
      ['requests', 'reloads', 'heap after a collection', `of that after ${roundsBeforeFirst * reloadEvery}`],
      rows,
    );
    const grown = (await heapInUse()) / firstHeap - 1;
    console.log(`\nunexpected answers: ${failures}; reloads: ${reloads} of ${requests / reloadEvery - 1}`);
    console.log(`grown by ${(100 * grown).toFixed(1)} %, allowed are ${100 * allowedGrowth} %`);
    if (failures > 0 || grown > allowedGrowth || reloads !== requests / reloadEvery - 1) process.exitCode = 1;
  },
  { longestMs: 30 * 60_000 },
);

/** A version of its own: the same subgraphs, and a field that no other version has. */
function supergraph(nth, port) {
  const services = Object.entries({ ...schemas, version: `type Query { version${nth}: Int }` }).map(([name, sdl]) => ({
    name,
    url: `http://127.0.0.1:${port}/${name}`,
    typeDefs: parse(sdl),
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

async function heapInUse() {
  await sleep(100);
  globalThis.gc();
  await sleep(100);
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}

function megabytes(bytes) {
  return `${(bytes / 2 ** 20).toFixed(1)} MB`;
}

// The least that an answer could cost: the fetches are known beforehand, and what comes back is merged and sent on.
import { createServer } from 'node:http';
import { Pool } from 'undici';
import { distinctWishes, operationOf, wholeWish } from '../shop/operations.mjs';
import { floorPlan } from './floorPlan.mjs';

const [, , subgraphsUrl, port, distinct] = process.argv;
const sharesFetches = process.env.SHARE_SUBGRAPH_FETCHES === 'true';
const sharesQueries = process.env.SHARE_CLIENT_QUERIES === 'true';
const plans = new Map(
  [wholeWish, ...distinctWishes(Number(distinct))].map((wish) => [operationOf(wish), floorPlan(wish)]),
);
const pool = new Pool(subgraphsUrl, { connections: 256, pipelining: 1 });
const running = new Map();
const headers = { 'content-type': 'application/json' };

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => void respond(Buffer.concat(chunks).toString(), request.headers, response));
});

async function respond(body, { authorization }, response) {
  const plan = plans.get(JSON.parse(body).query);
  if (plan === undefined) {
    response.writeHead(400).end();
    return;
  }
  const run = () => answer(plan);
  const bytes = await (sharesQueries ? shared(`${authorization}${body}`, run) : run());
  response.writeHead(200, { ...headers, 'content-length': bytes.length });
  response.end(bytes);
}

/** What runs already is waited for and not asked again. */
function shared(key, run) {
  const known = running.get(key);
  if (known !== undefined) return known;
  const promise = run().finally(() => running.delete(key));
  running.set(key, promise);
  return promise;
}

async function answer(plan) {
  const data = {};
  for (const stage of plan)
    await Promise.all(stage.map((fetch) => (fetch.at ? merge(data, fetch) : root(data, fetch))));
  return Buffer.from(JSON.stringify({ data }));
}

async function root(data, { subgraph, query }) {
  Object.assign(data, await ask(subgraph, JSON.stringify({ query })));
}

async function merge(data, { subgraph, query, at, type, key }) {
  const targets = new Map();
  collect(data, at, 0, (target) => {
    const known = targets.get(target[key[0]]);
    if (known === undefined) targets.set(target[key[0]], [target]);
    else known.push(target);
  });
  const representations = [];
  for (const [target] of targets.values()) {
    const representation = { __typename: type };
    for (const field of key) representation[field] = target[field];
    representations.push(representation);
  }
  const { _entities } = await ask(subgraph, JSON.stringify({ query, variables: { representations } }));
  let nth = 0;
  for (const same of targets.values()) {
    for (const target of same) Object.assign(target, _entities[nth]);
    nth += 1;
  }
}

function collect(value, at, depth, found) {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, at, depth, found);
  } else if (depth === at.length) found(value);
  else collect(value[at[depth]], at, depth + 1, found);
}

/** Shared is the text: each answer merges into objects of its own. */
async function ask(subgraph, body) {
  const post = async () => {
    const answered = await pool.request({ method: 'POST', path: `/${subgraph}/graphql`, headers, body });
    return answered.body.text();
  };
  return JSON.parse(await (sharesFetches ? shared(`${subgraph}${body}`, post) : post())).data;
}

server.listen(Number(port), '127.0.0.1');

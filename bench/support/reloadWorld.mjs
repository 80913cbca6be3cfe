// A process with what stands around the gateway: two subgraphs behind one port, and the clients.
import { createServer } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import { Pool } from 'undici';
import { schemas } from './reloadSchemas.mjs';

const connections = 16;
const texts = 400;
const people = Array.from({ length: 50 }, (_, nth) => ({ id: String(nth), name: `Person ${nth}` }));
const postsOf = ({ id }) => [1, 2, 3].map((nth) => ({ title: `Post ${id}.${nth}`, text: `What ${id} says` }));
const first = (_root, args) => people.slice(0, args.first);
const endpoints = new Map([
  ['/people', { Query: { people: first }, Person: { __resolveReference: ({ id }) => people[Number(id)] } }],
  ['/posts', { Query: { authors: first }, Person: { posts: postsOf } }],
]);
for (const [path, resolvers] of endpoints) {
  endpoints.set(path, buildSubgraphSchema({ typeDefs: parse(schemas[path.slice(1)]), resolvers }));
}

const server = createServer((request, response) => void answer(request, response));

async function answer(request, response) {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  const { query: source, variables: variableValues } = JSON.parse(body);
  const result = await graphql({ schema: endpoints.get(request.url), source, variableValues });
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
}

server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));

/** Mostly one of some hundred known texts; one in twenty has never been sent before, one in fifty does not fit. */
function requestOf(nth) {
  if (nth % 50 === 0) return { query: `{ people(first: 3) { id shoeSize${nth % 7} } }`, isRefused: true };
  const name = nth % 20 === 7 ? `Once${nth}` : `Known${nth % texts}`;
  const query = `query ${name}($withText: Boolean!) {
    people(first: ${(nth % 9) + 1}) { id name posts { title text @include(if: $withText) } }
    authors(first: ${(nth % 4) + 1}) { id ${nth % 3 === 0 ? 'name' : 'posts { title }'} }
  }`;
  return { query, variables: { withText: nth % 2 === 0 } };
}

/** @returns how many answers were not what they should be */
async function ask({ url, from, count }) {
  const pool = new Pool(url, { connections });
  let [next, failures] = [from, 0];
  const client = async () => {
    while (next < from + count) {
      const { isRefused = false, ...request } = requestOf(next++);
      const { body } = await pool.request({
        path: '/graphql',
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request),
      });
      const { errors } = await body.json();
      if ((errors !== undefined) !== isRefused) failures += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, client));
  await pool.close();
  return failures;
}

process.on('message', (order) => void ask(order).then((failures) => process.send({ failures })));
process.on('disconnect', () => process.exit());

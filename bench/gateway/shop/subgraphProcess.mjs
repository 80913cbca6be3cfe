// The four subgraphs in one process, as fast as can be: a request that was answered before gets the same bytes again.
// Also the keys for the tokens of whoever asks, and the list of revoked sessions, which is empty.
import { createServer } from 'node:http';
import { graphql } from 'graphql';
import { subgraphNames, subgraphSchema } from './supergraph.mjs';

const [, , keys] = process.argv;
const endpoints = new Map(
  subgraphNames.map((name) => [`/${name}/graphql`, { schema: subgraphSchema(name), remembered: new Map() }]),
);
const json = { 'content-type': 'application/json' };
let fetches = 0;

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  const endpoint = endpoints.get(request.url);
  if (endpoint === undefined) return answerPlain(request.url, response);
  fetches += 1;
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    // Latin-1 reads bytes as they are, faster than UTF-8; it only has to be the same for the same request.
    const body = Buffer.concat(chunks).toString('latin1');
    const known = endpoint.remembered.get(body);
    if (known !== undefined) return send(response, known);
    void answer(endpoint, body, response);
  });
});

function send(response, bytes) {
  response.writeHead(200, { ...json, 'content-length': bytes.length });
  response.end(bytes);
}

async function answer({ schema, remembered }, body, response) {
  const { query, variables, operationName } = JSON.parse(Buffer.from(body, 'latin1').toString());
  const result = await graphql({ schema, source: query, variableValues: variables, operationName });
  const bytes = Buffer.from(JSON.stringify(result));
  // A wrong answer is told each time, so that it is seen.
  if (result.errors === undefined) remembered.set(body, bytes);
  send(response, bytes);
}

function answerPlain(url, response) {
  if (url === '/keys') return send(response, Buffer.from(keys));
  if (url.startsWith('/revoked')) return send(response, Buffer.from(JSON.stringify({ now: Date.now(), sessions: [] })));
  response.writeHead(404, json).end('{}');
}

process.on('message', () => process.send({ fetches }));
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => process.send({ url: `http://127.0.0.1:${server.address().port}` }));

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { createLogger } from '@marquee/shared/logging';
import { graphql, parse } from 'graphql';
import { type RunningGateway, readGatewayConfig, startGateway } from '../src';
import { json, type ScriptedServer, startScriptedServer } from './support/scriptedServer';
import { ask, codesOf, send } from './support/startLibrary';

const typeDefs = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@authenticated"])
  type Query { hello: String, secret: String @authenticated }
`);

describe('any supergraph, given as SDL', () => {
  const asked: unknown[] = [];
  let subgraph: ScriptedServer;
  let gateway: RunningGateway;

  beforeAll(async () => {
    subgraph = await startScriptedServer();
    const schema = buildSubgraphSchema({
      typeDefs,
      resolvers: { Query: { hello: () => 'world', secret: () => 'gold' } },
    });
    subgraph.answer = (request, response, body) => {
      asked.push(request.headers);
      const { query: source, variables: variableValues } = JSON.parse(body);
      void graphql({ schema, source, variableValues }).then((result) => json(200, result)(request, response, body));
    };
    const { supergraphSdl = '' } = composeServices([{ name: 'greeter', url: `${subgraph.url}/query`, typeDefs }]);
    const file = join(mkdtempSync(join(tmpdir(), 'gateway-test-')), 'supergraph.graphql');
    writeFileSync(file, supergraphSdl);
    gateway = await startGateway(readGatewayConfig({ SUPERGRAPH: file, PORT: '0' }), {
      logger: createLogger({ service: 'gateway', level: 'silent' }),
    });
  });
  afterAll(async () => {
    await gateway.stop();
    await subgraph.stop();
  });

  it('is served without a token, a secret or a configuration', async () => {
    expect((await ask(gateway.url, '{ hello }')).data).toEqual({ hello: 'world' });
    expect((await send(`${gateway.url}/health/ready`)).status).toBe(200);
    expect(asked.at(-1)).not.toHaveProperty('x-gateway-identity');
  });

  it('has its guarded fields refused, since nobody can sign in', async () => {
    const answer = await ask(gateway.url, '{ hello secret }', { headers: { authorization: 'Bearer whatever' } });
    expect(answer.data).toEqual({ hello: 'world', secret: null });
    expect(codesOf(answer)).toEqual(['UNAUTHENTICATED']);
  });

  it('counts a server without a health route as healthy when it answers', async () => {
    const healthy = subgraph.answer;
    subgraph.answer = json(404, {});
    expect(JSON.parse((await send(`${gateway.url}/health`)).text)).toMatchObject({ status: 'HEALTHY' });
    subgraph.answer = healthy;
  });
});

describe('a supergraph that cannot be enforced', () => {
  it('is not served', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'gateway-test-')), 'supergraph.graphql');
    const { supergraphSdl = '' } = composeServices([{ name: 'greeter', url: 'http://greeter.invalid', typeDefs }]);
    const unknown = '@link(url: "https://specs.example/fortress/v1.0", for: SECURITY)';
    writeFileSync(file, supergraphSdl.replace('@link(', `${unknown} @link(`));
    const starting = startGateway(readGatewayConfig({ SUPERGRAPH: file, PORT: '0' }), {
      logger: createLogger({ service: 'gateway', level: 'silent' }),
    });
    await expect(starting).rejects.toThrow(/fortress/);
  });
});

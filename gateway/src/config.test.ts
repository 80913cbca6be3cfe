import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, type Environment } from '@marquee/shared/config';
import { readGatewayConfig } from './config';

const folder = mkdtempSync(join(tmpdir(), 'gateway-config-'));

function read(yaml: string, environment: Environment = {}) {
  const file = join(folder, 'supergraph.yaml');
  writeFileSync(file, yaml);
  return readGatewayConfig({ SUPERGRAPH_CONFIG: file, GATEWAY_IDENTITY_SECRET: 'x'.repeat(32), ...environment });
}

function mistakesOf(yaml: string, environment: Environment = {}): readonly string[] {
  try {
    read(yaml, environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
  return [];
}

const subgraphs =
  'subgraphs: { users: { routing_url: http://127.0.0.1:4001/graphql, schema: { file: ./users.graphql } } }';
const identity = `gateway:
  identity:
    jwks: { subgraph: users, path: /keys }
    revocations: { subgraph: users, path: /revoked }
    issuer: marquee
    audience: marquee`;

describe('the configuration of the gateway', () => {
  it('finds schemas beside the file, and lets the environment say where a subgraph is', () => {
    const { supergraph } = read(subgraphs, { USERS_URL: 'http://users:80/graphql' });
    expect(supergraph).toMatchObject({
      source: {
        kind: 'subgraphs',
        subgraphs: [{ name: 'users', urls: ['http://users:80/graphql'], schemaFile: join(folder, 'users.graphql') }],
      },
      identity: null,
      routes: [],
    });
  });

  it('fills in how tokens travel', () => {
    expect(read(`${subgraphs}\n${identity}`).supergraph.identity).toMatchObject({
      cookie: 'access_token',
      ignoreInvalidCookieFor: [],
    });
  });

  it('reports every mistake at once, in environment and file', () => {
    const yaml = `
subgraphs: { users: { routing_url: nowhere, schema: { file: ./users.graphql } } }
gateway:
  routes: [{ path: keys, method: PUT, subgraph: users }]
  forward: { users: { request: [Cookie, x-gateway-identity], response: [] } }
  colour: blue`;
    const mistakes = mistakesOf(yaml, { PORT: '70000', MAX_BODY_BYTES: 'many' }).join('\n');
    for (const expected of [
      /PORT must be/,
      /MAX_BODY_BYTES must be/,
      /users\.routing_url/,
      /routes\.0\.path/,
      /routes\.0\.method/,
      /request\.0/,
      /request\.1: must not be forwarded/,
      /colour/,
    ]) {
      expect(mistakes).toMatch(expected);
    }
  });

  it('knows of no subgraph that is not listed', () => {
    const yaml = `${subgraphs}\n${identity.replace('jwks: { subgraph: users', 'jwks: { subgraph: user')}`;
    expect(mistakesOf(yaml)).toEqual([
      expect.stringContaining('gateway.identity.jwks names the unknown subgraph "user"'),
    ]);
  });

  it('needs a secret where callers are known', () => {
    expect(mistakesOf(`${subgraphs}\n${identity}`, { GATEWAY_IDENTITY_SECRET: '' })).toEqual([
      expect.stringContaining('GATEWAY_IDENTITY_SECRET must be set'),
    ]);
    expect(mistakesOf(subgraphs, { GATEWAY_IDENTITY_SECRET: '' })).toEqual([]);
  });

  it('says which file cannot be read', () => {
    expect(() => readGatewayConfig({ SUPERGRAPH_CONFIG: '/nowhere/supergraph.yaml' })).toThrow(
      /SUPERGRAPH_CONFIG.*nowhere/,
    );
  });
});

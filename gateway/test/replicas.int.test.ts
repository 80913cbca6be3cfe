import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@marquee/shared/logging';
import { type RunningGateway, readGatewayConfig, startGateway } from '../src';
import { json, type ScriptedServer, startScriptedServer } from './support/scriptedServer';
import { ask } from './support/startLibrary';

const logger = createLogger({ service: 'gateway', level: 'silent' });

describe('a subgraph with two replicas', () => {
  const asked = { first: 0, second: 0 };
  let first: ScriptedServer;
  let second: ScriptedServer;
  let gateway: RunningGateway;
  beforeEach(async () => {
    asked.first = asked.second = 0;
    [first, second] = await Promise.all([startScriptedServer(), startScriptedServer()]);
    first.answer = greeting('first');
    second.answer = greeting('second');
  });
  afterEach(async () => {
    await gateway.stop();
    await Promise.all([first.stop(), second.stop()]);
  });

  function greeting(name: 'first' | 'second'): ScriptedServer['answer'] {
    return (...request) => {
      asked[name] += 1;
      json(200, { data: { hello: name } })(...request);
    };
  }

  /** `routing_url` as YAML says it; `environment` may say otherwise. */
  async function start(routingUrl: string, environment: Record<string, string> = {}): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'gateway-test-'));
    writeFileSync(join(folder, 'greeter.graphql'), 'type Query { hello: String }');
    const file = join(folder, 'supergraph.yaml');
    writeFileSync(
      file,
      `subgraphs: { greeter: { routing_url: ${routingUrl}, schema: { file: ./greeter.graphql } } }\n`,
    );
    gateway = await startGateway(readGatewayConfig({ SUPERGRAPH_CONFIG: file, PORT: '0', ...environment }), { logger });
  }

  async function greetings(count: number): Promise<unknown[]> {
    const answers = [];
    for (let nth = 0; nth < count; nth += 1) answers.push(await ask(gateway.url, '{ hello }'));
    return answers.map(({ data }) => data?.['hello']);
  }

  it('asks both, as the list in supergraph.yaml says', async () => {
    await start(`["${first.url}/graphql", "${second.url}/graphql"]`);
    await greetings(10);
    expect(asked).toEqual({ first: 5, second: 5 });
  });

  it('asks both, as the variable with commas says', async () => {
    await start('http://greeter.invalid/graphql', { GREETER_URL: `${first.url}/graphql, ${second.url}/graphql` });
    await greetings(10);
    expect(asked).toEqual({ first: 5, second: 5 });
  });

  it('loses no request when one of them is killed', async () => {
    await start(`["${first.url}/graphql", "${second.url}/graphql"]`);
    await greetings(4);
    await first.stop();
    expect(await greetings(20)).toEqual(Array.from({ length: 20 }, () => 'second'));
  });
});

import { mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { createLogger } from '@marquee/shared/logging';
import { parse } from 'graphql';
import { type RunningGateway, readGatewayConfig, startGateway } from '../src';
import { json, type ScriptedServer, startScriptedServer } from './support/scriptedServer';
import { type Answer, ask, codesOf, send } from './support/startLibrary';

const greeter = 'type Query { hello: String }';
const politeGreeter = 'type Query { hello: String, goodbye: String }';
const clock = 'type Query { time: String }';
/** Both say what `hello` is, and not that they may. */
const rival = 'type Query { hello: Int }';

const reloaded = 'the supergraph was reloaded';
const notServed = 'the new supergraph cannot be served; the one before goes on';

describe('a supergraph whose files change', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-test-'));
  const sdlFile = join(folder, 'supergraph.graphql');
  const configFile = join(folder, 'supergraph.yaml');
  let logs: { msg: string; level: unknown; err?: { message: string } }[];
  let home: ScriptedServer;
  let elsewhere: ScriptedServer;
  let gateway: RunningGateway;
  beforeEach(async () => {
    logs = [];
    [home, elsewhere] = await Promise.all([startScriptedServer(), startScriptedServer()]);
    home.answer = json(200, { data: { hello: 'world', goodbye: 'moon', time: 'noon' } });
    elsewhere.answer = json(200, { data: { hello: 'elsewhere', time: 'midnight' } });
  });
  afterEach(async () => {
    await gateway.stop();
    await Promise.all([home.stop(), elsewhere.stop()]);
  });

  async function start(environment: Record<string, string>): Promise<void> {
    const config = readGatewayConfig({ PORT: '0', SUPERGRAPH_POLL_MS: '10', ...environment });
    const write = (line: string) => void logs.push(JSON.parse(line));
    gateway = await startGateway(config, { logger: createLogger({ service: 'gateway', level: 'info' }, { write }) });
  }

  /** Replaced as an editor does it: nobody ever sees half of it. */
  function replace(file: string, text: string): void {
    writeFileSync(`${file}.new`, text);
    renameSync(`${file}.new`, file);
  }

  function sdlOf(schemas: Record<string, string>, url = `${home.url}/graphql`): string {
    const services = Object.entries(schemas).map(([name, sdl]) => ({ name, url, typeDefs: parse(sdl) }));
    const { supergraphSdl, errors } = composeServices(services);
    if (supergraphSdl === undefined) throw new Error(String(errors));
    return supergraphSdl;
  }

  function yamlOf(urls: Record<string, string>, more = ''): string {
    const subgraphs = Object.entries(urls).map(
      ([name, url]) => `  ${name}: { routing_url: "${url}/graphql", schema: { file: ./${name}.graphql } }\n`,
    );
    return `subgraphs:\n${subgraphs.join('')}${more}`;
  }

  function timesLogged(message: string): number {
    return logs.filter(({ msg }) => msg === message).length;
  }

  async function until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  /** Enough looks at the files for a second try, if there were one. */
  const aWhile = () => new Promise((resolve) => setTimeout(resolve, 200));

  const health = async () => JSON.parse((await send(`${gateway.url}/health`)).text);

  it('is replaced under load without one failed request', async () => {
    const [plain, polite] = [sdlOf({ greeter }), sdlOf({ greeter: politeGreeter })];
    writeFileSync(sdlFile, plain);
    await start({ SUPERGRAPH: sdlFile });
    const answers: Answer[] = [];
    const client = async () => {
      for (let nth = 0; nth < 100; nth += 1) answers.push(await ask(gateway.url, '{ hello }'));
    };
    const clients = Promise.all(Array.from({ length: 20 }, client));
    for (let nth = 1; nth <= 4; nth += 1) {
      await until(() => answers.length >= nth * 350);
      replace(sdlFile, nth % 2 === 0 ? plain : polite);
      await until(() => timesLogged(reloaded) === nth);
    }
    await clients;
    expect(answers).toHaveLength(2_000);
    expect(new Set(answers.map(({ text }) => text))).toEqual(new Set(['{"data":{"hello":"world"}}\n']));
  });

  it('serves new fields, and refuses those that are gone', async () => {
    writeFileSync(sdlFile, sdlOf({ greeter }));
    await start({ SUPERGRAPH: sdlFile });
    expect(codesOf(await ask(gateway.url, '{ goodbye }'))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    replace(sdlFile, sdlOf({ greeter: politeGreeter }));
    await until(() => timesLogged(reloaded) === 1);
    expect((await ask(gateway.url, '{ goodbye }')).data).toEqual({ goodbye: 'moon' });
    replace(sdlFile, sdlOf({ greeter }));
    await until(() => timesLogged(reloaded) === 2);
    expect(codesOf(await ask(gateway.url, '{ goodbye }'))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });

  it.each<[string, (sdl: string) => string]>([
    ['does not parse', () => 'type Query {'],
    ['is no supergraph', () => politeGreeter],
    ['has a feature that nobody here enforces', (sdl) => sdl.replace('@link(', `${unknownFeature} @link(`)],
  ])('that %s is not served, says so once, and is served when it is mended', async (_what, broken) => {
    writeFileSync(sdlFile, sdlOf({ greeter }));
    await start({ SUPERGRAPH: sdlFile });
    replace(sdlFile, broken(sdlOf({ greeter })));
    await until(() => timesLogged(notServed) === 1);
    await aWhile();
    expect(timesLogged(notServed)).toBe(1);
    expect((await ask(gateway.url, '{ hello }')).data).toEqual({ hello: 'world' });
    expect(await health()).toMatchObject({ status: 'DEGRADED', reason: expect.stringContaining('newest supergraph') });

    replace(sdlFile, sdlOf({ greeter: politeGreeter }));
    await until(() => timesLogged(reloaded) === 1);
    expect((await ask(gateway.url, '{ goodbye }')).data).toEqual({ goodbye: 'moon' });
    expect(await health()).not.toHaveProperty('reason');
  });

  it('is well again when a mistake is taken back', async () => {
    writeFileSync(sdlFile, sdlOf({ greeter }));
    await start({ SUPERGRAPH: sdlFile });
    replace(sdlFile, 'type Query {');
    await until(() => timesLogged(notServed) === 1);
    replace(sdlFile, sdlOf({ greeter }));
    await until(() => timesLogged('the supergraph is again the one that is served') === 1);
    expect(await health()).not.toHaveProperty('reason');
    expect(timesLogged(reloaded)).toBe(0);
  });

  it('is composed anew when the schema of a subgraph changes, if it composes', async () => {
    writeFileSync(join(folder, 'greeter.graphql'), greeter);
    writeFileSync(join(folder, 'clock.graphql'), clock);
    writeFileSync(configFile, yamlOf({ greeter: home.url, clock: home.url }));
    await start({ SUPERGRAPH_CONFIG: configFile });
    replace(join(folder, 'clock.graphql'), rival);
    await until(() => timesLogged(notServed) === 1);
    expect(logs.find(({ msg }) => msg === notServed)?.err?.message).toContain('do not compose');
    expect((await ask(gateway.url, '{ time }')).data).toEqual({ time: 'noon' });

    replace(join(folder, 'clock.graphql'), 'type Query { time: String, zone: String }');
    await until(() => timesLogged(reloaded) === 1);
    expect(codesOf(await ask(gateway.url, '{ time zone }'))).toEqual([]);
  });

  it('finds a subgraph where it has moved to', async () => {
    writeFileSync(join(folder, 'greeter.graphql'), greeter);
    writeFileSync(configFile, yamlOf({ greeter: home.url }));
    await start({ SUPERGRAPH_CONFIG: configFile });
    expect((await ask(gateway.url, '{ hello }')).data).toEqual({ hello: 'world' });
    replace(configFile, yamlOf({ greeter: elsewhere.url }));
    await until(() => timesLogged(reloaded) === 1);
    expect((await ask(gateway.url, '{ hello }')).data).toEqual({ hello: 'elsewhere' });
  });

  it('answers a request that has begun, though its subgraph is removed meanwhile', async () => {
    let answerSlowly: (() => void) | undefined;
    elsewhere.answer = (...request) => {
      answerSlowly = () => json(200, { data: { time: 'at last' } })(...request);
    };
    writeFileSync(join(folder, 'greeter.graphql'), greeter);
    writeFileSync(join(folder, 'clock.graphql'), clock);
    writeFileSync(configFile, yamlOf({ greeter: home.url, clock: elsewhere.url }));
    await start({ SUPERGRAPH_CONFIG: configFile, REQUEST_TIMEOUT_MS: '10000' });
    const begun = ask(gateway.url, '{ hello time }');
    await until(() => answerSlowly !== undefined);
    replace(configFile, yamlOf({ greeter: home.url }));
    await until(() => timesLogged(reloaded) === 1);
    expect(codesOf(await ask(gateway.url, '{ time }'))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(await health()).toMatchObject({ services: [{ name: 'greeter' }] });
    answerSlowly?.();
    expect((await begun).data).toEqual({ hello: 'world', time: 'at last' });
  });

  it('is served with new settings only after a restart, and says so', async () => {
    writeFileSync(join(folder, 'greeter.graphql'), greeter);
    writeFileSync(configFile, yamlOf({ greeter: home.url }));
    await start({ SUPERGRAPH_CONFIG: configFile });
    replace(configFile, yamlOf({ greeter: home.url }, 'gateway: { oncePerOperation: [hello] }\n'));
    await until(() => timesLogged(reloaded) === 1);
    await aWhile();
    expect(timesLogged('the gateway section of supergraph.yaml counts after a restart')).toBe(1);
    expect(codesOf(await ask(gateway.url, '{ hello again: hello }'))).toEqual([]);
  });

  it('is left alone when nobody is to look', async () => {
    writeFileSync(sdlFile, sdlOf({ greeter }));
    await start({ SUPERGRAPH: sdlFile, SUPERGRAPH_POLL_MS: '0' });
    replace(sdlFile, sdlOf({ greeter: politeGreeter }));
    await aWhile();
    expect(codesOf(await ask(gateway.url, '{ goodbye }'))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });
});

const unknownFeature = '@link(url: "https://specs.example/fortress/v1.0", for: SECURITY)';

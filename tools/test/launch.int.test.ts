import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { runCheck } from '../src/invariants/runCheck';
import { freePort } from '../src/postgres/freePort';
import { watchOverDeath } from '../src/processes/deathWatch';
import { isAlive } from '../src/processes/isAlive';

const root = path.join(__dirname, '../..');
const folders: string[] = [];
const launchers: ChildProcess[] = [];

jest.setTimeout(120_000);

function newFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), 'marquee launch test-'));
  folders.push(folder);
  return path.join(folder, 'data');
}

interface Start {
  dataFolder: string;
  port: number;
  more?: Record<string, string>;
  command?: readonly [string, string];
}

const withoutNpm = [process.execPath, path.join(root, 'tools/start.mjs')] as const;

/** `npm start`, as a rule without npm. Hashing is made cheap: seven accounts at its real cost take seconds. */
function start({ dataFolder, port, more = {}, command = withoutNpm }: Start) {
  const environment = { ...process.env, MARQUEE_DATA_DIR: dataFolder, PORT: String(port), PASSWORD_BCRYPT_COST: '4' };
  const [program, argument] = command;
  const launcher = spawn(program, [argument], {
    cwd: root,
    env: { ...environment, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  launchers.push(launcher);
  const watch = watchOverDeath(Number(launcher.pid), { signal: 'TERM' });
  launcher.once('exit', watch.dismiss);
  let said = '';
  for (const stream of [launcher.stdout, launcher.stderr])
    stream.on('data', (chunk: Buffer) => (said += String(chunk)));
  const ended = once(launcher, 'exit');
  return {
    said: () => said,
    untilReady: () => until(() => said.includes('Marquee is ready'), `ready: ${said}`),
    untilEnded: async () => {
      const [code] = (await ended) as [number | null];
      return { code, said };
    },
    end: async (signal: NodeJS.Signals) => {
      launcher.kill(signal);
      await ended;
    },
  };
}

async function until(condition: () => boolean | Promise<boolean>, what: string) {
  const end = Date.now() + 40_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`waited in vain for: ${what}`);
    await wait(50);
  }
}

async function restaurants(port: number): Promise<string[]> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ restaurants(first: 50) { nodes { id } } }' }),
  });
  const { data } = (await response.json()) as { data: { restaurants: { nodes: { id: string }[] } } };
  return data.restaurants.nodes.map(({ id }) => id);
}

const isOpen = (port: number) =>
  fetch(`http://127.0.0.1:${port}/health/live`).then(
    () => true,
    () => false,
  );

const postgresOf = (dataFolder: string) =>
  Number(readFileSync(path.join(dataFolder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);

const secretsOf = (dataFolder: string) =>
  readdirSync(path.join(dataFolder, 'secrets')).map((name) => {
    const file = path.join(dataFolder, 'secrets', name);
    return { name, mode: statSync(file).mode & 0o777, text: readFileSync(file, 'utf8') };
  });

const reset = (dataFolder: string) =>
  spawnSync(process.execPath, [path.join(root, 'tools/reset.mjs')], {
    env: { ...process.env, MARQUEE_DATA_DIR: dataFolder },
    encoding: 'utf8',
  });

afterEach(async () => {
  for (const launcher of launchers.splice(0)) {
    if (launcher.exitCode !== null || launcher.signalCode !== null) continue;
    const exited = once(launcher, 'exit');
    launcher.kill('SIGKILL');
    await exited;
  }
});
afterAll(async () => {
  // Death watches finish what was killed before its folder goes.
  await wait(500);
  folders.forEach((folder) => rmSync(folder, { recursive: true, force: true }));
});

describe('npm start', () => {
  it('serves a demo city, keeps it and its secrets over a restart, and stops with everything it started', async () => {
    const dataFolder = newFolder();
    const port = await freePort();
    const first = start({ dataFolder, port });
    await first.untilReady();
    for (const part of [`:${port}/graphql`, '/explorer', 'CUSTOMER', 'KITCHEN', 'SUPER_ADMIN', 'curl', 'Ctrl-C']) {
      expect(first.said()).toContain(part);
    }
    const city = await restaurants(port);
    expect(city.length).toBeGreaterThan(5);
    const secrets = secretsOf(dataFolder);
    expect(secrets.length).toBeGreaterThanOrEqual(4);
    expect(secrets.filter(({ mode }) => mode !== 0o600)).toEqual([]);

    const postgres = postgresOf(dataFolder);
    await first.end('SIGTERM');
    expect(await first.untilEnded()).toMatchObject({ code: 0, said: expect.stringContaining('Stopped.') });
    expect(isAlive(postgres)).toBe(false);
    expect(await isOpen(port)).toBe(false);
    expect(existsSync(path.join(dataFolder, 'running.json'))).toBe(false);

    const second = start({ dataFolder, port });
    await second.untilReady();
    expect(await restaurants(port)).toEqual(city);
    expect(secretsOf(dataFolder)).toEqual(secrets);
    await second.end('SIGINT');
  });

  it('refuses a second start and a reset on data in use, and recovers by itself after kill -9', async () => {
    const dataFolder = newFolder();
    const port = await freePort();
    const killed = start({ dataFolder, port });
    await killed.untilReady();
    const rival = await start({ dataFolder, port: await freePort() }).untilEnded();
    expect(rival).toMatchObject({ code: 1, said: expect.stringContaining('Marquee already runs on this data') });
    const refused = reset(dataFolder);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('Marquee already runs on this data');
    const city = await restaurants(port);
    await killed.end('SIGKILL');

    const next = start({ dataFolder, port });
    await next.untilReady();
    expect(await restaurants(port)).toEqual(city);
    await next.end('SIGTERM');

    const underNpm = start({ dataFolder, port, command: ['npm', 'start'] });
    await underNpm.untilReady();
    await underNpm.end('SIGKILL');
    const last = start({ dataFolder, port });
    await last.untilReady();
    await last.end('SIGTERM');

    writeFileSync(path.join(dataFolder, 'mine.txt'), 'not of Marquee');
    expect(reset(dataFolder).stdout).toContain('what is not ours was left: mine.txt');
    expect(readdirSync(dataFolder)).toEqual(['mine.txt']);
  });

  it('says which port is taken and which variable chooses it, and leaves nothing running', async () => {
    const dataFolder = newFolder();
    const holder = createServer();
    holder.listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const { port } = holder.address() as { port: number };
    const refused = await start({ dataFolder, port }).untilEnded();
    holder.close();
    expect(refused).toMatchObject({ code: 1, said: expect.stringContaining(`Port ${port} is taken`) });
    expect(refused.said).toContain('set PORT to');
    expect(existsSync(path.join(dataFolder, 'postgres'))).toBe(false);
    expect(existsSync(path.join(dataFolder, 'running.json'))).toBe(false);
  });

  it('reports every mistake in the configuration at once, before it starts anything', async () => {
    const dataFolder = newFolder();
    const more = { ACCESS_TOKEN_TTL: 'soon', SUBGRAPH_TIMEOUT_MS: '-1' };
    const refused = await start({ dataFolder, port: await freePort(), more }).untilEnded();
    expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('ACCESS_TOKEN_TTL must be') });
    expect(refused.said).toContain('SUBGRAPH_TIMEOUT_MS must be');
    expect(existsSync(path.join(dataFolder, 'postgres'))).toBe(false);
  });
});

describe('npm start with each service as a process of its own', () => {
  it('restarts a service that was killed, and stops all of them in the end', async () => {
    const dataFolder = newFolder();
    const port = await freePort();
    const foodPort = await freePort();
    const ports = {
      USERS_PORT: await freePort(),
      BOOKING_PORT: await freePort(),
      CATALOG_PORT: await freePort(),
      ORDERS_PORT: await freePort(),
      FOOD_PORT: foodPort,
      PAYMENTS_PORT: await freePort(),
      SIMULATED_PROVIDER_PORT: await freePort(),
    };
    const variables = Object.fromEntries(Object.entries(ports).map(([name, value]) => [name, String(value)]));
    const more = { MARQUEE_LAYOUT: 'distributed', ...variables };
    const launched = start({ dataFolder, port, more });
    await launched.untilReady();
    const city = await restaurants(port);
    expect(city.length).toBeGreaterThan(5);

    process.kill(processOf('food', dataFolder), 'SIGKILL');
    await until(() => launched.said().includes('food ended (SIGKILL); starting it again'), 'a notice');
    await until(() => isOpen(foodPort), 'food to listen again');
    expect(await restaurants(port)).toEqual(city);

    await launched.end('SIGTERM');
    expect(await Promise.all([port, ...Object.values(ports)].map(isOpen))).toEqual(
      [port, ...Object.values(ports)].map(() => false),
    );
  });
});

function processOf(service: string, dataFolder: string): number {
  const lines = readFileSync(path.join(dataFolder, 'logs/marquee.log'), 'utf8').trim().split('\n');
  const entries = lines.map((line) => JSON.parse(line) as { msg: string; name?: string; processId?: number });
  return Number(entries.find(({ msg, name }) => msg === 'service started' && name === service)?.processId);
}

describe('npm run check:invariants', () => {
  it('looks at the data folder, whether Marquee runs on it or not', async () => {
    const dataFolder = newFolder();
    const environment = { MARQUEE_DATA_DIR: dataFolder };
    await expect(runCheck(environment, root)).rejects.toThrow('There is nothing to check');
    const marquee = start({ dataFolder, port: await freePort() });
    await marquee.untilReady();
    let last = '';
    const isWhole = async () => {
      const { report, isWhole: holds } = await runCheck(environment, root);
      last = report;
      return holds;
    };
    // The demo city is told to the search, and to whoever else is to know of it.
    await until(isWhole, 'nothing broken');
    expect(last).toContain(' 0 broken, 0 not looked at');
    await marquee.end('SIGTERM');
    expect(await runCheck(environment, root)).toMatchObject({ isWhole: true });
    expect(existsSync(path.join(dataFolder, 'running.json'))).toBe(false);
  });
});

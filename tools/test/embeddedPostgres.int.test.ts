import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../src/postgres';
import { accountForPostgres, spawnOptionsFor } from '../src/postgres/account';
import { binariesIn, installedPostgres, prepare } from '../src/postgres/binaries';
import { readPostmaster } from '../src/postgres/postmaster';
import { runnableBinaries } from '../src/postgres/runnableBinaries';
import { watchOverDeath } from '../src/processes/deathWatch';
import { isAlive } from '../src/processes/isAlive';

const password = 'pass:word @/ with everything';
const account = accountForPostgres('/nowhere');
const folders: string[] = [];
const launchers: ChildProcess[] = [];

/** Reachable for every account, as most folders are; `mkdtemp` makes them 0700. */
function newFolder(name = 'postgres test-') {
  const folder = mkdtempSync(path.join(tmpdir(), name));
  chmodSync(folder, 0o755);
  folders.push(folder);
  return folder;
}

const start = (folder: string) =>
  startEmbeddedPostgres({
    dataFolder: path.join(folder, 'data'),
    logFile: path.join(folder, 'postgres.log'),
    password,
    settings: { fsync: 'off' },
  });

async function query<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

/** Starts PostgreSQL from another process, which can be killed, or be somebody else. */
async function startInProcess(folder: string, user: { uid?: number; gid?: number; env?: NodeJS.ProcessEnv } = {}) {
  const support = path.join(__dirname, 'support');
  const launcher = spawn(
    process.execPath,
    ['-r', path.join(support, 'typescript.cjs'), path.join(support, 'postgresLauncher.ts'), folder, password],
    { ...user, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] },
  );
  launchers.push(launcher);
  const watch = watchOverDeath(Number(launcher.pid), { signal: 'TERM' });
  launcher.once('exit', watch.dismiss);
  const said: Buffer[] = [];
  launcher.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  const [line] = await Promise.race([once(launcher.stdout, 'data'), once(launcher, 'exit').then(() => [null])]);
  if (line === null) throw new Error(`the launcher failed: ${Buffer.concat(said).toString()}`);
  const { url, uid } = JSON.parse(String(line)) as { url: string; uid: number };
  return { url, uid, pid: Number(readPostmaster(path.join(folder, 'data'))?.pid), kill: () => kill(launcher) };
}

async function kill(launcher: ChildProcess) {
  const exited = once(launcher, 'exit');
  launcher.kill('SIGKILL');
  await exited;
}

async function until(condition: () => boolean) {
  const end = Date.now() + 15_000;
  while (!condition()) {
    if (Date.now() > end) throw new Error('waited in vain');
    await wait(20);
  }
}

/** Tests that this machine or account cannot run count as skipped, and say why. */
function describeOnlyWhen(condition: boolean, reason: string) {
  if (!condition) process.stderr.write(`notice: tests of the embedded PostgreSQL are skipped: ${reason}\n`);
  return condition ? describe : describe.skip;
}

const isReadableByOthers =
  account !== null &&
  spawnSync('/bin/sh', ['-c', 'test -r "$0"', __filename], { uid: account.uid, gid: account.gid }).status === 0;
const describeOnLinux = describeOnlyWhen(process.platform === 'linux', 'they read /proc');
const describeAsRoot = describeOnlyWhen(account !== null, 'they need root, which PostgreSQL must not run as');
const describeAsBoth = describeOnlyWhen(isReadableByOthers, 'they need root, and a checkout that others can read');

afterEach(() => {
  for (const launcher of launchers.splice(0)) launcher.kill('SIGKILL');
});
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

describe('the embedded PostgreSQL', () => {
  it('keeps its data over a restart, in a path with a space', async () => {
    const folder = newFolder();
    const first = await start(folder);
    await query(first.urlOf('postgres'), 'create table kept as select 42 as answer');
    await first.stop();
    const second = await start(folder);
    expect(await query(second.urlOf('postgres'), 'select answer from kept')).toEqual([{ answer: 42 }]);
    await second.stop();
  });

  it('lets nobody in without the password, and listens on the loopback only', async () => {
    const postgres = await start(newFolder());
    const wrong = postgres.urlOf('postgres').replace(/:[^:@]+@/, ':guess@');
    await expect(query(wrong, 'select 1')).rejects.toThrow('password authentication failed');
    expect(await query(postgres.urlOf('postgres'), 'show listen_addresses')).toEqual([
      { listen_addresses: '127.0.0.1' },
    ]);
    await postgres.stop();
  });

  it('says what PostgreSQL said when it cannot start', async () => {
    const folder = newFolder();
    const options = { dataFolder: path.join(folder, 'data'), logFile: path.join(folder, 'log'), password };
    await expect(startEmbeddedPostgres({ ...options, settings: { no_such_setting: 1 } })).rejects.toThrow(
      'unrecognized configuration parameter "no_such_setting"',
    );
  });

  it('runs with packages that were installed without their install scripts', () => {
    const native = path.join(newFolder(), 'native');
    cpSync(installedPostgres(), native, { recursive: true, verbatimSymlinks: true });
    const { postgres } = binariesIn(native);
    const links = JSON.parse(readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8')) as { target: string }[];
    for (const { target } of links) rmSync(path.join(native, '..', target));
    chmodSync(postgres, 0o644);
    prepare(native);
    expect(spawnSync(postgres, ['--version'], { encoding: 'utf8' }).stdout).toContain('PostgreSQL) 17.');
  });
});

describeOnlyWhen(process.platform === 'linux', 'they need the locale C.UTF-8')('a new cluster', () => {
  it('knows the letters of every script, to lower them and to find parts of words by an index', async () => {
    const postgres = await start(newFolder());
    const url = postgres.urlOf('postgres');
    await query(url, 'create extension pg_trgm');
    expect(
      await query(url, `select lower('ÉMILE ЗИМА') as lowered, cardinality(show_trgm('зима')) as trigrams`),
    ).toEqual([{ lowered: 'émile зима', trigrams: 5 }]);
    // Of one order on every machine.
    expect(await query(url, `select 'Z' < 'a' as "isByCodePoint"`)).toEqual([{ isByCodePoint: true }]);
    await postgres.stop();
  });
});

describe('after the launcher was killed', () => {
  it('PostgreSQL stops, and folders that were to vanish do', async () => {
    const folder = newFolder();
    mkdirSync(path.join(folder, 'scratch'));
    const launched = await startInProcess(folder);
    await launched.kill();
    await until(() => !isAlive(launched.pid) && !existsSync(path.join(folder, 'scratch')));
    await expect(query(launched.url, 'select 1')).rejects.toThrow('ECONNREFUSED');
  });

  it('PostgreSQL too: its stale note does no harm, even if another program has its process id', async () => {
    const folder = newFolder();
    const launched = await startInProcess(folder);
    const noteFile = path.join(folder, 'data/postmaster.pid');
    const note = readFileSync(noteFile, 'utf8');
    await launched.kill();
    await until(() => !isAlive(launched.pid));
    // Of PostgreSQL's own account, and no relative of the next one: others it knows to be harmless by itself.
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
      ...spawnOptionsFor(account),
      stdio: 'ignore',
    });
    launchers.push(stranger);
    writeFileSync(noteFile, note.replace(String(launched.pid), String(stranger.pid)));
    if (account !== null) chownSync(noteFile, account.uid, account.gid);

    const next = await start(folder);
    expect(await query(next.urlOf('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
    await next.stop();
  });

  it('while it made the cluster: the next start makes it anew and leaves no debris', async () => {
    const folder = newFolder();
    mkdirSync(path.join(folder, 'data-new-Abc123/cluster/base'), { recursive: true });
    const postgres = await start(folder);
    await postgres.stop();
    expect(existsSync(path.join(folder, 'data-new-Abc123'))).toBe(false);
  });
});

describeOnLinux('after the launcher and its death watch were killed', () => {
  it('the next start replaces the orphan and finds the data', async () => {
    const folder = newFolder();
    const launched = await startInProcess(folder);
    await query(launched.url, 'create table kept as select 42 as answer');
    const watcher = deathWatchOf(launched.pid);
    process.kill(watcher, 'SIGKILL');
    await launched.kill();
    await wait(200);
    expect(isAlive(launched.pid)).toBe(true);

    const next = await start(folder);
    expect(await query(next.urlOf('postgres'), 'select answer from kept')).toEqual([{ answer: 42 }]);
    expect(isAlive(launched.pid)).toBe(false);
    await next.stop();
  });
});

describeAsRoot('started by root', () => {
  it('runs as an account without rights', async () => {
    const folder = newFolder();
    const postgres = await start(folder);
    const { pid = 0 } = readPostmaster(path.join(folder, 'data')) ?? {};
    expect(statSync(`/proc/${pid}`).uid).toBe(account?.uid);
    await postgres.stop();
  });

  it('serves data in a folder that this account cannot walk to', async () => {
    const folder = newFolder();
    chmodSync(folder, 0o700);
    const postgres = await start(folder);
    await query(postgres.urlOf('postgres'), 'create table kept as select 42 as answer');
    await query(postgres.urlOf('postgres'), 'checkpoint');
    await postgres.stop();
    const again = await start(folder);
    expect(await query(again.urlOf('postgres'), 'select answer from kept')).toEqual([{ answer: 42 }]);
    await again.stop();
  });

  it('copies binaries that this account cannot walk to into a folder of its own', () => {
    const folder = newFolder();
    const native = path.join(folder, 'package/native');
    cpSync(installedPostgres(), native, { recursive: true, verbatimSymlinks: true });
    expect(runnableBinaries(account, native).privateCopy).toBeNull();

    chmodSync(folder, 0o700);
    const { privateCopy, postgres } = runnableBinaries(account, native);
    folders.push(String(privateCopy));
    expect(postgres.startsWith(String(privateCopy))).toBe(true);
    const { uid, mode } = lstatSync(String(privateCopy));
    expect({ uid, mode: mode & 0o777 }).toEqual({ uid: account?.uid, mode: 0o700 });
  });
});

describeAsBoth('started by an ordinary user', () => {
  it('runs as that user', async () => {
    const folder = newFolder();
    const { uid = 0, gid = 0 } = account ?? {};
    chownSync(folder, uid, gid);
    const launched = await startInProcess(folder, { uid, gid, env: { PATH: process.env['PATH'], HOME: folder } });
    expect(launched.uid).toBe(uid);
    expect(await query(launched.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await launched.kill();
    await until(() => !isAlive(launched.pid));
  });

  it('leaves data that root can start with, and hand back', async () => {
    const folder = newFolder();
    const asUser = { uid: account?.uid ?? 0, gid: account?.gid ?? 0, env: { PATH: process.env['PATH'], HOME: folder } };
    chownSync(folder, asUser.uid, asUser.gid);
    const first = await startInProcess(folder, asUser);
    await query(first.url, 'create table kept as select 42 as answer');
    await first.kill();
    const second = await start(folder);
    expect(await query(second.urlOf('postgres'), 'select answer from kept')).toEqual([{ answer: 42 }]);
    await second.stop();
    const third = await startInProcess(folder, asUser);
    expect(await query(third.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });
});

function deathWatchOf(pid: number): number {
  const watcher = readdirSync('/proc').find((entry) => commandOf(entry).includes(`marquee-death-watch\0${pid}\0`));
  if (watcher === undefined) throw new Error('PostgreSQL has no death watch');
  return Number(watcher);
}

function commandOf(processEntry: string): string {
  try {
    return readFileSync(`/proc/${processEntry}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

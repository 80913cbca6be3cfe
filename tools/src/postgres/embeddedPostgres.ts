import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { watchOverDeath } from '../processes/deathWatch';
import { type Account, accountForPostgres, spawnOptionsFor } from './account';
import { ensureCluster, superuser } from './cluster';
import { freePort } from './freePort';
import { handOver } from './handOver';
import { readPostmaster, retirePostmaster } from './postmaster';
import { type RunnableBinaries, runnableBinaries } from './runnableBinaries';

export interface EmbeddedPostgresOptions {
  /** Made when it is missing. Its password stays the one that it was made with. */
  dataFolder: string;
  /** What PostgreSQL says, appended. */
  logFile: string;
  password: string;
  settings?: Readonly<Record<string, string | number>>;
  /** Folders that go when we die without having stopped PostgreSQL. */
  deleteOnDeath?: readonly string[];
}

export interface EmbeddedPostgres {
  port: number;
  urlOf(database: string): string;
  /** Resolves when PostgreSQL has ended, wanted or not. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL that npm installed, on 127.0.0.1 and a free port. It ends with us, however we end.
 * @throws Error whose message says what to do, with the last lines of PostgreSQL's log
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const account = accountForPostgres(options.dataFolder);
  const binaries = runnableBinaries(account);
  try {
    ensureCluster(options.dataFolder, { binaries, account, password: options.password });
    await retirePostmaster(options.dataFolder);
    return await startServer(options, binaries, account);
  } catch (error) {
    deleteCopy(binaries);
    throw error;
  }
}

async function startServer(
  options: EmbeddedPostgresOptions,
  binaries: RunnableBinaries,
  account: Account | null,
): Promise<EmbeddedPostgres> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const logStart = sizeOf(options.logFile);
    const server = launch(options, binaries, account, port);
    if (await becomesReady(server, options.dataFolder)) return running(server, port, options, binaries);

    const said = readFileSync(options.logFile).subarray(logStart).toString('utf8');
    const isPassing = passingTroubles.some((trouble) => said.includes(trouble));
    if (!isPassing || attempt === maxAttempts) throw new Error(`PostgreSQL did not start:\n${lastLines(said)}`);
    await wait(retryMs);
  }
}

/** Somebody took the port in between; workers of a server that was killed take a moment to notice. */
const passingTroubles = ['could not create any TCP/IP sockets', 'pre-existing shared memory block'];
const maxAttempts = 20;
const retryMs = 250;

interface Server {
  process: ChildProcess;
  pid: number;
  ended: Promise<void>;
  isEnded: () => boolean;
}

function launch(
  { dataFolder, logFile, settings = {}, deleteOnDeath = [] }: EmbeddedPostgresOptions,
  binaries: RunnableBinaries,
  account: Account | null,
  port: number,
): Server {
  const { paths, descriptors, close } = handOver([dataFolder], account);
  const log = openSync(logFile, 'a', 0o600);
  const values = { ...baseSettings, ...settings, port };
  const child = spawn(
    binaries.postgres,
    ['-D', String(paths[0]), ...Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    // A session of its own: Ctrl-C reaches the whole foreground group, and we are to stop PostgreSQL last.
    { ...spawnOptionsFor(account), detached: true, stdio: ['ignore', log, log, ...descriptors] },
  );
  closeSync(log);
  close();
  child.unref();

  const pid = child.pid ?? 0;
  const folders = binaries.privateCopy === null ? deleteOnDeath : [...deleteOnDeath, binaries.privateCopy];
  const watch = pid === 0 ? null : watchOverDeath(pid, { signal: 'INT', folders });
  let isEnded = false;
  const ended = new Promise<void>((resolve) => {
    const end = () => {
      isEnded = true;
      watch?.dismiss();
      resolve();
    };
    child.once('exit', end);
    child.once('error', end);
  });
  return { process: child, pid, ended, isEnded: () => isEnded };
}

const baseSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 200,
  shared_buffers: '128MB',
  // A page that is not the next one costs hardly more on the disks of today; the default of 4 is for turning ones.
  random_page_cost: 1.1,
};

async function becomesReady(server: Server, dataFolder: string): Promise<boolean> {
  while (!server.isEnded()) {
    const postmaster = readPostmaster(dataFolder);
    if (postmaster?.pid === server.pid && postmaster.isReady) return true;
    await wait(20);
  }
  return false;
}

function running(
  server: Server,
  port: number,
  { dataFolder, password }: EmbeddedPostgresOptions,
  binaries: RunnableBinaries,
): EmbeddedPostgres {
  const ended = server.ended.then(() => deleteCopy(binaries));
  const stop = async () => {
    if (!server.isEnded()) await stopServer(server, dataFolder, binaries);
    await ended;
  };
  const urlOf = (database: string) =>
    `postgres://${superuser}:${encodeURIComponent(password)}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
  return { port, urlOf, ended, stop };
}

/** From the polite to the certain: PostgreSQL's fast shutdown, its immediate one (recovered at the next start), SIGKILL. */
async function stopServer(server: Server, dataFolder: string, { pgCtl }: RunnableBinaries): Promise<void> {
  if (process.platform === 'win32') {
    spawnSync(pgCtl, ['stop', '-D', dataFolder, '-m', 'fast'], { stdio: 'ignore' });
    return;
  }
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    server.process.kill(signal);
    const patience = new AbortController();
    const late = wait(10_000, 'late', { signal: patience.signal }).catch(() => 'ended');
    const outcome = await Promise.race([server.ended.then(() => 'ended'), late]);
    patience.abort();
    if (outcome === 'ended') return;
  }
}

function deleteCopy({ privateCopy }: RunnableBinaries): void {
  if (privateCopy !== null) rmSync(privateCopy, { recursive: true, force: true });
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

const lastLines = (text: string) => text.trimEnd().split('\n').slice(-15).join('\n');

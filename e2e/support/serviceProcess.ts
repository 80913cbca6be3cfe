import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { freePort } from '../../tools/src/postgres/freePort';

/** One service in a process of its own, as an operator runs it. */
export interface ServiceProcess {
  readonly url: string;
  readonly pid: number;
  /** Every line it logged so far. */
  log(): string;
  /** SIGKILL: no handler runs, nothing is flushed. Resolves when it is gone. */
  kill(): Promise<void>;
  /** Starts it again on the same port, with something else in its environment for this time. */
  restart(change?: Readonly<Record<string, string>>): Promise<void>;
  /** Resolves when it has ended by itself; false when it still runs after that time. */
  ends(withinMs: number): Promise<boolean>;
  /** SIGTERM. @throws when it does not end by itself, or with another code than 0 */
  stop(): Promise<void>;
}

const patienceMs = 60_000;

/** A test that fails on the way leaves no process behind. */
const started = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of started) child.kill('SIGKILL');
});

export async function startProcess(
  file: string,
  environment: Readonly<Record<string, string>>,
  portVariable: string,
  fixedPort?: number,
): Promise<ServiceProcess> {
  const port = fixedPort ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  let output = '';
  let child = await spawnReady();

  async function spawnReady(change: Readonly<Record<string, string>> = {}): Promise<ChildProcess> {
    const spawned = spawn(process.execPath, [file], {
      cwd: dirname(dirname(file)),
      env: { PATH: process.env['PATH'], ...environment, ...change, [portVariable]: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    started.add(spawned);
    for (const stream of [spawned.stdout, spawned.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
    await readiness(url, spawned, () => output);
    return spawned;
  }

  return {
    url,
    get pid() {
      return child.pid ?? -1;
    },
    log: () => output,
    kill: () => endWith(child, 'SIGKILL').then(() => undefined),
    restart: async (change) => {
      child = await spawnReady(change);
    },
    ends: (withinMs) => endsWithin(child, withinMs),
    stop: async () => {
      const code = await endWith(child, 'SIGTERM');
      if (code !== 0) throw new Error(`${file} ended with ${String(code)} on SIGTERM:\n${output}`);
    },
  };
}

/** One that a signal ended has no exit code. */
const hasEnded = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null;

async function endsWithin(child: ChildProcess, withinMs: number): Promise<boolean> {
  if (hasEnded(child)) return true;
  const exit = once(child, 'exit', { signal: AbortSignal.timeout(withinMs) });
  return exit.then(
    () => true,
    () => false,
  );
}

async function endWith(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
  if (hasEnded(child)) return child.exitCode;
  const exit = once(child, 'exit');
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  await exit;
  clearTimeout(timer);
  return child.exitCode;
}

async function readiness(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode} before it was ready:\n${output()}`);
    const isReady = await fetch(`${url}/health/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (isReady) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`not ready after ${patienceMs} ms:\n${output()}`);
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Environment } from '@marquee/shared/config';
import { createLogger } from '@marquee/shared/logging';
import { watchOverDeath } from '../processes/deathWatch';
import type { LogFile } from './logFile';

export interface ChildServiceOptions {
  readonly name: string;
  readonly mainFile: string;
  readonly environment: Environment;
  readonly readyUrl: string;
  readonly cwd: string;
  readonly log: LogFile;
  readonly notice: (text: string) => void;
}

export interface ChildService {
  stop(): Promise<void>;
}

const startTimeoutMs = 60_000;
const stopTimeoutMs = 20_000;
const restartAfterMs = 1_000;

/**
 * Runs a service as a process of its own and waits until it is ready. One that ends by itself is started again.
 * @throws Error with what the process said when it does not become ready
 */
export async function startChildService(options: ChildServiceOptions): Promise<ChildService> {
  let child = launch(options);
  await untilReady(child, options);

  const stopping = new AbortController();
  const keepAlive = async (): Promise<void> => {
    for (;;) {
      await child.ended;
      if (stopping.signal.aborted) return;
      options.notice(`${options.name} ended (${child.howItEnded()}); starting it again`);
      await wait(restartAfterMs);
      if (stopping.signal.aborted) return;
      child = launch(options);
    }
  };
  const keeping = keepAlive();

  return {
    stop: async () => {
      stopping.abort();
      await child.stop();
      await keeping;
    },
  };
}

interface Child {
  readonly ended: Promise<void>;
  isEnded(): boolean;
  howItEnded(): string;
  lastWords(): string;
  stop(): Promise<void>;
}

function launch({ name, mainFile, environment, cwd, log }: ChildServiceOptions): Child {
  // A session of its own: Ctrl-C reaches the whole foreground group, and a subgraph is to outlive the gateway's drain.
  const child = spawn(process.execPath, ['--max-semi-space-size=64', mainFile], {
    cwd,
    env: { ...environment },
    detached: true,
    stdio: ['ignore', log.descriptor, 'pipe'],
  });
  createLogger({ service: 'launcher' }, log.destination).info({ name, processId: child.pid }, 'service started');
  let lastWords = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = `${lastWords}${text}`.slice(-4_000);
    log.destination.write(text);
  });
  const watch = child.pid === undefined ? null : watchOverDeath(child.pid, { signal: 'TERM' });
  let isEnded = false;
  const end = async () => {
    try {
      await once(child, 'exit');
    } catch (error) {
      lastWords += String(error);
    }
    isEnded = true;
    watch?.dismiss();
  };
  const ended = end();
  return {
    ended,
    isEnded: () => isEnded,
    howItEnded: () => child.signalCode ?? `exit code ${child.exitCode}`,
    lastWords: () => lastWords,
    stop: () => stopChild(child, ended),
  };
}

async function untilReady(child: Child, { name, readyUrl }: ChildServiceOptions): Promise<void> {
  const giveUpAt = Date.now() + startTimeoutMs;
  while (!child.isEnded() && Date.now() < giveUpAt) {
    if (await isReady(readyUrl)) return;
    await Promise.race([wait(50), child.ended]);
  }
  const reason = child.isEnded() ? 'ended while it started' : `was not ready within ${startTimeoutMs / 1000} s`;
  await child.stop();
  throw new Error(`${name} ${reason}. ${child.lastWords().trim()}`);
}

async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

async function stopChild(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
  await ended;
  clearTimeout(force);
}

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { SagaPlan } from '../../src/saga';
import type { SagaGround } from './sagaGround';

/** The sagas of orders in a process of its own. */
export interface KillableProcess {
  /** Resolves when it has begun, or is gone. */
  begin(plan: SagaPlan): Promise<void>;
  /** By what it ended; null while it runs. */
  endedBy(): NodeJS.Signals | number | null;
  /** Resolves when it is gone, by itself. */
  readonly gone: Promise<void>;
}

const started = new Map<ChildProcess, Promise<void>>();

/** Ends those that a test has started and that still run. */
export async function killThemAll(): Promise<void> {
  for (const child of started.keys()) child.kill('SIGKILL');
  await Promise.all(started.values());
}

/** One that works, and dies at the n-th crash point that it passes. */
export async function aSagaProcess(ground: SagaGround, crashAt: number): Promise<KillableProcess> {
  const child = fork(path.join(__dirname, 'sagaProcess.mjs'), {
    env: {
      PATH: process.env['PATH'],
      ORDERS_DATABASE_URL: ground.databaseUrl,
      BUS_DATABASE_URL: ground.busDatabaseUrl,
      GATEWAY_IDENTITY_SECRET: 'a secret of the tests, long enough for HS256',
      LOG_LEVEL: 'error',
      CRASH_AT: String(crashAt),
    },
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const gone = once(child, 'exit').then(() => void started.delete(child));
  started.set(child, gone);
  const done = (what: string) =>
    new Promise<void>((resolve) => {
      child.on('message', (message: { done: string }) => message.done === what && resolve());
      void gone.then(resolve);
    });
  await done('open');
  return {
    // It is there to be killed while at it.
    begin: async (plan) => {
      const isDone = done('begin');
      child.send({ begin: plan }, () => undefined);
      await isDone;
    },
    endedBy: () => child.signalCode ?? child.exitCode,
    gone,
  };
}

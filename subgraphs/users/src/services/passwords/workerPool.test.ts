import { readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import { Unavailable } from '@marquee/shared/errors';
import { TooManySignIns } from '../../domain/errors';
import { WorkerPool } from './workerPool';

const hash = { kind: 'hash', text: 'text', cost: 4 } as const;

let clock: number;
let pool: WorkerPool;
const startPool = (options: { threads?: number; maxWaiting?: number } = {}) => {
  clock = 0;
  pool = new WorkerPool({ threads: 1, idleMs: 1_000, maxWaiting: 50, niceness: 5, now: () => clock, ...options });
};
afterEach(() => pool.stop());

/** After it the pool takes every task for one that lasts this long; a thread's first task does not tell. */
async function haveOneTake(durationMs: number): Promise<void> {
  await pool.run(hash);
  const running = pool.run(hash);
  clock += durationMs;
  await running;
}

describe('the threads', () => {
  it('report what cannot be done', async () => {
    startPool();
    const noHash = null as unknown as string;
    await expect(pool.run({ kind: 'compare', text: 'text', hash: noHash })).rejects.toThrow('Illegal arguments');
  });

  it('give way to the event loop, whose priority stays what it was', async () => {
    if (process.platform !== 'linux') return;
    const before = os.getPriority();
    startPool();
    await pool.run(hash);
    // proc(5): the 19th value of a thread's stat is its niceness; the second is its name, in brackets.
    const nicenesses = readdirSync('/proc/self/task').map((thread) => {
      const [, afterName = ''] = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8').split(') ');
      return Number(afterName.split(' ')[16]);
    });
    expect(nicenesses).toContain(Math.min(19, before + 5));
    expect(os.getPriority()).toBe(before);
  });

  it('refuse more than may wait, and keep working', async () => {
    startPool({ maxWaiting: 1 });
    const [running, waiting] = [pool.run(hash), pool.run(hash)];
    await expect(pool.run(hash)).rejects.toThrow(TooManySignIns);
    await expect(Promise.all([running, waiting])).resolves.toHaveLength(2);
    await expect(pool.run(hash)).resolves.toMatch(/^\$2/);
  });

  it('leave nothing unanswered when they are stopped', async () => {
    startPool();
    const slow = { ...hash, cost: 14 };
    const answers = Promise.allSettled([pool.run(slow), pool.run(hash)]);
    await pool.stop();
    expect((await answers).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(pool.run(hash)).rejects.toThrow(Unavailable);
  });
});

describe('twenty-six tasks of 300 ms at once, on two threads, for people who wait 4 s', () => {
  const outcomes = (count: number) => {
    const patience = { finishBy: clock + 4_000 };
    return Promise.allSettled(Array.from({ length: count }, () => pool.run(hash, patience)));
  };
  beforeEach(async () => {
    startPool({ threads: 2 });
    await haveOneTake(300);
  });

  it('are all taken', async () => {
    expect((await outcomes(26)).map(({ status }) => status)).toEqual(Array(26).fill('fulfilled'));
  });

  it('leave no room for another, which is told at once when the last of them will have begun', async () => {
    const all = outcomes(27);
    const [last] = (await all).slice(-1);
    expect(last).toMatchObject({ reason: { code: 'RATE_LIMITED', retryAfterMs: 12 * 300 + 300 } });
    expect(last).toMatchObject({ reason: { message: expect.stringContaining('Try again in 4 s.') } });
  });
});

describe('a task that waits', () => {
  it('is not begun when the ones before it were slower than expected', async () => {
    startPool();
    await haveOneTake(300);
    const running = pool.run(hash);
    const waiting = pool.run(hash, { finishBy: clock + 1_000 });
    clock += 800;
    await expect(running).resolves.toMatch(/^\$2/);
    await expect(waiting).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 1_000 });
  });

  it('is refused as soon as it turns out that the ones before it are too slow, if it came last', async () => {
    startPool();
    await pool.run(hash);
    const patience = { finishBy: 1_000 };
    const [first, second, third] = [pool.run(hash, patience), pool.run(hash, patience), pool.run(hash, patience)];
    clock = 400;
    await expect(first).resolves.toMatch(/^\$2/);
    await expect(third).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    await expect(second).resolves.toMatch(/^\$2/);
  });

  it('is not begun when nobody waits for its answer any more', async () => {
    startPool();
    const gone = new AbortController();
    const [running, waiting] = [
      pool.run(hash),
      pool.run(hash, { finishBy: Number.POSITIVE_INFINITY, signal: gone.signal }),
    ];
    const next = pool.run(hash);
    gone.abort();
    await expect(waiting).rejects.toThrow(Unavailable);
    await expect(Promise.all([running, next])).resolves.toHaveLength(2);
  });

  it('takes its time when its caller does', async () => {
    startPool();
    await haveOneTake(60_000);
    await expect(Promise.all([pool.run(hash), pool.run(hash), pool.run(hash)])).resolves.toHaveLength(3);
  });
});

describe('a free thread', () => {
  it('takes a task though the last ones were too slow: only a task can show that they are not any more', async () => {
    startPool();
    await haveOneTake(60_000);
    const patience = { finishBy: clock + 4_000 };
    const next = pool.run(hash, patience);
    await expect(pool.run(hash, patience)).rejects.toThrow(TooManySignIns);
    await expect(next).resolves.toMatch(/^\$2/);
  });

  it('takes none for somebody who has stopped waiting', async () => {
    startPool();
    await expect(pool.run(hash, { finishBy: clock - 1 })).rejects.toThrow(TooManySignIns);
  });
});

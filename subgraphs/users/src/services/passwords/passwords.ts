import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { PasswordStrength } from '../../domain/password';
import { peppered } from './pepper';
import { type Patience, WorkerPool } from './workerPool';

/** All @throws TooManySignIns, having looked at nothing, when it would take too long. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Without a hash it compares with one that nothing fits, so that an unknown account takes as long as a known one. */
  matches(password: string, hash: string | null): Promise<boolean>;
  /** What is known about the user counts as easy to guess. */
  strengthOf(password: string, userInputs: readonly string[]): Promise<PasswordStrength>;
}

/** Lives as long as the process. Used directly it takes its time, which is right for a start and wrong for a request. */
export interface PasswordService extends Passwords {
  /** For one request: what would not be done in time for its answer, counted from now, is not begun. */
  forRequest(signal?: AbortSignal): Passwords;
  stop(): Promise<void>;
}

export interface PasswordOptions {
  readonly pepper: string;
  /** bcrypt's: each step doubles the time. */
  readonly cost: number;
  /** After this time nobody waits for the answer to a request any more. */
  readonly requestTimeoutMs: number;
}

/** The rest of the time is for the statements before and after, and for a last hash that is slower than the others. */
const shareOfRequest = 0.85;

/** The dictionaries take a hundred megabytes, so their one thread ends soon after the last new password. */
const strengthPool = { threads: 1, idleMs: 10_000, maxWaiting: 100, niceness: 0 };
/**
 * Behind the event loop by 5: it waits for a core half as long as behind by 0. By 10 it hardly waits less, and beside
 * other busy processes hardly anybody would be in in time. docs/measurements.md has the figures.
 */
const hashingPool = { threads: Math.min(4, availableParallelism()), idleMs: 60_000, maxWaiting: 200, niceness: 5 };

/** Hashes, compares and judges passwords, all off the event loop. They come normalised by `readPassword`. */
export function createPasswords({ pepper, cost, requestTimeoutMs }: PasswordOptions): PasswordService {
  const now = () => performance.now();
  const hashing = new WorkerPool({ ...hashingPool, now });
  const judging = new WorkerPool({ ...strengthPool, now });

  const within = (patience?: Patience): Passwords => ({
    hash: async (password) =>
      (await hashing.run({ kind: 'hash', text: peppered(password, pepper), cost }, patience)) as string,
    async matches(password, known) {
      const compared = known ?? (await nothingFits);
      const task = { kind: 'compare', text: peppered(password, pepper), hash: compared } as const;
      const fits = await hashing.run(task, patience);
      return known !== null && fits === true;
    },
    strengthOf: async (password, userInputs) =>
      (await judging.run({ kind: 'strength', text: password, userInputs }, patience)) as PasswordStrength,
  });
  const unhurried = within();

  // Made at once: made at the first unknown account, it would let that one take twice as long as a known one.
  const nothingFits = unhurried.hash(randomBytes(32).toString('base64'));
  nothingFits.catch(() => undefined);

  return {
    ...unhurried,
    forRequest: (signal) => within({ finishBy: now() + shareOfRequest * requestTimeoutMs, signal }),
    async stop() {
      await Promise.all([hashing.stop(), judging.stop()]);
    },
  };
}

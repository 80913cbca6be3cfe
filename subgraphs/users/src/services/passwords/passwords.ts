import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { PasswordStrength } from '../../domain/password';
import { peppered } from './pepper';
import { WorkerPool } from './workerPool';

export interface Passwords {
  hash(password: string): Promise<string>;
  /** Without a hash it compares with one that nothing fits, so that an unknown account takes as long as a known one. */
  matches(password: string, hash: string | null): Promise<boolean>;
  /** What is known about the user counts as easy to guess. */
  strengthOf(password: string, userInputs: readonly string[]): Promise<PasswordStrength>;
  stop(): Promise<void>;
}

export interface PasswordOptions {
  readonly pepper: string;
  /** bcrypt's: each step doubles the time. */
  readonly cost: number;
}

/** The dictionaries take a hundred megabytes, so their one thread ends soon after the last new password. */
const strengthPool = { threads: 1, idleMs: 10_000, maxWaiting: 100 };
const hashingPool = { threads: Math.min(4, availableParallelism()), idleMs: 60_000, maxWaiting: 200 };

/** Hashes, compares and judges passwords, all off the event loop. They come normalised by `readPassword`. */
export function createPasswords({ pepper, cost }: PasswordOptions): Passwords {
  const hashing = new WorkerPool(hashingPool);
  const judging = new WorkerPool(strengthPool);

  const hash = async (password: string) =>
    (await hashing.run({ kind: 'hash', text: peppered(password, pepper), cost })) as string;

  // Made at once: made at the first unknown account, it would let that one take twice as long as a known one.
  const nothingFits = hash(randomBytes(32).toString('base64'));
  nothingFits.catch(() => undefined);

  return {
    hash,
    async matches(password, known) {
      const compared = known ?? (await nothingFits);
      const fits = await hashing.run({ kind: 'compare', text: peppered(password, pepper), hash: compared });
      return known !== null && fits === true;
    },
    strengthOf: async (password, userInputs) =>
      (await judging.run({ kind: 'strength', text: password, userInputs })) as PasswordStrength,
    async stop() {
      await Promise.all([hashing.stop(), judging.stop()]);
    },
  };
}

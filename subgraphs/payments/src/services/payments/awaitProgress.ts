import { setTimeout as pause } from 'node:timers/promises';
import type { PaymentsServices } from '../services';

/** So long a caller is kept waiting for the provider; afterwards `paymentChanged` tells. */
const patienceMs = 3_500;
/** What another process records does not ring here. */
const lookEveryMs = 200;

/** Reads until it has come so far, or the patience is over, and returns what it is then. */
export async function awaitProgress<T>(
  { worker }: Pick<PaymentsServices, 'worker'>,
  read: () => Promise<T>,
  isDone: (value: T) => boolean,
): Promise<T> {
  const deadline = performance.now() + patienceMs;
  worker.ring();
  for (;;) {
    const recorded = worker.recorded();
    const value = await read();
    if (isDone(value) || performance.now() > deadline) return value;
    await Promise.race([recorded, pause(lookEveryMs)]);
  }
}

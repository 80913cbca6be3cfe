import { setTimeout as pause } from 'node:timers/promises';

const patienceMs = 2_000;
const lookEveryMs = 50;

/**
 * Gives the news of what was made elsewhere a moment ago the time to come here: reads until there is something, or two
 * seconds are over, and returns what there is then. Not for within a transaction.
 */
export async function untilHeard<T>(read: () => Promise<T | null>): Promise<T | null> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const heard = await read();
    if (heard !== null || performance.now() > deadline) return heard;
    await pause(lookEveryMs);
  }
}

import { setTimeout as pause } from 'node:timers/promises';

/** Asks again until the expectation holds; after the time-out it fails with the expectation's own message. */
export async function eventually(expectation: () => unknown, timeoutMs = 8_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    try {
      await expectation();
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await pause(10);
    }
  }
}

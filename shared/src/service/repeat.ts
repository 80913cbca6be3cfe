import type { Logger } from '../logging';

/** Runs the work now and then, never twice at once. A failure is logged and the next turn tries again. */
export function repeat(work: () => Promise<void>, everyMs: number, logger: Logger): { stop(): Promise<void> } {
  let running = Promise.resolve();
  let isRunning = false;
  const turn = () => {
    if (isRunning) return;
    isRunning = true;
    running = work()
      .catch((error: unknown) => logger.warn({ err: error }, 'regular work failed'))
      .finally(() => {
        isRunning = false;
      });
  };
  const timer = setInterval(turn, everyMs).unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

interface Queue {
  readonly threads: number;
  /** For each thread with a task, how long it has been at it. */
  readonly runningForMs: readonly number[];
  readonly waiting: number;
  readonly taskMs: number;
}

/** How long a task that comes now waits for the ones before it, each of which takes the thread that is free first. */
export function waitingMs({ threads, runningForMs, waiting, taskMs }: Queue): number {
  const freeInMs = Array.from({ length: threads }, (_, thread) => {
    const ranMs = runningForMs[thread];
    return ranMs === undefined ? 0 : Math.max(0, taskMs - ranMs);
  });
  freeInMs.sort((a, b) => a - b);
  return (freeInMs[waiting % threads] ?? 0) + Math.floor(waiting / threads) * taskMs;
}

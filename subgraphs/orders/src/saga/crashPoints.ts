/*
 * Where a test can end the process, as a power cut would: on both sides of every commit of a saga. A process dies as a
 * whole, so what counts its way there belongs to the process and not to a caller.
 */
let passed = 0;
let fatal: number | null = null;

/** From now on, the process ends hard at the n-th crash point that its sagas pass; with null it never does. */
export function crashAt(nth: number | null): void {
  passed = 0;
  fatal = nth;
}

/** Nothing is flushed and nobody told when it ends here. */
export function passCrashPoint(): void {
  passed += 1;
  if (passed === fatal) process.kill(process.pid, 'SIGKILL');
}

import { setMaxListeners } from 'node:events';

/** A signal that ends with the caller's or after a time, whichever is first; `done` frees the timer. */
export interface Deadline {
  readonly signal: AbortSignal;
  readonly isTimeUp: () => boolean;
  /** Rejects when the signal is aborted; never resolves. For work that does not watch a signal itself. */
  readonly passed: Promise<never>;
  done(): void;
}

/** Starts the time at once; call `done` when the work has ended, however it did. */
export function startDeadline(timeoutMs: number, caller: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  // Each fetch of a plan watches it, and there may be dozens at once; Node would call that a leak.
  setMaxListeners(0, controller.signal);
  let isTimeUp = false;
  const abort = (): void => controller.abort();
  const timer = setTimeout(() => {
    isTimeUp = true;
    abort();
  }, timeoutMs);
  if (caller !== undefined) {
    setMaxListeners(0, caller);
    if (caller.aborted) abort();
    else caller.addEventListener('abort', abort, { once: true });
  }
  const passed = new Promise<never>((_resolve, reject) => {
    const refuse = (): void => reject(new Error('deadline passed'));
    if (controller.signal.aborted) refuse();
    else controller.signal.addEventListener('abort', refuse, { once: true });
  });
  // Whoever races against it sees the rejection; when nobody does, it must not end the process.
  passed.catch(() => undefined);
  return {
    signal: controller.signal,
    isTimeUp: () => isTimeUp,
    passed,
    done() {
      clearTimeout(timer);
      caller?.removeEventListener('abort', abort);
    },
  };
}

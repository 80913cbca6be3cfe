import { type Backoff, backoffMs } from './backoff';
import type { Stoppable } from './bus';

export interface LoopOptions {
  /** One piece of work; true when there may be more at once. */
  turn: () => Promise<boolean>;
  /** How long to rest without a ring: the safety net for a notification that got lost. */
  idleMs: number;
  backoff: Backoff;
  onFailure: (error: unknown, retryInMs: number) => void;
}

export interface Loop extends Stoppable {
  /** There is work: the next turn starts at once, or right after the present one. A back-off is not cut short. */
  ring(): void;
}

/** Runs turns one after the other until it is stopped; `stop` resolves after the turn in hand. */
export function startLoop({ turn, idleMs, backoff, onFailure }: LoopOptions): Loop {
  const stopping = new AbortController();
  let isRung = false;
  let isIdle = false;
  let endRest: () => void = () => undefined;

  const rest = async (ms: number): Promise<void> => {
    if (stopping.signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      endRest = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  };

  const idle = async (): Promise<void> => {
    if (isRung) return;
    isIdle = true;
    await rest(idleMs);
    isIdle = false;
  };

  const run = async (): Promise<void> => {
    // A turn may refer to the loop it belongs to, which must exist by then.
    await Promise.resolve();
    let failures = 0;
    while (!stopping.signal.aborted) {
      isRung = false;
      try {
        const hasMore = await turn();
        failures = 0;
        if (!hasMore) await idle();
      } catch (error) {
        failures += 1;
        const retryInMs = backoffMs(backoff, failures);
        onFailure(error, retryInMs);
        await rest(retryInMs);
      }
    }
  };
  const finished = run();

  return {
    ring() {
      isRung = true;
      if (isIdle) endRest();
    },
    async stop() {
      stopping.abort();
      endRest();
      await finished;
    },
  };
}

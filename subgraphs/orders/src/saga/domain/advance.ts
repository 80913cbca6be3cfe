import { ask } from './ask';
import type { Timing } from './patience';
import type { Progress } from './saga';

/** Asks for the next stage once all before it is done; after the last one the saga is complete. */
export function advance({ saga, steps }: Progress, timing: Timing): Progress {
  const open = steps.filter(({ state }) => state !== 'DONE' && state !== 'SKIPPED');
  if (open.length === 0) return { saga: { ...saga, state: 'COMPLETED', finishedAt: timing.now }, steps };
  const stage = Math.min(...open.map((step) => step.stage));
  const isNext = (step: (typeof steps)[number]) => step.stage === stage && step.state === 'WAITING';
  return { saga, steps: steps.map((step) => (isNext(step) ? ask(step, timing) : step)) };
}

import { askToUndo } from './ask';
import type { Timing } from './patience';
import type { Progress, SagaFailure, SagaStep } from './saga';

/** Turns back: what has not been asked for never will be, and the rest is undone. */
export function turnBack({ saga, steps }: Progress, failure: SagaFailure, timing: Timing): Progress {
  return retreat(
    {
      saga: { ...saga, state: 'COMPENSATING', failure, finishedAt: null },
      steps: steps.map((step) => (step.state === 'WAITING' ? { ...step, state: 'SKIPPED' } : step)),
    },
    timing,
  );
}

/**
 * Asks to undo the last stage that is not undone yet, all of it at once. A step whose outcome is not known counts as
 * taken: undoing accepts that there is nothing to undo.
 */
export function retreat({ saga, steps }: Progress, timing: Timing): Progress {
  const standing = steps.filter((step) => isTaken(step) || step.state === 'COMPENSATING');
  if (standing.length === 0) return { saga: { ...saga, state: 'COMPENSATED', finishedAt: timing.now }, steps };
  const stage = Math.max(...standing.map((step) => step.stage));
  const isNext = (step: SagaStep) => step.stage === stage && isTaken(step);
  return { saga, steps: steps.map((step) => (isNext(step) ? askToUndo(step, timing) : step)) };
}

function isTaken({ state }: SagaStep): boolean {
  return state === 'DONE' || state === 'RUNNING';
}

/** A refund is a way back itself: nothing but a refund makes it good that money is owed. */
export function hasWayBack({ name }: SagaStep): boolean {
  return name !== 'REFUND_PAYMENT';
}

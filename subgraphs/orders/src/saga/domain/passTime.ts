import type { CheckoutStepName } from '@marquee/shared/events';
import { ask, askToUndo, isSpent } from './ask';
import type { Timing } from './patience';
import { hasWayBack, turnBack } from './retreat';
import type { Progress, SagaStep } from './saga';

/** The saga after some time without an answer, and the step that brought it to another state. */
export interface TimePassed {
  readonly after: Progress;
  readonly cause: CheckoutStepName | null;
}

const noAnswer = 'There was no answer in time.';

/** Asks again for what is due. What is too late to be taken is undone; what cannot be undone makes the saga stuck. */
export function passTime(progress: Progress, timing: Timing): TimePassed {
  const due = progress.steps.filter(({ nextAt }) => nextAt !== null && nextAt <= timing.now);
  if (due.length === 0) return { after: progress, cause: null };
  const late = due.find((step) => isTooLate(step, timing) && hasWayBack(step));
  if (late !== undefined) return { after: giveUp(progress, late, timing), cause: late.name };
  const steps = progress.steps.map((step) => (due.includes(step) ? askAgain(step, timing) : step));
  const spent = due.find(({ name }) => steps.some((step) => step.name === name && isSpent(step)));
  const saga = spent === undefined ? progress.saga : { ...progress.saga, state: 'STUCK' as const };
  return { after: { saga, steps }, cause: spent?.name ?? null };
}

function giveUp({ saga, steps }: Progress, late: SagaStep, timing: Timing): Progress {
  const marked = steps.map((step) => (step === late ? { ...step, error: noAnswer } : step));
  const failure = { step: late.name, code: 'STEP_TIMED_OUT', message: noAnswer, type: 'ValidationError', details: {} };
  return turnBack({ saga, steps: marked }, failure, timing);
}

function askAgain(step: SagaStep, timing: Timing): SagaStep {
  if (step.state === 'COMPENSATING' && step.undoAttemptsLeft > 0) return askToUndo(step, timing);
  if (step.state === 'RUNNING' && !isTooLate(step, timing)) return ask(step, timing);
  return { ...step, nextAt: null, error: noAnswer };
}

function isTooLate({ state, deadlineAt }: SagaStep, { now }: Timing): boolean {
  return state === 'RUNNING' && deadlineAt !== null && deadlineAt <= now;
}

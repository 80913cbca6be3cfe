import type { CheckoutStepName } from '@marquee/shared/events';
import { advance } from './advance';
import type { Timing } from './patience';
import type { Progress, SagaStep } from './saga';

/**
 * A running saga goes on without that step: it is never asked for, or its answer is awaited no more. What it would have
 * confirmed is gone; as the last thing to be confirmed it stays, so that its refusal ends the whole. The very same progress
 * when there is nothing to leave out.
 */
export function leaveOut(progress: Progress, name: CheckoutStepName, timing: Timing): Progress {
  const { saga, steps } = progress;
  const gone = steps.find((step) => step.name === name && (step.state === 'WAITING' || step.state === 'RUNNING'));
  if (saga.state !== 'RUNNING' || gone === undefined) return progress;
  if (!steps.some((step) => step !== gone && isConfirmation(step))) return progress;
  const finishedAt = gone.startedAt === null ? null : timing.now;
  const left = { ...gone, state: 'SKIPPED' as const, nextAt: null, waitsUntil: null, finishedAt };
  return advance({ saga, steps: steps.map((step) => (step === gone ? left : step)) }, timing);
}

function isConfirmation({ name, state }: SagaStep): boolean {
  const confirms = name === 'CONFIRM_STOCK' || name === 'CONFIRM_SEATS' || name === 'CONFIRM_KITCHEN';
  return confirms && state !== 'SKIPPED';
}

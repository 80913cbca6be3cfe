import type { CheckoutAction } from '@marquee/shared/events';
import type { Progress, SagaStep } from './saga';

type Before = Progress | null;

/** The steps whose rows differ. */
export function changedSteps(before: Before, { steps }: Progress): readonly SagaStep[] {
  return steps.filter((step) => stepIn(before, step) !== step);
}

/** The steps that came to another state, or for which the customer is now waited for; `first` leads. */
export function movedSteps(before: Before, { steps }: Progress, first: string | null): readonly SagaStep[] {
  const moved = steps.filter((step) => {
    const old = stepIn(before, step);
    return old?.state !== step.state || old.waitsUntil?.getTime() !== step.waitsUntil?.getTime();
  });
  return [...moved.filter(({ name }) => name === first), ...moved.filter(({ name }) => name !== first)];
}

/** What a transition asks for. A request is counted in its step's row, so none is made that no row knows of. */
export function askedSteps(before: Before, { steps }: Progress): readonly { step: SagaStep; action: CheckoutAction }[] {
  return steps
    .filter((step) => step.attempts > (stepIn(before, step)?.attempts ?? 0))
    .map((step) => ({ step, action: step.state === 'COMPENSATING' ? 'UNDO' : 'DO' }));
}

/** When the saga is to be looked at again without an answer; null when there is nothing to wait for. */
export function dueAt({ steps }: Progress): Date | null {
  const times = steps.flatMap(({ nextAt }) => (nextAt === null ? [] : [nextAt.getTime()]));
  return times.length === 0 ? null : new Date(Math.min(...times));
}

function stepIn(before: Before, { name }: SagaStep): SagaStep | undefined {
  return before?.steps.find((step) => step.name === name);
}

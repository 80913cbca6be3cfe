import { askAgainAt, type Timing } from './patience';
import type { SagaStep } from './saga';

/** The step asked for, for the first time or again: until its deadline, which the first request sets. */
export function ask(step: SagaStep, timing: Timing): SagaStep {
  const attempts = step.attempts + 1;
  const deadlineAt = step.deadlineAt ?? new Date(timing.now.getTime() + step.waitsMs);
  const again = askAgainAt(timing.patience.askAgain, attempts, timing);
  return {
    ...step,
    state: 'RUNNING',
    attempts,
    deadlineAt,
    nextAt: again < deadlineAt ? again : deadlineAt,
    startedAt: step.startedAt ?? timing.now,
  };
}

/** The step asked to be undone, for the first time or again. */
export function askToUndo(step: SagaStep, timing: Timing): SagaStep {
  const { askAgainToUndo, undoAttempts } = timing.patience;
  const undoAttemptsLeft = step.undoAttemptsLeft - 1;
  return {
    ...step,
    state: 'COMPENSATING',
    attempts: step.attempts + 1,
    undoAttemptsLeft,
    deadlineAt: null,
    nextAt: askAgainAt(askAgainToUndo, Math.max(1, undoAttempts - undoAttemptsLeft), timing),
    waitsUntil: null,
    finishedAt: null,
  };
}

/** Everything that was promised to it is used up: it is asked for no more until a person says so. */
export function isSpent({ state, nextAt }: SagaStep): boolean {
  return (state === 'RUNNING' || state === 'COMPENSATING') && nextAt === null;
}

import { InvalidTransition } from '@marquee/shared/errors';
import { ask, askToUndo, isSpent } from './ask';
import type { Timing } from './patience';
import type { Progress } from './saga';

/** Gives what a saga is stuck at all its attempts again, the first of them now. @throws InvalidTransition */
export function retry({ saga, steps }: Progress, timing: Timing): Progress {
  const spent = steps.filter(isSpent);
  const state = spent.some((step) => step.state === 'RUNNING') ? 'RUNNING' : 'COMPENSATING';
  if (saga.state !== 'STUCK') {
    throw new InvalidTransition('A saga', { from: saga.state, to: state, allowed: [] }, ['sagaId']);
  }
  const { undoAttempts } = timing.patience;
  return {
    saga: { ...saga, state },
    steps: steps.map((step) => {
      if (!spent.includes(step)) return step;
      return step.state === 'RUNNING'
        ? ask({ ...step, deadlineAt: null }, timing)
        : askToUndo({ ...step, undoAttemptsLeft: undoAttempts }, timing);
    }),
  };
}

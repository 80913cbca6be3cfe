import type { CheckoutAction, checkoutStepAnsweredV1, EventOf } from '@marquee/shared/events';
import { advance } from './advance';
import { isSpent } from './ask';
import { askAgainAt, type Timing } from './patience';
import { hasWayBack, retreat, turnBack } from './retreat';
import type { Progress, SagaStep } from './saga';

export type StepAnswer = Pick<EventOf<typeof checkoutStepAnsweredV1>['data'], 'step' | 'action' | 'outcome'>;

/** Which answers a step still awaits: any other came twice, or too late, and changes nothing. */
const awaited: Readonly<Record<CheckoutAction, SagaStep['state']>> = { DO: 'RUNNING', UNDO: 'COMPENSATING' };

/** What an answer makes of the saga; the very same progress when it changes nothing. */
export function answerSaga(progress: Progress, answer: StepAnswer, timing: Timing): Progress {
  const step = progress.steps.find(({ name }) => name === answer.step);
  if (step === undefined || step.state !== awaited[answer.action]) return progress;
  return answer.action === 'DO' ? taken(progress, step, answer, timing) : undone(progress, step, answer, timing);
}

function taken(progress: Progress, step: SagaStep, { outcome }: StepAnswer, timing: Timing): Progress {
  const over = { nextAt: null, waitsUntil: null, finishedAt: timing.now };
  switch (outcome.kind) {
    case 'DONE': {
      const rest = resumed(replaced(progress, { ...step, ...over, state: 'DONE' }), 'RUNNING');
      return rest.saga.state === 'STUCK' ? rest : advance(rest, timing);
    }
    case 'REFUSED': {
      if (!hasWayBack(step)) return stuckAt(progress, { ...step, nextAt: null, error: outcome.refusal.message });
      const failed = { ...step, ...over, state: 'FAILED' as const, error: outcome.refusal.message };
      return turnBack(replaced(progress, failed), { step: step.name, ...outcome.refusal }, timing);
    }
    case 'WAITING':
      return resumed(replaced(progress, waitedFor(step, new Date(outcome.until), timing)), 'RUNNING');
    default:
      throw new TypeError(`no such outcome: ${String(outcome satisfies never)}`);
  }
}

function undone(progress: Progress, step: SagaStep, { outcome }: StepAnswer, timing: Timing): Progress {
  switch (outcome.kind) {
    case 'DONE': {
      const done = { ...step, state: 'COMPENSATED' as const, nextAt: null, finishedAt: timing.now };
      const rest = resumed(replaced(progress, done), 'COMPENSATING');
      return rest.saga.state === 'STUCK' ? rest : retreat(rest, timing);
    }
    case 'WAITING':
      return resumed(
        replaced(progress, { ...step, nextAt: afterWait(step, new Date(outcome.until), timing) }),
        'COMPENSATING',
      );
    case 'REFUSED':
      // Whoever undoes must not refuse. It is asked again as if there had been no answer.
      return replaced(progress, { ...step, error: outcome.refusal.message });
    default:
      throw new TypeError(`no such outcome: ${String(outcome satisfies never)}`);
  }
}

/** The customer has time until then. At the end it is asked once more, in case the answer was lost. */
function waitedFor(step: SagaStep, until: Date, timing: Timing): SagaStep {
  const late = new Date(until.getTime() + timing.patience.graceMs);
  const deadlineAt = step.deadlineAt !== null && step.deadlineAt > late ? step.deadlineAt : late;
  const nextAt = afterWait(step, until, timing);
  return { ...step, waitsUntil: until, deadlineAt, nextAt: nextAt < deadlineAt ? nextAt : deadlineAt };
}

/** Not at once, should that time be over already: the same answer may come again and again. */
function afterWait(step: SagaStep, until: Date, timing: Timing): Date {
  const soonest = askAgainAt(timing.patience.askAgain, step.attempts, timing);
  return until > soonest ? until : soonest;
}

/** The step is asked for no more until a person has seen to what it was refused for. */
function stuckAt(progress: Progress, spent: SagaStep): Progress {
  const { saga, steps } = replaced(progress, spent);
  return { saga: { ...saga, state: 'STUCK' }, steps };
}

function replaced({ saga, steps }: Progress, step: SagaStep): Progress {
  return { saga, steps: steps.map((other) => (other.name === step.name ? step : other)) };
}

/** A late answer to the last step that kept a saga stuck sets it going again, without a person. */
function resumed(progress: Progress, state: 'RUNNING' | 'COMPENSATING'): Progress {
  const { saga, steps } = progress;
  const isStuck = saga.state === 'STUCK' && steps.some((step) => isSpent(step));
  return isStuck ? progress : { saga: { ...saga, state }, steps };
}

import type { CheckoutStepName } from '@marquee/shared/events';
import {
  after,
  aSaga,
  at,
  done,
  noon,
  refused,
  seconds,
  smallBasket,
  statesOf,
  stepOf,
  undone,
  waiting,
} from '../../../test/support/sagas';
import { askedSteps, dueAt } from './changes';
import { passTime } from './passTime';
import { defaultPatience } from './patience';
import { retry } from './retry';
import type { Progress } from './saga';

const order: readonly CheckoutStepName[] = smallBasket.flat();
const upTo = (name: CheckoutStepName) => after(aSaga(), order.slice(0, order.indexOf(name)).map(done));

/** The saga at each time at which it is due, until it is `times` later or not due any more. */
function waitOn(progress: Progress, times: number): Progress {
  let now = progress;
  for (let turn = 0; turn < times; turn += 1) {
    const due = dueAt(now);
    if (due === null) break;
    now = passTime(now, at(due)).after;
  }
  return now;
}

describe('time that passes without an answer', () => {
  it('changes nothing before a step is due', () => {
    const { after: now, cause } = passTime(aSaga(), at(seconds(4)));
    expect(statesOf(now)).toEqual(statesOf(aSaga()));
    expect(stepOf(now, 'RESERVE_STOCK').attempts).toBe(1);
    expect(cause).toBeNull();
  });

  it('asks again, later each time, until the deadline', () => {
    const times: number[] = [];
    let now = aSaga([['RESERVE_STOCK']]);
    while (now.saga.state === 'RUNNING') {
      const due = dueAt(now) ?? noon;
      times.push((due.getTime() - noon.getTime()) / 1_000);
      now = passTime(now, at(due)).after;
    }
    expect(times).toEqual([5, 15, 35, 60]);
    expect(now.saga.state).toBe('COMPENSATING');
  });

  it('asks only for the step that is due', () => {
    const before = after(aSaga(), [done('RESERVE_STOCK')], seconds(1));
    const { after: now } = passTime(before, at(seconds(5)));
    expect(askedSteps(before, now)).toMatchObject([{ step: { name: 'RESERVE_SEATS', attempts: 2 }, action: 'DO' }]);
  });

  it.each<CheckoutStepName>(order.filter((name) => !name.endsWith('STOCK')))(
    'gives up %s at its deadline and undoes it, for it may have been taken',
    (name) => {
      const before = after(upTo(name), name === 'RESERVE_SEATS' ? [done('RESERVE_STOCK')] : []);
      const { deadlineAt } = stepOf(before, name);
      const { after: now, cause } = passTime(before, at(deadlineAt ?? noon));
      expect(now.saga).toMatchObject({ state: 'COMPENSATING', failure: { step: name, code: 'STEP_TIMED_OUT' } });
      expect(cause).toBe(name);
      const asked = askedSteps(before, now).map(({ step, action }) => `${action} ${step.name}`);
      const stage = stepOf(now, name).stage;
      expect(asked).toEqual(now.steps.filter((step) => step.stage === stage).map((step) => `UNDO ${step.name}`));
      expect(stepOf(now, name).error).toBe('There was no answer in time.');
    },
  );

  it('asks longer for a payment to be captured than for anything else', () => {
    const { CAPTURE_PAYMENT, REFUND_PAYMENT, ...others } = defaultPatience.waitsMs;
    expect(CAPTURE_PAYMENT).toBe(REFUND_PAYMENT);
    expect(Math.max(...Object.values(others))).toBeLessThan(CAPTURE_PAYMENT);
  });

  it('gives the customer the time that was promised', () => {
    const before = after(upTo('AUTHORISE_PAYMENT'), [waiting('AUTHORISE_PAYMENT', seconds(600))]);
    const { after: then } = passTime(before, at(seconds(599)));
    expect(stepOf(then, 'AUTHORISE_PAYMENT')).toEqual(stepOf(before, 'AUTHORISE_PAYMENT'));
    const { after: once } = passTime(before, at(seconds(600)));
    expect(askedSteps(before, once)).toMatchObject([{ step: { name: 'AUTHORISE_PAYMENT' }, action: 'DO' }]);
    expect(passTime(once, at(seconds(610))).after.saga.state).toBe('COMPENSATING');
  });
});

describe('a compensation that is not answered', () => {
  const goingBack = after(upTo('AUTHORISE_PAYMENT'), [refused('AUTHORISE_PAYMENT'), undone('RESERVE_SEATS')]);
  const { undoAttempts } = defaultPatience;
  const stuck = waitOn(goingBack, undoAttempts);

  it('is asked for again until its attempts are spent', () => {
    const nearly = waitOn(goingBack, undoAttempts - 1);
    expect(nearly.saga.state).toBe('COMPENSATING');
    expect(stepOf(nearly, 'RESERVE_STOCK')).toMatchObject({ attempts: 1 + undoAttempts, undoAttemptsLeft: 0 });
    expect(stuck.saga).toMatchObject({ state: 'STUCK', finishedAt: null });
    expect(stepOf(stuck, 'RESERVE_STOCK')).toMatchObject({ state: 'COMPENSATING', nextAt: null });
    expect(dueAt(stuck)).toBeNull();
  });

  it('names the step that it is stuck at', () => {
    const nearly = waitOn(goingBack, undoAttempts - 1);
    expect(passTime(nearly, at(dueAt(nearly) ?? noon)).cause).toBe('RESERVE_STOCK');
  });

  it('gets all its attempts again, the first at once', () => {
    const now = retry(stuck, at(seconds(9_000)));
    expect(now.saga.state).toBe('COMPENSATING');
    expect(askedSteps(stuck, now)).toMatchObject([{ step: { name: 'RESERVE_STOCK' }, action: 'UNDO' }]);
    expect(stepOf(now, 'RESERVE_STOCK')).toMatchObject({
      undoAttemptsLeft: undoAttempts - 1,
      nextAt: seconds(9_005),
    });
    expect(after(now, [undone('RESERVE_STOCK')]).saga.state).toBe('COMPENSATED');
  });

  it('is over when the answer comes after all', () => {
    expect(after(stuck, [undone('RESERVE_STOCK')], seconds(9_000)).saga).toMatchObject({
      state: 'COMPENSATED',
      finishedAt: seconds(9_000),
    });
  });

  it('keeps the saga stuck while another one is spent too', () => {
    const both = waitOn(after(upTo('AUTHORISE_PAYMENT'), [refused('AUTHORISE_PAYMENT')]), 2 * undoAttempts);
    const now = after(both, [undone('RESERVE_SEATS')]);
    expect(now.saga.state).toBe('STUCK');
    expect(statesOf(now)).toMatchObject({ RESERVE_STOCK: 'COMPENSATING', RESERVE_SEATS: 'COMPENSATED' });
    expect(after(now, [undone('RESERVE_STOCK')]).saga.state).toBe('COMPENSATED');
  });

  it('keeps none of the steps before it from being undone once it is', () => {
    const confirmed = after(upTo('CAPTURE_PAYMENT'), [refused('CAPTURE_PAYMENT'), undone('CONFIRM_SEATS')]);
    const later = waitOn(confirmed, undoAttempts);
    const now = after(later, [undone('CONFIRM_STOCK')]);
    expect(now.saga.state).toBe('COMPENSATING');
    expect(stepOf(now, 'AUTHORISE_PAYMENT').state).toBe('COMPENSATING');
  });

  it.each(['RUNNING', 'COMPLETED', 'COMPENSATING', 'COMPENSATED'] as const)(
    'cannot be tried again while the saga is %s',
    (state) => {
      const saga = { ...stuck.saga, state };
      expect(() => retry({ ...stuck, saga }, at(noon))).toThrow(
        expect.objectContaining({ code: 'INVALID_TRANSITION' }),
      );
    },
  );
});

describe('a refund that is not answered', () => {
  const refund = aSaga([['REFUND_PAYMENT']], { kind: 'REFUND' });
  const stuck = waitOn(refund, 100);

  it('is never undone: a person has to look', () => {
    expect(stuck.saga).toMatchObject({ state: 'STUCK', failure: null });
    expect(statesOf(stuck)).toEqual({ REFUND_PAYMENT: 'RUNNING' });
  });

  it('is asked for again, with a deadline of its own', () => {
    const now = retry(stuck, at(seconds(10_000)));
    expect(now.saga.state).toBe('RUNNING');
    expect(askedSteps(stuck, now)).toMatchObject([{ action: 'DO' }]);
    expect(stepOf(now, 'REFUND_PAYMENT').deadlineAt).toEqual(seconds(10_900));
  });

  it('is complete when the answer comes after all', () => {
    expect(after(stuck, [done('REFUND_PAYMENT')]).saga.state).toBe('COMPLETED');
  });
});

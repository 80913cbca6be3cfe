import type { CheckoutStepName } from '@marquee/shared/events';
import {
  after,
  aSaga,
  aStep,
  at,
  done,
  noon,
  refusal,
  refused,
  seconds,
  smallBasket,
  statesOf,
  stepOf,
  undone,
  waiting,
} from '../../../test/support/sagas';
import type { StepAnswer } from './answerSaga';
import { askedSteps, dueAt, movedSteps } from './changes';
import { retry } from './retry';
import type { Progress } from './saga';

const order: readonly CheckoutStepName[] = smallBasket.flat();
const until = seconds(600);

/** A saga in which everything before that step is done. */
function upTo(name: CheckoutStepName): Progress {
  return after(aSaga(), order.slice(0, order.indexOf(name)).map(done));
}

/** The same in which its payment was refused, so that what was reserved is being undone. */
const goingBack = () => after(upTo('AUTHORISE_PAYMENT'), [refused('AUTHORISE_PAYMENT')]);

const asked = (before: Progress, now: Progress) =>
  askedSteps(before, now).map(({ step, action }) => `${action} ${step.name}`);

describe('a step that is done', () => {
  it.each<[CheckoutStepName, readonly string[]]>([
    ['RESERVE_STOCK', []],
    ['RESERVE_SEATS', ['DO AUTHORISE_PAYMENT']],
    ['AUTHORISE_PAYMENT', ['DO CONFIRM_STOCK', 'DO CONFIRM_SEATS']],
    ['CONFIRM_STOCK', []],
    ['CONFIRM_SEATS', ['DO CAPTURE_PAYMENT']],
    ['CAPTURE_PAYMENT', []],
  ])('%s: asks for %j', (name, next) => {
    const before = upTo(name);
    const now = after(before, [done(name)], seconds(1));
    expect(stepOf(now, name)).toMatchObject({ state: 'DONE', finishedAt: seconds(1), nextAt: null });
    expect(asked(before, now)).toEqual(next);
  });

  it('ends the saga when it is the last', () => {
    const now = after(upTo('CAPTURE_PAYMENT'), [done('CAPTURE_PAYMENT')], seconds(9));
    expect(now.saga).toMatchObject({ state: 'COMPLETED', finishedAt: seconds(9), failure: null });
    expect(dueAt(now)).toBeNull();
  });

  it('may be answered in any order within its stage', () => {
    const now = after(aSaga(), [done('RESERVE_SEATS'), done('RESERVE_STOCK')]);
    expect(stepOf(now, 'AUTHORISE_PAYMENT').state).toBe('RUNNING');
  });
});

describe('a step that is refused', () => {
  it.each<[CheckoutStepName, readonly string[]]>([
    ['RESERVE_STOCK', ['UNDO RESERVE_SEATS']],
    ['RESERVE_SEATS', ['UNDO RESERVE_STOCK']],
    ['AUTHORISE_PAYMENT', ['UNDO RESERVE_STOCK', 'UNDO RESERVE_SEATS']],
    ['CONFIRM_STOCK', ['UNDO CONFIRM_SEATS']],
    ['CONFIRM_SEATS', ['UNDO CONFIRM_STOCK']],
    ['CAPTURE_PAYMENT', ['UNDO CONFIRM_STOCK', 'UNDO CONFIRM_SEATS']],
  ])('%s: %j comes first', (name, first) => {
    const before = upTo(name);
    const now = after(before, [refused(name)], seconds(1));
    expect(now.saga).toMatchObject({ state: 'COMPENSATING', failure: { step: name, ...refusal }, finishedAt: null });
    expect(stepOf(now, name)).toMatchObject({ state: 'FAILED', error: refusal.message, nextAt: null });
    expect(asked(before, now)).toEqual(first);
  });

  it('is followed by no step that was not asked for', () => {
    expect(statesOf(goingBack())).toEqual({
      RESERVE_STOCK: 'COMPENSATING',
      RESERVE_SEATS: 'COMPENSATING',
      AUTHORISE_PAYMENT: 'FAILED',
      CONFIRM_STOCK: 'SKIPPED',
      CONFIRM_SEATS: 'SKIPPED',
      CAPTURE_PAYMENT: 'SKIPPED',
    });
  });

  it('leads what is told of the move', () => {
    const before = upTo('CONFIRM_SEATS');
    const moved = movedSteps(before, after(before, [refused('CONFIRM_SEATS')]), 'CONFIRM_SEATS');
    expect(moved.map(({ name }) => name)).toEqual(['CONFIRM_SEATS', 'CONFIRM_STOCK', 'CAPTURE_PAYMENT']);
  });

  it('ends the saga at once where there is nothing to undo', () => {
    const now = after(aSaga([['RESERVE_STOCK']]), [refused('RESERVE_STOCK')], seconds(2));
    expect(now.saga).toMatchObject({ state: 'COMPENSATED', finishedAt: seconds(2) });
  });
});

describe('a refund that is refused', () => {
  const stuck = after(aSaga([['REFUND_PAYMENT']], { kind: 'REFUND' }), [refused('REFUND_PAYMENT')], seconds(2));

  it('makes the saga stuck: the money is still owed', () => {
    expect(stuck.saga).toMatchObject({ state: 'STUCK', finishedAt: null });
    expect(stepOf(stuck, 'REFUND_PAYMENT')).toMatchObject({ state: 'RUNNING', error: refusal.message });
    expect(dueAt(stuck)).toBeNull();
  });

  it('is asked for again when a person says so, and may be refused again', () => {
    const again = retry(stuck, at(seconds(60)));
    expect(asked(stuck, again)).toEqual(['DO REFUND_PAYMENT']);
    expect(after(again, [refused('REFUND_PAYMENT')], seconds(61)).saga.state).toBe('STUCK');
    const made = after(again, [done('REFUND_PAYMENT')], seconds(61));
    expect(made.saga).toMatchObject({ state: 'COMPLETED', finishedAt: seconds(61) });
  });
});

describe('going back', () => {
  it('undoes the stages in reverse, each as a whole before the one before it', () => {
    const seen: (readonly string[])[] = [];
    let now = upTo('CAPTURE_PAYMENT');
    for (const answer of [
      refused('CAPTURE_PAYMENT'),
      undone('CONFIRM_SEATS'),
      undone('CONFIRM_STOCK'),
      undone('AUTHORISE_PAYMENT'),
      undone('RESERVE_STOCK'),
      undone('RESERVE_SEATS'),
    ]) {
      const next = after(now, [answer], seconds(3));
      seen.push(asked(now, next));
      now = next;
    }
    expect(seen).toEqual([
      ['UNDO CONFIRM_STOCK', 'UNDO CONFIRM_SEATS'],
      [],
      ['UNDO AUTHORISE_PAYMENT'],
      ['UNDO RESERVE_STOCK', 'UNDO RESERVE_SEATS'],
      [],
      [],
    ]);
    expect(now.saga).toMatchObject({ state: 'COMPENSATED', finishedAt: seconds(3) });
    expect(dueAt(now)).toBeNull();
  });

  it('undoes what was taken before the saga began', () => {
    const stages = [[aStep('AUTHORISE_PAYMENT', { isDone: true })], [aStep('CONFIRM_SEATS')]];
    const before = aSaga([], { stages });
    expect(asked(before, after(before, [refused('CONFIRM_SEATS')]))).toEqual(['UNDO AUTHORISE_PAYMENT']);
  });

  it('keeps the first reason when a second step is refused meanwhile', () => {
    const now = after(aSaga(), [refused('RESERVE_STOCK'), refused('RESERVE_SEATS')]);
    expect(now.saga.failure?.step).toBe('RESERVE_STOCK');
    expect(stepOf(now, 'RESERVE_SEATS').state).toBe('COMPENSATING');
  });

  it('asks again without regard to a refusal, which an undo must not be', () => {
    const before = goingBack();
    const now = after(before, [{ step: 'RESERVE_STOCK', action: 'UNDO', outcome: { kind: 'REFUSED', refusal } }]);
    expect(stepOf(now, 'RESERVE_STOCK')).toEqual({ ...stepOf(before, 'RESERVE_STOCK'), error: refusal.message });
  });

  it('waits for an undo that takes its time, such as a refund', () => {
    const outcome = { kind: 'WAITING', until: until.toISOString() } as const;
    const now = after(goingBack(), [{ step: 'RESERVE_STOCK', action: 'UNDO', outcome }]);
    expect(stepOf(now, 'RESERVE_STOCK')).toMatchObject({ state: 'COMPENSATING', nextAt: until });
  });
});

describe('an answer that comes twice, too late or out of place', () => {
  it.each<[string, () => Progress, StepAnswer]>([
    ['done again', () => upTo('AUTHORISE_PAYMENT'), done('RESERVE_STOCK')],
    ['refused after it was done', () => upTo('AUTHORISE_PAYMENT'), refused('RESERVE_STOCK')],
    ['not asked for', () => aSaga(), done('CAPTURE_PAYMENT')],
    ['undone though nobody asked', () => aSaga(), undone('RESERVE_STOCK')],
    ['no step of it', () => aSaga(), done('REFUND_PAYMENT')],
    ['done when it is being undone', () => after(aSaga(), [refused('RESERVE_STOCK')]), done('RESERVE_SEATS')],
    ['waiting when it is being undone', goingBack, waiting('RESERVE_SEATS', until)],
    ['done after it was refused', goingBack, done('AUTHORISE_PAYMENT')],
    ['undone again', () => after(goingBack(), [undone('RESERVE_STOCK')]), undone('RESERVE_STOCK')],
    [
      'done after all of it was undone',
      () => after(goingBack(), [undone('RESERVE_STOCK'), undone('RESERVE_SEATS')]),
      done('RESERVE_STOCK'),
    ],
    [
      'undone after the saga is complete',
      () => after(aSaga([['RESERVE_STOCK']]), [done('RESERVE_STOCK')]),
      undone('RESERVE_STOCK'),
    ],
  ])('changes nothing: %s', (_, saga, answer) => {
    const before = saga();
    expect(after(before, [answer], seconds(5))).toBe(before);
  });
});

describe('a step that waits for the customer', () => {
  const before = upTo('AUTHORISE_PAYMENT');
  const now = after(before, [waiting('AUTHORISE_PAYMENT', until)], noon);

  it('has time until then, is asked once more at the end and has a moment for that answer', () => {
    expect(stepOf(now, 'AUTHORISE_PAYMENT')).toMatchObject({
      state: 'RUNNING',
      waitsUntil: until,
      nextAt: until,
      deadlineAt: seconds(610),
    });
    expect(movedSteps(before, now, null)).toHaveLength(1);
  });

  it('is told once', () => {
    expect(movedSteps(now, after(now, [waiting('AUTHORISE_PAYMENT', until)], seconds(30)), null)).toEqual([]);
  });

  it('keeps its deadline when the customer has less time than that', () => {
    const short = after(before, [waiting('AUTHORISE_PAYMENT', seconds(20))]);
    expect(stepOf(short, 'AUTHORISE_PAYMENT').deadlineAt).toEqual(stepOf(before, 'AUTHORISE_PAYMENT').deadlineAt);
  });

  it('is not asked over and over when that time is over already', () => {
    const late = after(before, [waiting('AUTHORISE_PAYMENT', seconds(-60))], seconds(1));
    expect(stepOf(late, 'AUTHORISE_PAYMENT').nextAt).toEqual(seconds(6));
  });

  it('goes on when the customer has done it', () => {
    const next = after(now, [done('AUTHORISE_PAYMENT')], seconds(60));
    expect(stepOf(next, 'AUTHORISE_PAYMENT')).toMatchObject({ state: 'DONE', waitsUntil: null });
    expect(stepOf(next, 'CONFIRM_SEATS').state).toBe('RUNNING');
  });
});

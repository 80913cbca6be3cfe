import { aPlan, aSaga, aStep, at, noon, seconds, statesOf, stepOf, wholeBasket } from '../../../test/support/sagas';
import { beginSaga } from './beginSaga';
import { askedSteps, dueAt } from './changes';

describe('a saga that begins', () => {
  it('asks for all steps of its first stage at once, and for no other', () => {
    const progress = aSaga(wholeBasket);
    expect(progress.saga).toMatchObject({ state: 'RUNNING', startedAt: noon, finishedAt: null, failure: null });
    expect(statesOf(progress)).toEqual({
      RESERVE_STOCK: 'RUNNING',
      RESERVE_SEATS: 'RUNNING',
      RESERVE_KITCHEN: 'RUNNING',
      AUTHORISE_PAYMENT: 'WAITING',
      CONFIRM_STOCK: 'WAITING',
      CONFIRM_SEATS: 'WAITING',
      CONFIRM_KITCHEN: 'WAITING',
      CAPTURE_PAYMENT: 'WAITING',
    });
    const asked = askedSteps(null, progress).map(({ step, action }) => `${action} ${step.name}`);
    expect(asked).toEqual(['DO RESERVE_STOCK', 'DO RESERVE_SEATS', 'DO RESERVE_KITCHEN']);
  });

  it('asks again after five seconds and has a deadline', () => {
    const progress = aSaga();
    expect(stepOf(progress, 'RESERVE_STOCK')).toMatchObject({
      attempts: 1,
      nextAt: seconds(5),
      deadlineAt: seconds(60),
      startedAt: noon,
    });
    expect(dueAt(progress)).toEqual(seconds(5));
  });

  it('waits as long as its plan says, and no longer than that before it asks again', () => {
    const progress = beginSaga(aPlan([], { stages: [[aStep('RESERVE_SEATS', { waitsMs: 2_000 })]] }), at(noon));
    expect(stepOf(progress, 'RESERVE_SEATS')).toMatchObject({ nextAt: seconds(2), deadlineAt: seconds(2) });
  });

  it('goes on after what was taken before', () => {
    const stages = [[aStep('AUTHORISE_PAYMENT', { isDone: true })], [aStep('CONFIRM_SEATS')]];
    const progress = beginSaga(aPlan([], { stages }), at(noon));
    expect(statesOf(progress)).toEqual({ AUTHORISE_PAYMENT: 'DONE', CONFIRM_SEATS: 'RUNNING' });
    expect(askedSteps(null, progress)).toHaveLength(1);
  });

  it.each([
    ['nothing is to be done', []],
    ['all of it was done before', [[aStep('AUTHORISE_PAYMENT', { isDone: true })]]],
  ])('is complete where %s', (_, stages) => {
    const progress = beginSaga(aPlan([], { stages }), at(noon));
    expect(progress.saga).toMatchObject({ state: 'COMPLETED', finishedAt: noon });
    expect(dueAt(progress)).toBeNull();
    expect(askedSteps(null, progress)).toEqual([]);
  });
});

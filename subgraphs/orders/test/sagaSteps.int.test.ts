import type { CheckoutStepName } from '@marquee/shared/events';
import { eventually } from '@marquee/shared/testing';
import { startSaga } from '../src/saga';
import { aSagaBed, type SagaBed } from './support/sagaBed';
import { allIn, expectInStages, toDo, toUndo } from './support/sagaRequests';
import { aPlan, aStep, noon, seconds, smallBasket, wholeBasket } from './support/sagas';

let bed: SagaBed;

beforeAll(async () => {
  bed = await aSagaBed();
});

beforeEach(async () => {
  bed.takers.script.clear();
  await bed.setNow(noon);
});

afterAll(() => bed.close());

describe('a checkout', () => {
  it('reserves everywhere at once, authorises, confirms everywhere, and captures', async () => {
    const { id } = await bed.begin(aPlan(wholeBasket));
    await bed.expectSaga(id, { saga: { state: 'COMPLETED', failure: null }, states: allIn('DONE', wholeBasket) });
    expectInStages(bed.takers.requestsOf(id), wholeBasket.map(toDo));
    expect(await bed.takers.deedsOf(id)).toEqual(wholeBasket.flat().sort());
  });

  it('tells each step as it is asked for and taken, and the listener once for each answer', async () => {
    const plan = aPlan(smallBasket);
    await bed.begin(plan);
    await bed.expectSaga(plan.sagaId, { saga: { state: 'COMPLETED' } });
    await eventually(() => expect(bed.movesOf(plan.sagaId)).toHaveLength(1 + 2 * 6 + 3));
    const moves = bed.movesOf(plan.sagaId);
    const { subjectId, customerId, sagaId } = plan;
    expect(moves[0]).toMatchObject({ sagaId, kind: 'CHECKOUT', subjectId, customerId, state: 'RUNNING' });
    expect(moves.at(-1)).toMatchObject({ state: 'COMPLETED', step: { name: 'CAPTURE_PAYMENT', state: 'DONE' } });
    expect(bed.toldOf(plan.sagaId)).toHaveLength(6);
    expect(bed.toldOf(plan.sagaId).at(-1)).toBe('COMPLETED CAPTURE_PAYMENT DONE');
  });

  it('that is rolled back by who makes it asks for nothing', async () => {
    const plan = aPlan(smallBasket);
    const making = bed.db.transaction(async (tx) => {
      await startSaga(tx, plan);
      throw new Error('the order was not made');
    });
    await expect(making).rejects.toThrow('the order was not made');
    expect(await bed.find(plan.sagaId)).toBeNull();
    expect(bed.takers.requestsOf(plan.sagaId)).toEqual([]);
  });

  it('goes on after what was taken before it began', async () => {
    const stages = [
      [aStep('AUTHORISE_PAYMENT', { isDone: true })],
      [aStep('CONFIRM_SEATS')],
      [aStep('CAPTURE_PAYMENT')],
    ];
    const { id } = await bed.begin(aPlan([], { kind: 'PAYMENT', stages }));
    await bed.expectSaga(id, { saga: { state: 'COMPLETED' } });
    expect(bed.takers.requestsOf(id)).toEqual(['DO CONFIRM_SEATS', 'DO CAPTURE_PAYMENT']);
  });

  it('undoes what was taken before it began, when it fails', async () => {
    bed.takers.script.set('DO CONFIRM_SEATS', 'refuses');
    const stages = [[aStep('AUTHORISE_PAYMENT', { isDone: true })], [aStep('CONFIRM_SEATS')]];
    const { id } = await bed.begin(aPlan([], { kind: 'PAYMENT', stages }));
    await bed.expectSaga(id, { saga: { state: 'COMPENSATED' } });
    expect(bed.takers.requestsOf(id)).toEqual(['DO CONFIRM_SEATS', 'UNDO AUTHORISE_PAYMENT']);
  });
});

/** The stages of which something was asked for when the step failed, the last first. */
function askedBefore(name: CheckoutStepName): readonly (readonly CheckoutStepName[])[] {
  const stage = wholeBasket.findIndex((names) => names.includes(name));
  return wholeBasket.slice(0, stage + 1).reverse();
}

describe.each(wholeBasket.flat())('a checkout whose step %s', (name) => {
  const stages = askedBefore(name);

  it('is refused undoes the rest in reverse', async () => {
    bed.takers.script.set(`DO ${name}`, 'refuses');
    const { id } = await bed.begin(aPlan(wholeBasket));
    await bed.expectSaga(id, {
      saga: {
        state: 'COMPENSATED',
        failure: expect.objectContaining({ step: name, code: 'SOLD_OUT', details: { left: 0 } }),
      },
      states: { [name]: 'FAILED' },
    });
    expect(await bed.takers.deedsOf(id)).toEqual([]);
    const undoing = bed.takers.requestsOf(id).filter((asked) => asked.startsWith('UNDO'));
    expectInStages(
      undoing,
      stages.map((names) => toUndo(names.filter((other) => other !== name))),
    );
  });

  it('is never answered undoes all of it in reverse, that step too', async () => {
    bed.takers.script.set(`DO ${name}`, 'is away');
    const { id } = await bed.begin(aPlan(wholeBasket));
    const others = wholeBasket.find((names) => names.includes(name))?.filter((other) => other !== name) ?? [];
    await bed.expectSaga(id, { states: { [name]: 'RUNNING', ...allIn('DONE', [others]) } });
    await bed.later(10);
    await eventually(() => expect(bed.takers.requestsOf(id).filter((asked) => asked === `DO ${name}`)).toHaveLength(2));
    await bed.later(1_000);
    await bed.expectSaga(id, {
      saga: { state: 'COMPENSATED', failure: expect.objectContaining({ step: name, code: 'STEP_TIMED_OUT' }) },
      states: { [name]: 'COMPENSATED' },
    });
    expect(await bed.takers.deedsOf(id)).toEqual([]);
    const undoing = bed.takers.requestsOf(id).filter((asked) => asked.startsWith('UNDO'));
    expectInStages(undoing, stages.map(toUndo));
  });
});

describe('an answer', () => {
  it('that comes twice changes nothing', async () => {
    bed.takers.script.set('DO CAPTURE_PAYMENT', 'answers later');
    const { id } = await bed.begin(aPlan(smallBasket));
    await bed.expectSaga(id, { states: { CAPTURE_PAYMENT: 'RUNNING' } });
    const told = bed.toldOf(id).length;
    await bed.takers.answer(id, 'DO RESERVE_STOCK', { kind: 'DONE' });
    await bed.takers.answer(id, 'DO CAPTURE_PAYMENT', { kind: 'DONE' });
    await bed.takers.answer(id, 'DO CAPTURE_PAYMENT', { kind: 'DONE' });
    await bed.expectSaga(id, { saga: { state: 'COMPLETED' } });
    expect(bed.toldOf(id)).toHaveLength(told + 1);
  });

  it('that comes after its step was given up is undone', async () => {
    bed.takers.script.set('DO AUTHORISE_PAYMENT', 'answers later').set('UNDO AUTHORISE_PAYMENT', 'answers later');
    const { id } = await bed.begin(aPlan(smallBasket));
    await bed.expectSaga(id, { states: { AUTHORISE_PAYMENT: 'RUNNING' } });
    await bed.later(200);
    await bed.expectSaga(id, { states: { AUTHORISE_PAYMENT: 'COMPENSATING' } });
    await bed.takers.answer(id, 'DO AUTHORISE_PAYMENT', { kind: 'DONE' });
    await bed.takers.answer(id, 'UNDO AUTHORISE_PAYMENT', { kind: 'DONE' });
    await bed.expectSaga(id, { saga: { state: 'COMPENSATED' }, states: { CONFIRM_SEATS: 'SKIPPED' } });
    expect(await bed.takers.deedsOf(id)).toEqual([]);
  });

  it('that the customer is waited for gives the step their time', async () => {
    bed.takers.script.set('DO AUTHORISE_PAYMENT', { waitsUntil: seconds(600) });
    const { id } = await bed.begin(aPlan(smallBasket));
    await eventually(() => expect(bed.toldOf(id).at(-1)).toBe('RUNNING AUTHORISE_PAYMENT RUNNING'));
    await bed.later(590);
    expect((await bed.find(id))?.state).toBe('RUNNING');
    await bed.takers.answer(id, 'DO AUTHORISE_PAYMENT', { kind: 'DONE' });
    await bed.expectSaga(id, { saga: { state: 'COMPLETED' } });
  });

  it('to a saga that nobody knows keeps none of the others waiting', async () => {
    await bed.takers.answer('sga_unknown', 'DO RESERVE_STOCK', { kind: 'DONE' });
    const { id } = await bed.begin(aPlan(smallBasket));
    await bed.expectSaga(id, { saga: { state: 'COMPLETED' } });
    expect(await bed.db.query('select error from dead_letter')).toEqual([]);
  });
});

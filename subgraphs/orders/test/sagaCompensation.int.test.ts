import { eventually } from '@marquee/shared/testing';
import { callOff, checkNoneStuck, defaultPatience, retrySaga } from '../src/saga';
import { aSagaBed, type SagaBed } from './support/sagaBed';
import { allIn, expectInStages, toUndo } from './support/sagaRequests';
import { aPlan, noon, smallBasket, wholeBasket } from './support/sagas';

let bed: SagaBed;

beforeAll(async () => {
  bed = await aSagaBed();
});

beforeEach(async () => {
  bed.takers.script.clear();
  await bed.setNow(noon);
});

afterAll(() => bed.close());

describe('a compensation that fails', () => {
  const { undoAttempts } = defaultPatience;

  it('is tried again and then succeeds', async () => {
    bed.takers.script.set('DO AUTHORISE_PAYMENT', 'refuses').set('UNDO RESERVE_SEATS', 'is away');
    const { id } = await bed.begin(aPlan(smallBasket));
    await bed.expectSaga(id, { states: { RESERVE_STOCK: 'COMPENSATED', RESERVE_SEATS: 'COMPENSATING' } });
    await bed.later(10);
    await bed.later(20);
    bed.takers.script.delete('UNDO RESERVE_SEATS');
    await bed.later(60);
    await bed.expectSaga(id, { saga: { state: 'COMPENSATED' } });
    expect(await bed.takers.deedsOf(id)).toEqual([]);
  });

  it('makes the saga stuck when its attempts are spent, raises the alarm once, and goes on when a person says so', async () => {
    bed.takers.script.set('DO AUTHORISE_PAYMENT', 'refuses').set('UNDO RESERVE_SEATS', 'is away');
    const plan = aPlan(smallBasket);
    const { id } = await bed.begin(plan);
    await bed.expectSaga(id, { states: { RESERVE_STOCK: 'COMPENSATED', RESERVE_SEATS: 'COMPENSATING' } });
    await checkNoneStuck(bed.db);
    for (let attempt = 1; attempt < undoAttempts; attempt += 1) await bed.later(600);
    expect((await bed.find(id))?.state).toBe('COMPENSATING');
    await bed.later(600);
    await bed.later(600);
    expect(await bed.find(id)).toMatchObject({ state: 'STUCK', finishedAt: null });
    expect(bed.toldOf(id).at(-1)).toBe('STUCK RESERVE_SEATS COMPENSATING');
    expect(bed.logged.filter(({ sagaId }) => sagaId === id)).toMatchObject([
      {
        level: 'error',
        msg: 'a saga is stuck',
        kind: 'CHECKOUT',
        subjectId: plan.subjectId,
        steps: [{ name: 'RESERVE_SEATS', subgraph: 'booking' }],
      },
    ]);
    await expect(checkNoneStuck(bed.db)).rejects.toThrow('sagas that are stuck: 1');

    bed.takers.script.delete('UNDO RESERVE_SEATS');
    expect(await bed.db.transaction((tx) => retrySaga(tx, id))).toMatchObject({ id, state: 'COMPENSATING' });
    await bed.expectSaga(id, { saga: { state: 'COMPENSATED' } });
    expect(await bed.takers.deedsOf(id)).toEqual([]);
    await checkNoneStuck(bed.db);
  });

  it('is a refund that is refused: the saga is stuck at once, with the alarm, and asks again when a person says so', async () => {
    bed.takers.script.set('DO REFUND_PAYMENT', 'refuses');
    const { id } = await bed.begin(aPlan([['REFUND_PAYMENT']], { kind: 'REFUND' }));
    await bed.expectSaga(id, { saga: { state: 'STUCK', finishedAt: null }, states: { REFUND_PAYMENT: 'RUNNING' } });
    await eventually(() =>
      expect(bed.logged.filter(({ sagaId }) => sagaId === id)).toMatchObject([
        { msg: 'a saga is stuck', kind: 'REFUND', steps: [{ name: 'REFUND_PAYMENT', subgraph: 'payments' }] },
      ]),
    );
    await expect(checkNoneStuck(bed.db)).rejects.toThrow('sagas that are stuck: 1');
    await bed.later(600);
    expect(bed.takers.requestsOf(id)).toEqual(['DO REFUND_PAYMENT']);

    bed.takers.script.delete('DO REFUND_PAYMENT');
    expect(await bed.db.transaction((tx) => retrySaga(tx, id))).toMatchObject({ state: 'RUNNING' });
    await bed.expectSaga(id, { saga: { state: 'COMPLETED' } });
    await checkNoneStuck(bed.db);
  });

  it('cannot be tried again when nothing is stuck', async () => {
    const { id } = await bed.begin(aPlan([]));
    const again = bed.db.transaction((tx) => retrySaga(tx, id));
    await expect(again).rejects.toMatchObject({ code: 'INVALID_TRANSITION', details: { from: 'COMPLETED' } });
    const unknown = bed.db.transaction((tx) => retrySaga(tx, 'sga_0'));
    await expect(unknown).rejects.toMatchObject({ code: 'NOT_FOUND', inputPath: ['sagaId'] });
  });
});

describe('calling a saga off', () => {
  it('undoes all that a complete one did, in reverse', async () => {
    const { id } = await bed.begin(aPlan(wholeBasket));
    await bed.expectSaga(id, { saga: { state: 'COMPLETED' } });
    const saga = await bed.db.transaction((tx) => callOff(tx, id, 'Changed my mind.'));
    expect(saga).toMatchObject({ state: 'COMPENSATING', failure: { code: 'CALLED_OFF' } });
    await bed.expectSaga(id, { saga: { state: 'COMPENSATED' }, states: allIn('COMPENSATED', wholeBasket) });
    expect(await bed.takers.deedsOf(id)).toEqual([]);
    const undoing = bed.takers.requestsOf(id).filter((asked) => asked.startsWith('UNDO'));
    expectInStages(undoing, wholeBasket.toReversed().map(toUndo));
  });

  it('overtakes a step in flight, which can then no longer be taken', async () => {
    bed.takers.script.set('DO RESERVE_SEATS', 'is away');
    const { id } = await bed.begin(aPlan(smallBasket));
    await bed.expectSaga(id, { states: { RESERVE_STOCK: 'DONE' } });
    await bed.db.transaction((tx) => callOff(tx, id, 'Changed my mind.'));
    await bed.expectSaga(id, { saga: { state: 'COMPENSATED' } });
    expect(await bed.takers.deedsOf(id)).toEqual([]);
  });

  it('does it once', async () => {
    const { id } = await bed.begin(aPlan(smallBasket));
    await bed.expectSaga(id, { saga: { state: 'COMPLETED' } });
    const off = () => bed.db.transaction((tx) => callOff(tx, id, 'Changed my mind.'));
    const [first, second] = await Promise.all([off(), off()]);
    expect(first.state).toBe('COMPENSATING');
    expect(second.failure).toEqual(first.failure);
    await bed.expectSaga(id, { saga: { state: 'COMPENSATED' } });
    expect(bed.takers.requestsOf(id).filter((asked) => asked === 'UNDO CAPTURE_PAYMENT')).toHaveLength(1);
  });
});

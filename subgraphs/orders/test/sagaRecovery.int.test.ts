import { callOff, defaultPatience, recoverSagas, sagasRepository } from '../src/saga';
import type { Lease } from '../src/saga/persistence/sagaLeases';
import { leaseDueSagas, recoverLeased } from '../src/saga/services/recoverSagas';
import { aSagaBed, type SagaBed } from './support/sagaBed';
import { aPlan, noon, seconds } from './support/sagas';

let bed: SagaBed;

beforeAll(async () => {
  bed = await aSagaBed();
});

beforeEach(async () => {
  bed.takers.script.clear();
  await bed.setNow(noon);
});

afterAll(() => bed.close());

describe('workers that look after sagas', () => {
  /** A saga whose seats nobody answers for. It is due after five seconds. */
  async function aSilentSaga(): Promise<string> {
    bed.takers.script.set('DO RESERVE_SEATS', 'is away');
    const { id } = await bed.begin(aPlan([['RESERVE_SEATS']]));
    return id;
  }

  /** What a worker has in hand that came as soon as the saga was due. */
  async function leaseOf(id: string): Promise<Lease> {
    await bed.setNow(seconds(6));
    const lease = (await leaseDueSagas(bed.db, defaultPatience)).find(({ sagaId }) => sagaId === id);
    if (lease === undefined) throw new Error('it was not due');
    return lease;
  }

  it('ask once, however many there are', async () => {
    const ids = await Promise.all(Array.from({ length: 30 }, aSilentSaga));
    await bed.setNow(seconds(6));
    await Promise.all(Array.from({ length: 4 }, () => recoverSagas(bed.db, bed.listener, bed.logger)));
    const steps = await sagasRepository(bed.db.manager).stepsOf(ids);
    expect(steps.map(({ attempts }) => attempts)).toEqual(ids.map(() => 2));
  });

  it('take over what a dead one had in hand, but not before its time is over', async () => {
    const id = await aSilentSaga();
    await leaseOf(id);
    await recoverSagas(bed.db, bed.listener, bed.logger);
    expect((await bed.stepsOf(id))[0]?.attempts).toBe(1);
    await bed.later(31);
    expect((await bed.stepsOf(id))[0]?.attempts).toBe(2);
  });

  it('do nothing when they wake up after their lease was given to another', async () => {
    const id = await aSilentSaga();
    const asleep = await leaseOf(id);
    await bed.setNow(seconds(40));
    const awake = (await leaseDueSagas(bed.db, defaultPatience)).find(({ sagaId }) => sagaId === id);
    expect(awake).toEqual({ sagaId: id, epoch: asleep.epoch + 1 });
    if (awake === undefined) return;
    const by = { listener: bed.listener, logger: bed.logger, patience: defaultPatience };
    const attempts = async () => (await bed.stepsOf(id))[0]?.attempts;

    // The saga is due all the while, so that a worker which did not look at its lease would ask.
    expect(await recoverLeased(bed.db, asleep, by)).toBe(false);
    expect(await attempts()).toBe(1);
    expect(await recoverLeased(bed.db, awake, by)).toBe(true);
    expect(await attempts()).toBe(2);
    await bed.setNow(seconds(59));
    expect(await recoverLeased(bed.db, asleep, by)).toBe(false);
    expect(await attempts()).toBe(2);
  });

  it('do nothing to a saga that was answered between the lease and the look', async () => {
    const id = await aSilentSaga();
    const lease = await leaseOf(id);
    await bed.db.transaction((tx) => callOff(tx, id, 'Changed my mind.'));
    const [before] = await bed.stepsOf(id);
    const { listener, logger } = bed;
    expect(await recoverLeased(bed.db, lease, { listener, logger, patience: defaultPatience })).toBe(true);
    expect((await bed.stepsOf(id))[0]?.attempts).toBe(before?.attempts);
    await bed.expectSaga(id, { saga: { state: 'COMPENSATED' } });
  });

  it('leave no lease behind', async () => {
    await aSilentSaga();
    await bed.setNow(seconds(6));
    await recoverSagas(bed.db, bed.listener, bed.logger);
    const left: unknown[] = await bed.db.query('select from checkout_saga where lease_owner is not null');
    expect(left).toEqual([]);
  });

  it('leave none on a saga that came to its end after they died', async () => {
    const id = await aSilentSaga();
    await leaseOf(id);
    await bed.db.transaction((tx) => callOff(tx, id, 'Changed my mind.'));
    await bed.expectSaga(id, { saga: { state: 'COMPENSATED' } });
    const left: unknown[] = await bed.db.query('select from checkout_saga where id = $1 and lease_owner is not null', [
      id,
    ]);
    expect(left).toEqual([]);
  });

  it('keep no saga waiting for one that cannot be moved', async () => {
    const broken = await aSilentSaga();
    const fine = await aSilentSaga();
    await bed.setNow(seconds(90));
    const moved: typeof bed.listener.moved = async (_tx, { id }) => {
      if (id === broken) throw new Error('the order is in the way');
    };
    await expect(recoverSagas(bed.db, { moved }, bed.logger)).rejects.toThrow('sagas that could not be recovered: 1');
    await bed.expectSaga(fine, { saga: { state: 'COMPENSATED' } });
    expect((await bed.find(broken))?.state).toBe('RUNNING');
    await bed.later(40);
    await bed.expectSaga(broken, { saga: { state: 'COMPENSATED' } });
  });
});

describe('the rows of sagas', () => {
  it('are listed by their state, the last begun first', async () => {
    const first = await bed.begin(aPlan([]));
    const second = await bed.begin(aPlan([]));
    const page = { list: 'checkoutSagas', size: 2, isBackward: false, keys: null };
    const { nodes, countAll } = await sagasRepository(bed.db.manager).list(['COMPLETED'], page);
    expect(nodes.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(await countAll()).toBeGreaterThanOrEqual(2);
    const stuck = await sagasRepository(bed.db.manager).list(['STUCK'], page);
    expect(stuck.nodes).toEqual([]);
  });

  it('are found by what they are about', async () => {
    const plan = aPlan([]);
    const saga = await bed.begin(plan);
    const refund = await bed.begin(aPlan([], { kind: 'REFUND', subjectId: plan.subjectId }));
    const found = await sagasRepository(bed.db.manager).ofSubjects([plan.subjectId]);
    expect(found.map(({ id }) => id)).toEqual([refund.id, saga.id]);
  });

  it('cannot be left without somebody who looks at them', async () => {
    bed.takers.script.set('DO RESERVE_SEATS', 'is away');
    const { id } = await bed.begin(aPlan([['RESERVE_SEATS']]));
    const forgotten = bed.db.query('update checkout_saga set due_at = null where id = $1', [id]);
    await expect(forgotten).rejects.toThrow('checkout_saga_watched');
  });
});

import { sql } from '@marquee/shared/database';
import { type Listing, listingOf, type Order, type Page } from '@marquee/shared/pagination';
import { type EntityManager, In } from 'typeorm';
import { changedSteps, dueAt } from '../domain/changes';
import type { Progress, Saga, SagaState, SagaStep } from '../domain/saga';
import { CheckoutSagaEntity } from './checkoutSaga.entity';
import { CheckoutSagaStepEntity } from './checkoutSagaStep.entity';

/** Ids grow with time, so the last begun comes first. */
const newestFirst: Order<Saga> = { columns: [sql`row.id`], descending: true, keysOf: ({ id }) => [id] };

/** All queries on sagas but those of their leases. */
export function sagasRepository(db: EntityManager) {
  return {
    find: (id: string): Promise<Saga | null> => db.findOneBy(CheckoutSagaEntity, { id }),

    findByIds: (ids: readonly string[]): Promise<Saga[]> => db.findBy(CheckoutSagaEntity, { id: In([...ids]) }),

    /** Locks the row. Whoever changes what the saga is about as well locks the saga before. */
    findForUpdate: (id: string): Promise<Saga | null> =>
      db.findOne(CheckoutSagaEntity, { where: { id }, lock: { mode: 'pessimistic_write' } }),

    /** Every saga of these subjects, the last begun first. */
    ofSubjects: (subjectIds: readonly string[]): Promise<Saga[]> =>
      db.find(CheckoutSagaEntity, { where: { subjectId: In([...subjectIds]) }, order: { id: 'DESC' } }),

    /** The steps of each saga in their order. */
    stepsOf: (sagaIds: readonly string[]): Promise<SagaStep[]> =>
      db.find(CheckoutSagaStepEntity, {
        where: { sagaId: In([...sagaIds]) },
        order: { sagaId: 'ASC', position: 'ASC' },
      }),

    /** Null does not narrow. */
    list(states: readonly SagaState[] | null, page: Page): Promise<Listing<Saga>> {
      const query = db.createQueryBuilder(CheckoutSagaEntity, 'row');
      if (states !== null) query.andWhere('row.state = any (:states)', { states });
      return listingOf(query, page, newestFirst);
    },

    countStuck: (): Promise<number> => db.countBy(CheckoutSagaEntity, { state: 'STUCK' }),

    async insert(progress: Progress): Promise<void> {
      const columns = { ...progress.saga, failure: null, dueAt: dueAt(progress), leaseEpoch: 0 };
      await db.insert(CheckoutSagaEntity, columns);
      // With no steps there is nothing to insert.
      if (progress.steps.length > 0) await db.insert(CheckoutSagaStepEntity, [...progress.steps]);
    },

    /** For who has the lock of the row. A saga that waits for nothing is nobody's turn, and in nobody's hands. */
    async save(before: Progress, after: Progress): Promise<void> {
      const { id, state, failure, finishedAt } = after.saga;
      await db.query(
        `update checkout_saga
         set state = $2, failure = $3, finished_at = $4, due_at = $5,
           lease_owner = case when $5::timestamptz is not null then lease_owner end,
           lease_until = case when $5::timestamptz is not null then lease_until end
         where id = $1`,
        [id, state, failure && JSON.stringify(failure), finishedAt, dueAt(after)],
      );
      const changed = changedSteps(before, after);
      if (changed.length > 0) await db.upsert(CheckoutSagaStepEntity, [...changed], ['sagaId', 'name']);
    },
  };
}

import type { EntityManager } from 'typeorm';
import type { Saga } from '../domain/saga';
import { CheckoutSagaEntity } from './checkoutSaga.entity';

/** The right to move a saga for a while. It is good as long as nobody else has been given a later one. */
export interface Lease {
  readonly sagaId: string;
  readonly epoch: number;
}

/** Who may move sagas whose time has come. */
export function sagaLeases(db: EntityManager) {
  return {
    /** Those that wait the longest. A lease that ran out counts as none: whoever had it is dead, or slow. */
    async takeDue(owner: string, { leaseMs, limit }: { leaseMs: number; limit: number }): Promise<Lease[]> {
      // TypeORM answers an UPDATE with [rows, count].
      const [leases]: [Lease[], number] = await db.query(
        `update checkout_saga
         set lease_owner = $1, lease_until = saga_now() + make_interval(secs => $2), lease_epoch = lease_epoch + 1
         where id in (
           select id from checkout_saga
           where due_at <= saga_now() and (lease_until is null or lease_until <= saga_now())
           order by due_at limit $3 for update skip locked)
         returning id as "sagaId", lease_epoch as epoch`,
        [owner, leaseMs / 1_000, limit],
      );
      return leases;
    },

    /** Locks the saga's row, or answers null when somebody else has been given a later lease: then hands off. */
    findForUpdate: ({ sagaId, epoch }: Lease): Promise<Saga | null> =>
      db.findOne(CheckoutSagaEntity, {
        where: { id: sagaId, leaseEpoch: epoch },
        lock: { mode: 'pessimistic_write' },
      }),

    /** For who has the lock of the row. */
    async release({ sagaId, epoch }: Lease): Promise<void> {
      await db.update(CheckoutSagaEntity, { id: sagaId, leaseEpoch: epoch }, { leaseOwner: null, leaseUntil: null });
    },
  };
}

import { type EntityManager, In } from 'typeorm';
import type { Payable } from '../domain/payable';
import { PayableEntity } from './payable.entity';

/** What an event tells of something that can be paid for. */
export type PayableFact = Omit<Payable, 'isOpen'> & { readonly isOpen: boolean | null };

/** All queries on what can be paid for. */
export function payablesRepository(db: EntityManager) {
  return {
    find: (subjectId: string): Promise<Payable | null> => db.findOneBy(PayableEntity, { subjectId }),

    findByIds: (subjectIds: readonly string[]): Promise<Payable[]> =>
      db.findBy(PayableEntity, { subjectId: In([...subjectIds]) }),

    /** Whoever closes it waits until this transaction is over. */
    findForShare: (subjectId: string): Promise<Payable | null> =>
      db.findOne(PayableEntity, { where: { subjectId }, lock: { mode: 'pessimistic_read' } }),

    /** An older state never takes the place of a newer one. Null for `isOpen` leaves it as it is. */
    async keep({ subjectId, customerId, amountMinor, currency, isOpen, isOver, version }: PayableFact): Promise<void> {
      await db.query(
        `insert into payable (subject_id, customer_id, amount_minor, currency, is_open, is_over, version)
         values ($1, $2, $3, $4, coalesce($5, false), $6, $7)
         on conflict (subject_id) do update
         set amount_minor = excluded.amount_minor, currency = excluded.currency, is_open = coalesce($5, payable.is_open),
           is_over = excluded.is_over, version = excluded.version
         where payable.version <= excluded.version`,
        [subjectId, customerId, amountMinor, currency, isOpen, isOver, version],
      );
    },

    /** For an event without an amount. */
    async close({ subjectId, isOver, version }: Pick<Payable, 'subjectId' | 'isOver' | 'version'>): Promise<void> {
      await db.query(
        `update payable set is_open = false, is_over = is_over or $2, version = $3
         where subject_id = $1 and version <= $3`,
        [subjectId, isOver, version],
      );
    },
  };
}

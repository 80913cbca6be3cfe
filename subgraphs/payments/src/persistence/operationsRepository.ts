import type { EntityManager } from 'typeorm';
import type { Operation, OperationState } from '../domain/operation';

type NewOperation = Pick<Operation, 'paymentId' | 'kind' | 'amountMinor' | 'refundId'>;

interface OperationRow extends Omit<Operation, 'amountMinor'> {
  readonly amountMinor: string | null;
}

/** All queries on what providers are to be asked for. Whoever writes has the lock of the payment, but for `claimDue`. */
export function operationsRepository(db: EntityManager) {
  return {
    async insert({ paymentId, kind, amountMinor, refundId }: NewOperation, dueInMs: number): Promise<void> {
      await db.query(
        `insert into provider_operation (payment_id, sequence, kind, amount_minor, refund_id, state, tries, due_at)
         select $1, coalesce(max(sequence), 0) + 1, $2, $3, $4, 'OPEN', 0, now() + make_interval(secs => $5)
         from provider_operation where payment_id = $1`,
        [paymentId, kind, amountMinor, refundId, dueInMs / 1_000],
      );
    },

    /**
     * The next operations of payments whose operation nobody is working on, leased to the caller for that long. Who
     * wakes up after its lease asks again for what somebody else has asked for, by the same key: nothing comes of it.
     */
    async claimDue(limit: number, leaseMs: number): Promise<Operation[]> {
      const [rows]: [OperationRow[], number] = await db.query(
        `update provider_operation set tries = tries + 1, leased_until = now() + make_interval(secs => $2)
         where (payment_id, sequence) in (
           select payment_id, sequence from provider_operation waiting
           where state = 'OPEN' and due_at <= now() and (leased_until is null or leased_until <= now())
             and not exists (select from provider_operation earlier
               where earlier.payment_id = waiting.payment_id and earlier.sequence < waiting.sequence
                 and earlier.state = 'OPEN')
           order by due_at limit $1 for update skip locked)
         returning payment_id as "paymentId", sequence, kind, amount_minor as "amountMinor",
           refund_id as "refundId", state, tries`,
        [limit, leaseMs / 1_000],
      );
      return rows.map(operationOf);
    },

    /** Nobody knows what came of it: it is asked for again, by the same key. */
    async postpone({ paymentId, sequence }: Operation, dueInMs: number): Promise<void> {
      await db.query(
        `update provider_operation set leased_until = null, due_at = now() + make_interval(secs => $3)
         where payment_id = $1 and sequence = $2 and state = 'OPEN'`,
        [paymentId, sequence, dueInMs / 1_000],
      );
    },

    /** False when it was closed before. */
    async close({ paymentId, sequence }: Operation, state: Exclude<OperationState, 'OPEN'>): Promise<boolean> {
      const [, count]: [unknown[], number] = await db.query(
        `update provider_operation set state = $3, leased_until = null
         where payment_id = $1 and sequence = $2 and state = 'OPEN'`,
        [paymentId, sequence, state],
      );
      return count > 0;
    },

    /** Closes what the provider was never asked for, and returns it. */
    async dropUnasked(paymentId: string): Promise<Operation[]> {
      const [rows]: [OperationRow[], number] = await db.query(
        `update provider_operation set state = 'DROPPED'
         where payment_id = $1 and state = 'OPEN' and tries = 0 and kind in ('AUTHORISE', 'CAPTURE')
         returning payment_id as "paymentId", sequence, kind, amount_minor as "amountMinor",
           refund_id as "refundId", state, tries`,
        [paymentId],
      );
      return rows.map(operationOf);
    },

    async openOf(paymentId: string): Promise<Operation[]> {
      const rows: OperationRow[] = await db.query(
        `select payment_id as "paymentId", sequence, kind, amount_minor as "amountMinor", refund_id as "refundId",
           state, tries
         from provider_operation where payment_id = $1 and state = 'OPEN' order by sequence`,
        [paymentId],
      );
      return rows.map(operationOf);
    },
  };
}

const operationOf = ({ amountMinor, ...row }: OperationRow): Operation => ({
  ...row,
  amountMinor: amountMinor === null ? null : Number(amountMinor),
});

import { sql } from '@marquee/shared/database';
import { type Listing, listingOf, type Order, type Page } from '@marquee/shared/pagination';
import { type EntityManager, In } from 'typeorm';
import type { Payment, PaymentStatus } from '../domain/payment';
import { PaymentEntity } from './payment.entity';
import { PaymentAttemptEntity } from './paymentAttempt.entity';

/** What must hold for a payment to be listed; null does not narrow. */
export interface PaymentCriteria {
  readonly payerId: string | null;
  readonly subjectId: string | null;
  readonly statuses: readonly PaymentStatus[] | null;
  readonly createdAfter: Date | null;
  readonly createdBefore: Date | null;
}

/** Ids grow with time, so the last made comes first. */
const newestFirst: Order<Payment> = { columns: [sql`row.id`], descending: true, keysOf: ({ id }) => [id] };

/** All queries on payments and on what providers said to them. */
export function paymentsRepository(db: EntityManager) {
  return {
    find: (id: string): Promise<Payment | null> => db.findOneBy(PaymentEntity, { id }),

    findByIds: (ids: readonly string[]): Promise<Payment[]> => db.findBy(PaymentEntity, { id: In([...ids]) }),

    findByTransactionIds: (transactionIds: readonly string[]): Promise<Payment[]> =>
      db.findBy(PaymentEntity, { transactionId: In([...transactionIds]) }),

    /** Locks the row: whoever changes a payment, or adds to what belongs to it, has it first. */
    findForUpdate: (id: string): Promise<Payment | null> =>
      db.findOne(PaymentEntity, { where: { id }, lock: { mode: 'pessimistic_write' } }),

    /** The oldest first. */
    ofSubjects: (subjectIds: readonly string[]): Promise<Payment[]> =>
      db.find(PaymentEntity, { where: { subjectId: In([...subjectIds]) }, order: { subjectId: 'ASC', id: 'ASC' } }),

    list(criteria: PaymentCriteria, page: Page): Promise<Listing<Payment>> {
      const { payerId, subjectId, statuses, createdAfter, createdBefore } = criteria;
      const query = db.createQueryBuilder(PaymentEntity, 'row');
      if (payerId !== null) query.andWhere('row.payerId = :payerId', { payerId });
      if (subjectId !== null) query.andWhere('row.subjectId = :subjectId', { subjectId });
      if (statuses !== null) query.andWhere('row.status = any (:statuses)', { statuses });
      if (createdAfter !== null) query.andWhere('row.createdAt >= :createdAfter', { createdAfter });
      if (createdBefore !== null) query.andWhere('row.createdAt < :createdBefore', { createdBefore });
      return listingOf(query, page, newestFirst);
    },

    /** False, and nothing is done, when the subject has a payment that has not come to nothing. */
    async insertOnce(payment: Payment): Promise<boolean> {
      const inserted = await db
        .createQueryBuilder()
        .insert()
        .into(PaymentEntity)
        .values(payment)
        .orIgnore(`(subject_id) where status not in ('FAILED', 'CANCELLED') do nothing`)
        .returning('id')
        .updateEntity(false)
        .execute();
      return (inserted.raw as unknown[]).length === 1;
    },

    async update({ id, ...payment }: Payment): Promise<void> {
      await db.update(PaymentEntity, { id }, payment);
    },

    /** Those that wait for their customers, the longest over first: some are too late, of others nobody has told. */
    async waitingIds(limit: number): Promise<string[]> {
      const rows: { id: string }[] = await db.query(
        `select id from payment where status = 'REQUIRES_ACTION' and called_off_because is null
         order by action_expires_at limit $1`,
        [limit],
      );
      return rows.map(({ id }) => id);
    },

    attemptsOf: (paymentIds: readonly string[]): Promise<PaymentAttemptEntity[]> =>
      db.find(PaymentAttemptEntity, {
        where: { paymentId: In([...paymentIds]) },
        order: { paymentId: 'ASC', number: 'ASC' },
      }),

    /** For who has the lock of the payment. */
    async appendAttempt({ paymentId, ...attempt }: Omit<PaymentAttemptEntity, 'number'>): Promise<void> {
      const { provider, outcome, declineCode, latencyMs, at } = attempt;
      await db.query(
        `insert into payment_attempt (payment_id, number, provider, outcome, decline_code, latency_ms, at)
         select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6 from payment_attempt where payment_id = $1`,
        [paymentId, provider, outcome, declineCode, latencyMs, at],
      );
    },
  };
}

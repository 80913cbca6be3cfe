import { sql } from '@marquee/shared/database';
import { type Listing, listingOf, type Order, type Page } from '@marquee/shared/pagination';
import { type EntityManager, In } from 'typeorm';
import type { Refund, RefundStatus } from '../domain/refund';
import { PaymentEntity } from './payment.entity';
import { RefundEntity } from './refund.entity';

/** Ids grow with time, so the last made comes first. */
const newestFirst: Order<Refund> = { columns: [sql`row.id`], descending: true, keysOf: ({ id }) => [id] };

/** All queries on refunds. Whoever writes has the lock of the payment. */
export function refundsRepository(db: EntityManager) {
  return {
    findByIds: (ids: readonly string[]): Promise<Refund[]> => db.findBy(RefundEntity, { id: In([...ids]) }),

    findByReference: (paymentId: string, reference: string): Promise<Refund | null> =>
      db.findOneBy(RefundEntity, { paymentId, reference }),

    /** The oldest first. */
    ofPayments: (paymentIds: readonly string[]): Promise<Refund[]> =>
      db.find(RefundEntity, { where: { paymentId: In([...paymentIds]) }, order: { paymentId: 'ASC', id: 'ASC' } }),

    /** Of one payment, or of all that this payer made; null does not narrow. */
    list(
      criteria: { readonly payerId: string | null; readonly paymentId: string | null },
      page: Page,
    ): Promise<Listing<Refund>> {
      const { payerId, paymentId } = criteria;
      const query = db.createQueryBuilder(RefundEntity, 'row');
      if (paymentId !== null) query.andWhere('row.paymentId = :paymentId', { paymentId });
      if (payerId !== null) {
        query.innerJoin(PaymentEntity, 'payment', 'payment.id = row.paymentId');
        query.andWhere('payment.payerId = :payerId', { payerId });
      }
      return listingOf(query, page, newestFirst);
    },

    /** How much is on its way back. */
    async pendingMinor(paymentId: string): Promise<number> {
      const [row]: { sum: string }[] = await db.query(
        `select coalesce(sum(amount_minor), 0) as sum from refund where payment_id = $1 and status = 'PENDING'`,
        [paymentId],
      );
      return Number(row?.sum ?? 0);
    },

    async insert(refund: Refund): Promise<void> {
      await db.insert(RefundEntity, refund);
    },

    /** What was declined is on its way again. */
    async reopen(id: string): Promise<void> {
      await db.update(RefundEntity, { id, status: 'FAILED' }, { status: 'PENDING' });
    },

    /** Those of them that were on their way. */
    async finish(ids: readonly string[], status: Exclude<RefundStatus, 'PENDING'>): Promise<void> {
      if (ids.length > 0) await db.update(RefundEntity, { id: In([...ids]), status: 'PENDING' }, { status });
    },
  };
}

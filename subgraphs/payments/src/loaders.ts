import type { Viewer } from '@marquee/shared/auth';
import { askedOnce, byId, listsBy, uniqueBy } from '@marquee/shared/loaders';
import { isStorable } from '@marquee/shared/text';
import type { EntityManager } from 'typeorm';
import { maySeePayment } from './domain/access';
import type { Payment } from './domain/payment';
import { ledgerRepository } from './persistence/ledgerRepository';
import { payablesRepository } from './persistence/payablesRepository';
import { paymentMethodsRepository } from './persistence/paymentMethodsRepository';
import { paymentsRepository } from './persistence/paymentsRepository';
import { refundsRepository } from './persistence/refundsRepository';
import { type ListPayments, listPaymentsOf } from './services/payments/listPayments';

export type Loaders = ReturnType<typeof createLoaders>;

/** What one request reads, each row once and what is asked for together in one statement. Never outlives the request. */
export function createLoaders(db: EntityManager, viewer: Viewer | null) {
  const payments = paymentsRepository(db);
  const methods = paymentMethodsRepository(db);
  const refunds = refundsRepository(db);
  const visible = async (found: Promise<Payment[]>) => (await found).filter((row) => maySeePayment(viewer, row));
  const loaders = {
    /** Any payment: only for a caller who was found to be allowed to see it. */
    payment: byId('payment', payments.findByIds),
    /** A payment that the viewer may see; a reference names an id but proves nothing. */
    visiblePayment: byId('payment', (ids) => visible(payments.findByIds(ids))),
    visiblePaymentByTransaction: uniqueBy(
      (ids) => visible(payments.findByTransactionIds(ids)),
      ({ transactionId }) => transactionId ?? '',
      isStorable,
    ),
    visiblePaymentsOfSubject: listsBy(
      (subjectIds) => visible(payments.ofSubjects(subjectIds.filter(isStorable))),
      ({ subjectId }) => subjectId,
    ),
    payable: uniqueBy(payablesRepository(db).findByIds, ({ subjectId }) => subjectId, isStorable),
    attempts: listsBy(payments.attemptsOf, ({ paymentId }) => paymentId),
    /** Also one that was removed: past payments show it. */
    method: byId('paymentMethod', methods.findByIds),
    methodsOf: listsBy(methods.ofUsers, ({ userId }) => userId),
    refund: byId('refund', refunds.findByIds),
    refundsOf: listsBy(refunds.ofPayments, ({ paymentId }) => paymentId),
    ledgerEntry: byId('ledgerEntry', ledgerRepository(db).findByIds),
    ledgerEntriesOf: listsBy(ledgerRepository(db).ofPayments, ({ paymentId }) => paymentId),
    /** Many payments lead to the same payer, who is asked for the same things there. */
    paymentsOf: askedOnce(([payerId, args]: readonly [string, ListPayments]) => listPaymentsOf(db, payerId, args)),
  };
  /** What was read before something was paid, given back, added or removed. */
  const forgetAll = (): void => {
    for (const loader of Object.values(loaders)) loader.clearAll();
  };
  return { ...loaders, forgetAll };
}

import type { DataSource } from 'typeorm';
import { ProviderUnavailable } from '../../domain/errors';
import type { Payment } from '../../domain/payment';
import { databaseNow } from '../../persistence/databaseNow';
import { paymentsRepository } from '../../persistence/paymentsRepository';
import type { PaymentProvider } from '../../provider/paymentProvider';
import { callOffPayment } from '../payments/callOffPayment';
import { savePayment } from '../payments/savePayment';
import { answerAwaited } from '../steps/answerAwaited';
import { takeState } from './takeState';

const mostPayments = 100;

/**
 * Looks after payments that wait for their customers: of some the webhook was lost, and others wait too long. Any
 * replica may run it, at any time.
 */
export async function reviewWaiting(db: DataSource, provider: PaymentProvider): Promise<void> {
  for (const id of await paymentsRepository(db.manager).waitingIds(mostPayments)) {
    await askAbout(db, provider, id);
    await expire(db, id);
  }
}

async function askAbout(db: DataSource, provider: PaymentProvider, id: string): Promise<void> {
  const payment = await paymentsRepository(db.manager).find(id);
  if (payment?.transactionId == null) return;
  try {
    const state = await provider.find(payment.transactionId);
    if (state !== null) await takeState(db, id, state);
  } catch (error) {
    // The next turn asks again; what is too late is called off even so.
    if (!(error instanceof ProviderUnavailable)) throw error;
  }
}

async function expire(db: DataSource, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const payment = await paymentsRepository(tx).findForUpdate(id);
    if (payment === null || !isOverdue(payment, await databaseNow(tx))) return;
    // The provider is asked to release it even so: the customer may be confirming it at this moment.
    const late = { ...payment, declineCode: 'authentication_expired', isRetryable: true };
    const marked = await savePayment(tx, payment, late);
    await answerAwaited(tx, await callOffPayment(tx, marked, 'It was not confirmed in time.'));
  });
}

const isOverdue = ({ status, actionExpiresAt, calledOffBecause }: Payment, now: Date): boolean =>
  status === 'REQUIRES_ACTION' && calledOffBecause === null && actionExpiresAt <= now;

import type { DataSource, EntityManager } from 'typeorm';
import type { Payment } from '../../domain/payment';
import type { ProviderState } from '../../domain/providerState';
import { databaseNow } from '../../persistence/databaseNow';
import { paymentsRepository } from '../../persistence/paymentsRepository';
import { continueCallingOff } from '../payments/callOffPayment';
import { applyState } from '../payments/savePayment';
import { answerAwaited } from '../steps/answerAwaited';
import { continueOwed } from '../steps/continueOwed';

/** Takes what the provider tells of a payment by itself; false for a payment that there is not. @throws ProviderMismatch */
export function takeState(db: DataSource, paymentId: string, state: ProviderState): Promise<boolean> {
  return db.transaction((tx) => takeStateIn(tx, paymentId, state));
}

/** The same as part of a transaction. */
export async function takeStateIn(tx: EntityManager, paymentId: string, state: ProviderState): Promise<boolean> {
  const payment = await paymentsRepository(tx).findForUpdate(paymentId);
  if (payment === null) return false;
  const applied = await applyState(tx, payment, state);
  if (applied.version === payment.version) return true;
  await noteConfirmation(tx, payment, applied);
  await answerAwaited(tx, await continueOwed(tx, await continueCallingOff(tx, applied, null)));
  return true;
}

/** What the customer did on the provider's page is an attempt of its own, which nobody waited for. */
async function noteConfirmation(tx: EntityManager, before: Payment, after: Payment): Promise<void> {
  if (before.status !== 'REQUIRES_ACTION') return;
  await paymentsRepository(tx).appendAttempt({
    paymentId: after.id,
    provider: after.provider,
    outcome: after.status,
    declineCode: after.declineCode,
    latencyMs: null,
    at: await databaseNow(tx),
  });
}

import type { DataSource, EntityManager } from 'typeorm';
import type { Operation } from '../../domain/operation';
import { declineUnasked, endCapture, type Payment } from '../../domain/payment';
import { databaseNow } from '../../persistence/databaseNow';
import { operationsRepository } from '../../persistence/operationsRepository';
import { paymentsRepository } from '../../persistence/paymentsRepository';
import { refundsRepository } from '../../persistence/refundsRepository';
import type { ProviderAnswer } from '../../provider/paymentProvider';
import { continueCallingOff } from '../payments/callOffPayment';
import { releaseRest } from '../payments/releaseRest';
import { applyState, savePayment } from '../payments/savePayment';
import { answerAwaited } from '../steps/answerAwaited';
import { continueOwed } from '../steps/continueOwed';

/** Records what the provider answered: the payment, what others are told, the books, and what comes next. Once. */
export async function recordAnswer(
  db: DataSource,
  operation: Operation,
  answer: ProviderAnswer,
  latencyMs: number,
): Promise<void> {
  await db.transaction(async (tx) => {
    const payment = await lock(tx, operation);
    // Somebody whose lease had run out may have recorded it already.
    if (!(await operationsRepository(tx).close(operation, answer.outcome))) return;
    const recorded = await apply(tx, payment, operation, answer);
    await noteAttempt(tx, recorded, operation, { declineCode: answer.declineCode, latencyMs });
    const continued = await continueCallingOff(tx, recorded, { kind: operation.kind, outcome: answer.outcome });
    await answerAwaited(tx, await continueOwed(tx, continued));
  });
}

/** Notes that the provider did not answer, and when it is asked again. */
export async function recordSilence(
  db: DataSource,
  operation: Operation,
  { latencyMs, retryInMs }: { readonly latencyMs: number; readonly retryInMs: number },
): Promise<void> {
  await db.transaction(async (tx) => {
    const payment = await lock(tx, operation);
    await operationsRepository(tx).postpone(operation, retryInMs);
    if (operation.tries <= mostNoted) await noteAttempt(tx, payment, operation, { declineCode: null, latencyMs });
  });
}

/** An outage may last for days. */
const mostNoted = 10;

async function lock(tx: EntityManager, { paymentId }: Operation): Promise<Payment> {
  const payment = await paymentsRepository(tx).findForUpdate(paymentId);
  if (payment === null) throw new Error('the payment of an operation is gone');
  return payment;
}

async function apply(
  tx: EntityManager,
  payment: Payment,
  { kind, refundId }: Operation,
  { outcome, state, declineCode }: ProviderAnswer,
): Promise<Payment> {
  const applied = state === null ? payment : await applyState(tx, payment, state);
  if (refundId !== null) await refundsRepository(tx).finish([refundId], outcome === 'DONE' ? 'COMPLETED' : 'FAILED');
  if (kind === 'AUTHORISE' && outcome === 'DECLINED' && state === null) {
    return savePayment(tx, applied, declineUnasked(applied, declineCode, await databaseNow(tx)));
  }
  return kind === 'CAPTURE' ? captureEnded(tx, applied) : applied;
}

/** One that another capture has already followed is still being taken. */
async function captureEnded(tx: EntityManager, payment: Payment): Promise<Payment> {
  const open = await operationsRepository(tx).openOf(payment.id);
  if (open.some(({ kind }) => kind === 'CAPTURE')) return payment;
  return releaseRest(tx, await savePayment(tx, payment, endCapture(payment, await databaseNow(tx))));
}

/** What is released or given back is no attempt to be paid. */
async function noteAttempt(
  tx: EntityManager,
  { id: paymentId, provider, status: outcome }: Payment,
  { kind }: Operation,
  told: { readonly declineCode: string | null; readonly latencyMs: number },
): Promise<void> {
  if (kind !== 'AUTHORISE' && kind !== 'CAPTURE') return;
  await paymentsRepository(tx).appendAttempt({ paymentId, provider, outcome, ...told, at: await databaseNow(tx) });
}

import type { EntityManager } from 'typeorm';
import type { Operation } from '../../domain/operation';
import {
  callOff,
  cancelUnasked,
  endCapture,
  isUndecided,
  isUndone,
  type Payment,
  refundableMinor,
  releasableMinor,
} from '../../domain/payment';
import { databaseNow } from '../../persistence/databaseNow';
import { operationsRepository } from '../../persistence/operationsRepository';
import { refundsRepository } from '../../persistence/refundsRepository';
import { startRefund } from '../refunds/startRefund';
import { askProvider } from './askProvider';
import { savePayment } from './savePayment';

/**
 * From now on all of the payment is released and given back, whatever has become of it; what the provider was not asked
 * for yet it will not be. For who has the lock of the payment. Returns the payment as it is now.
 */
export async function callOffPayment(tx: EntityManager, payment: Payment, reason: string): Promise<Payment> {
  if (isUndone(payment) || payment.calledOffBecause !== null) return payment;
  const dropped = await operationsRepository(tx).dropUnasked(payment.id);
  let next = await savePayment(tx, payment, callOff(payment, reason));
  if (dropped.some(({ kind }) => kind === 'CAPTURE')) {
    next = await savePayment(tx, next, endCapture(next, await databaseNow(tx)));
  }
  return continueCallingOff(tx, next, null);
}

/** When the provider would not do it just now. */
const againInMs = 60_000;

/** What the provider was asked for last, and what it said. */
export type LastAnswer = Pick<Operation, 'kind'> & { readonly outcome: 'DONE' | 'DECLINED' };

/**
 * The next thing to do for a payment that is being called off, once the provider has answered everything before. What it
 * was asked for last and is to do once more it is given a while for; null when nothing was answered.
 */
export async function continueCallingOff(
  tx: EntityManager,
  payment: Payment,
  last: LastAnswer | null,
): Promise<Payment> {
  const { calledOffBecause } = payment;
  if (calledOffBecause === null || isUndone(payment)) return payment;
  if ((await operationsRepository(tx).openOf(payment.id)).length > 0) return payment;
  const isUnasked = isUndecided(payment) && payment.transactionId === null && payment.provider !== 'cash';
  if (isUnasked) return savePayment(tx, payment, cancelUnasked(payment, await databaseNow(tx)));
  if (isUndecided(payment) || releasableMinor(payment) > 0) {
    const released = await askProvider(tx, payment, { kind: 'VOID', dueInMs: last?.kind === 'VOID' ? againInMs : 0 });
    return released === payment ? payment : continueCallingOff(tx, released, null);
  }
  const amountMinor = refundableMinor(payment, await refundsRepository(tx).pendingMinor(payment.id));
  if (amountMinor === 0) return payment;
  // A refund that was made may have been of a part only, by somebody else: the rest follows at once.
  const dueInMs = last?.kind === 'REFUND' && last.outcome === 'DECLINED' ? againInMs : 0;
  const { payment: refunded } = await startRefund(tx, payment, { amountMinor, reason: calledOffBecause, dueInMs });
  return refunded;
}

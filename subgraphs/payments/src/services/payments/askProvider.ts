import type { EntityManager } from 'typeorm';
import { cashState } from '../../domain/cash';
import type { OperationKind } from '../../domain/operation';
import type { Payment } from '../../domain/payment';
import { operationsRepository } from '../../persistence/operationsRepository';
import { applyState } from './savePayment';

export interface Wanted {
  readonly kind: OperationKind;
  /** Left out for what takes no amount. */
  readonly amountMinor?: number;
  readonly refundId?: string;
  readonly dueInMs?: number;
}

/**
 * Writes down what the provider is to be asked for; the worker does so after the transaction, which has the lock of the
 * payment. Cash needs nobody, so it is done at once. Returns the payment as it is now.
 */
export async function askProvider(tx: EntityManager, payment: Payment, wanted: Wanted): Promise<Payment> {
  const { kind, amountMinor = null, refundId = null, dueInMs = 0 } = wanted;
  if (payment.provider === 'cash') {
    return applyState(tx, payment, cashState(payment, { kind, amountMinor: amountMinor ?? 0, refundId }));
  }
  await operationsRepository(tx).insert({ paymentId: payment.id, kind, amountMinor, refundId }, dueInMs);
  return payment;
}

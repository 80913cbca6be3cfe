import { PaymentDeclined } from '../../domain/errors';
import type { Payment } from '../../domain/payment';

/** A payment after something was done with it, and why it was declined if it was. */
export interface PaymentDone {
  readonly payment: Payment;
  readonly replayed: boolean;
  readonly declined: PaymentDeclined | null;
}

export function paymentDone(payment: Payment, replayed: boolean): PaymentDone {
  const { declineCode, isRetryable } = payment;
  return { payment, replayed, declined: declineCode === null ? null : new PaymentDeclined(declineCode, isRetryable) };
}

export type RefundStatus = 'PENDING' | 'COMPLETED' | 'FAILED';

/** Something of a payment that is given back. */
export interface Refund {
  readonly id: string;
  readonly paymentId: string;
  /** Whose refund it is, by which it is made once; null where an idempotency key sees to that. */
  readonly reference: string | null;
  readonly currency: string;
  readonly amountMinor: number;
  readonly reason: string | null;
  readonly status: RefundStatus;
  readonly createdAt: Date;
}

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

/** What a checkout wants given back of a payment for a part, in minor units of the payment's currency. */
export interface Owed {
  readonly amountMinor: number;
  /** Whose refund it is, by which it is made once. */
  readonly reference: string;
  readonly reason: string | null;
}

import { z } from 'zod';

const amount = z.object({ minor: z.int(), currency: z.string() });

/** What the events of a payment carry; the compiler holds payments' own list and this one together. */
export const paymentStatus = z.enum([
  'PENDING',
  'REQUIRES_ACTION',
  'AUTHORISED',
  'PROCESSING',
  'COMPLETED',
  'FAILED',
  'CANCELLED',
  'PARTIALLY_REFUNDED',
  'REFUNDED',
]);

export const paymentState = z.object({
  paymentId: z.string(),
  payerId: z.string(),
  /** The order, the booking or the food order that it pays for. */
  subjectId: z.string(),
  /** Whether a checkout drives it; otherwise the customer paid for the subject by itself. */
  isOfCheckout: z.boolean(),
  /** Taken when somebody says so, not as soon as what it pays for is confirmed. */
  captureLater: z.boolean(),
  status: paymentStatus,
  previousStatus: paymentStatus.nullable(),
  amount,
  /** Set aside and not released; what was taken is part of it. */
  authorisedMinor: z.int().default(0),
  capturedMinor: z.int(),
  refundedMinor: z.int(),
  /** Called off before it was taken, so nobody has to pay it any more. */
  waivedMinor: z.int().default(0),
  failureReason: z.string().nullable(),
  /** The payment's version, which grows with each change. */
  version: z.int(),
});

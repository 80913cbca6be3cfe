import { z } from 'zod';

const amount = z.object({ minor: z.int(), currency: z.string() });

/** What the events of an order carry; the compiler holds the orders' own list and this one together. */
export const orderStatus = z.enum([
  'PENDING',
  'AWAITING_PAYMENT',
  'CONFIRMED',
  'PROCESSING',
  'SHIPPED',
  'DELIVERED',
  'CANCELLED',
  'FAILED',
  'PARTIALLY_REFUNDED',
  'REFUNDED',
]);

export const orderState = z.object({
  orderId: z.string(),
  number: z.string(),
  customerId: z.string(),
  status: orderStatus,
  total: amount,
  /** What its lines are called; said when it is made and when it is told again. */
  titles: z.array(z.string()).optional(),
  /** Whether it waits for a payment that its customer makes by itself. */
  isPayable: z.boolean(),
  /** The order's version, which grows with each change. */
  version: z.int(),
});

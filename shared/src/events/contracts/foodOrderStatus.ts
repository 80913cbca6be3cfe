import { z } from 'zod';

/** What both events of an order carry; the compiler holds food's own list and this one together. */
export const foodOrderStatus = z.enum([
  'AWAITING_PAYMENT',
  'PLACED',
  'ACCEPTED',
  'REJECTED',
  'PREPARING',
  'READY',
  'PICKED_UP',
  'DELIVERED',
  'CANCELLED',
  'FAILED',
]);

import { type Money, money } from '@marquee/shared/money';
import type { Payment } from './payment';

/**
 * What is still to be taken of a total. What was given back is not due again, nor is what was called off before it was
 * taken, and of what is over nothing is.
 */
export function amountDue(total: Money, payments: readonly Payment[], isOver: boolean): Money {
  const settled = payments.reduce((sum, { capturedMinor, waivedMinor }) => sum + capturedMinor + waivedMinor, 0);
  return money(isOver ? 0 : Math.max(0, total.minor - settled), total.currency);
}

import { type Money, money } from '@marquee/shared/money';
import type { Payment } from './payment';

/** What is still to be taken of a total. What was given back is not due again, and of what is over nothing is. */
export function amountDue(total: Money, payments: readonly Payment[], isOver: boolean): Money {
  const taken = payments.reduce((sum, { capturedMinor }) => sum + capturedMinor, 0);
  return money(isOver ? 0 : Math.max(0, total.minor - taken), total.currency);
}

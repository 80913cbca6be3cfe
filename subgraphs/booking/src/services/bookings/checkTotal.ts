import { PriceChanged } from '@marquee/shared/errors';
import { type Money, sameMoney } from '@marquee/shared/money';

/** @throws PriceChanged unless the customer confirmed what it costs */
export function checkTotal(expected: Money, actual: Money, path: readonly string[] = ['input', 'expectedTotal']): void {
  if (!sameMoney(expected, actual)) throw new PriceChanged(expected, actual, path);
}

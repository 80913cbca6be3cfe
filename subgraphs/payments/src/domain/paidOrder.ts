import type { Money } from '@marquee/shared/money';

/** An order as others refer to it: with its total where that was asked for. */
export interface PaidOrder {
  readonly id: string;
  readonly total?: Money;
}

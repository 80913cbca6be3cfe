import type { Money } from '../money';
import { Conflict } from './domainError';

/** The customer confirmed another total than it costs now. */
export class PriceChanged extends Conflict {
  constructor(expected: Money, actual: Money, path: readonly (string | number)[] = ['input', 'expectedTotal']) {
    super('PRICE_CHANGED', 'The total is no longer what you confirmed.', {
      type: 'PriceChangedError',
      path,
      details: { expected, actual },
    });
  }
}

/** The status machine has no such step for this actor. */
export class InvalidTransition extends Conflict {
  /** @param thing with its article: `An order` */
  constructor(
    thing: string,
    { from, to, allowed }: { readonly from: string; readonly to: string; readonly allowed: readonly string[] },
    path: readonly (string | number)[] = ['input', 'status'],
  ) {
    super('INVALID_TRANSITION', `${thing} that is ${from} cannot become ${to}.`, {
      type: 'InvalidTransitionError',
      path,
      details: { from, to, allowed },
    });
  }
}

import { Conflict, DomainError, InvalidInput } from '@marquee/shared/errors';
import { amountText, type Money } from '@marquee/shared/money';
import { reasonOf } from './declineReasons';

type Path = readonly (string | number)[];

/** The means of payment, or its customer, said no. */
export class PaymentDeclined extends Conflict {
  constructor(declineCode: string, isRetryable: boolean) {
    super('PAYMENT_DECLINED', reasonOf(declineCode), {
      type: 'PaymentDeclinedError',
      details: { declineCode, retryable: isRetryable },
    });
  }
}

/** More than was taken and not given back yet. */
export class AmountExceedsCaptured extends Conflict {
  constructor(remaining: Money, path: Path = ['input', 'amount']) {
    const most =
      remaining.minor === 0 ? 'Nothing is left to refund.' : `At most ${amountText(remaining)} can be refunded.`;
    super('AMOUNT_EXCEEDS_CAPTURED', most, {
      type: 'AmountExceededError',
      path,
      details: { remaining },
    });
  }
}

/** More than is set aside and not taken yet. */
export class AmountExceedsAuthorised extends Conflict {
  constructor(remaining: Money, path: Path = ['input', 'amount']) {
    super('AMOUNT_EXCEEDS_AUTHORISED', `At most ${amountText(remaining)} can be captured.`, {
      type: 'AmountExceededError',
      path,
      details: { remaining },
    });
  }
}

/** The amount is of another currency than the payment. */
export class CurrencyMismatch extends InvalidInput {
  constructor(currency: string, path: Path) {
    super(`This is paid in ${currency}.`, path, 'CURRENCY_MISMATCH');
  }
}

/** The provider does not answer; nothing has happened. */
export class ProviderUnavailable extends DomainError {
  constructor() {
    super('PROVIDER_UNAVAILABLE', 'The payment provider does not answer. Try again shortly.');
  }
}

import { Conflict, Forbidden, InvalidInput } from '@marquee/shared/errors';
import { amountText, money } from '@marquee/shared/money';

type Path = readonly (string | number)[];

/** The basket is in one currency, and what is to go in has no price in it. */
export class CurrencyMismatch extends InvalidInput {
  constructor(currency: string, path: Path) {
    super(`This has no price in ${currency}, in which the rest is.`, path, 'CURRENCY_MISMATCH');
  }
}

/** There is nothing to order. */
export class CartEmpty extends Conflict {
  constructor() {
    super('CART_EMPTY', 'There is nothing in the basket.');
  }
}

/** The basket is not the one that the customer looked at. */
export class CartChanged extends Conflict {
  constructor(currentVersion: number) {
    super('CART_CHANGED', 'The basket has changed since you looked at it.', {
      type: 'VersionConflictError',
      path: ['input', 'cartVersion'],
      details: { currentVersion },
    });
  }
}

/** The order is not the one that was looked at. */
export class VersionConflict extends Conflict {
  constructor(currentVersion: number) {
    super('VERSION_CONFLICT', 'The order has changed since you looked at it.', {
      type: 'VersionConflictError',
      path: ['input', 'version'],
      details: { currentVersion },
    });
  }
}

/** Each of them has its stock reserved, so nobody has any number of them. */
export class TooManyOpenOrders extends Forbidden {
  constructor(most: number) {
    super(`You have as many unpaid orders as one may have (${most}): pay one or call it off before you order more.`, [
      'input',
    ]);
  }
}

/** The seats are held no longer. */
export class HoldExpired extends Conflict {
  constructor(path: Path) {
    super('HOLD_EXPIRED', 'These seats are no longer held for you.', { path });
  }
}

export interface Shortage {
  readonly itemId: string;
  readonly requested: number;
  readonly available: number;
}

/** There is less than was asked for; of what is not sold now there is nothing. */
export class InsufficientStock extends Conflict {
  constructor(shortages: readonly Shortage[]) {
    super('INSUFFICIENT_STOCK', 'There is not enough of everything.', {
      type: 'InsufficientStockError',
      details: { shortages },
    });
  }
}

/** Why a coupon takes nothing off a basket. */
export type CouponRefusal =
  | 'NOT_YET_VALID'
  | 'EXPIRED'
  | 'MINIMUM_NOT_MET'
  | 'CURRENCY_MISMATCH'
  | 'USED_UP'
  | 'USED_BY_YOU';

/** What a refusal says of a coupon. */
export interface CouponSaid {
  readonly code: string;
  readonly minimumMinor: number | null;
  readonly currency: string | null;
}

const becauseIt: Readonly<Record<CouponRefusal, (coupon: CouponSaid) => string>> = {
  NOT_YET_VALID: () => 'is not valid yet',
  EXPIRED: () => 'is no longer valid',
  MINIMUM_NOT_MET: (coupon) => `needs a subtotal of at least ${leastSubtotal(coupon)}`,
  CURRENCY_MISMATCH: () => 'is for another currency',
  USED_UP: () => 'has been used by as many as it was made for',
  USED_BY_YOU: () => 'was used by you as often as one may',
};

/** Says to a customer which coupon takes nothing off, and why. */
export function couponSentence(coupon: CouponSaid, refusal: CouponRefusal): string {
  return `The coupon ${coupon.code} ${becauseIt[refusal](coupon)}.`;
}

function leastSubtotal({ minimumMinor, currency }: CouponSaid): string {
  if (minimumMinor === null || currency === null)
    throw new Error('a coupon with a minimum has no amount or no currency');
  return amountText(money(minimumMinor, currency));
}

/** A coupon takes nothing off this basket. */
export class CouponNotApplicable extends Conflict {
  constructor(coupon: CouponSaid, reason: CouponRefusal, path: Path) {
    super('COUPON_NOT_APPLICABLE', couponSentence(coupon, reason), {
      type: 'CouponNotApplicableError',
      path,
      details: { reason },
    });
  }
}

/** Nobody has made a coupon with that code. */
export class NoSuchCoupon extends Conflict {
  constructor(path: Path) {
    super('COUPON_NOT_APPLICABLE', 'There is no such coupon.', {
      type: 'CouponNotApplicableError',
      path,
      details: { reason: 'UNKNOWN' },
    });
  }
}

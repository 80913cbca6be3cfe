import { InvalidInput } from '@marquee/shared/errors';
import type { CouponRefusal } from './errors';

interface CouponTerms {
  readonly id: string;
  /** Upper case. */
  readonly code: string;
  readonly description: string;
  /** What a basket must be worth in the coupon's currency; null is nothing. */
  readonly minimumMinor: number | null;
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
  /** How many orders it is for; null is any number. */
  readonly totalLimit: number | null;
  readonly customerLimit: number | null;
  /** By orders that were not called off. */
  readonly timesUsed: number;
}

/** A share of the basket, or an amount of one currency. A percentage without a currency is for all of them. */
export type Coupon = CouponTerms &
  (
    | { readonly kind: 'PERCENTAGE'; readonly basisPoints: number; readonly currency: string | null }
    | { readonly kind: 'AMOUNT'; readonly amountMinor: number; readonly currency: string }
  );

export interface CouponUse {
  readonly subtotalMinor: number;
  readonly currency: string;
  readonly now: Date;
  /** By this customer, in orders that were not called off. */
  readonly timesUsedByCustomer: number;
}

const whole = 10_000;
const mostCoupons = 5;

/** Does nothing while a basket may have so many coupons. @throws InvalidInput */
export function checkCouponCount(count: number, path: readonly string[]): void {
  if (count > mostCoupons) throw new InvalidInput(`There can be at most ${mostCoupons} coupons.`, path);
}

/** Why the coupon takes nothing off this basket; null when it does. */
export function couponRefusal(coupon: Coupon, use: CouponUse): CouponRefusal | null {
  const { validFrom, validUntil, totalLimit, customerLimit, minimumMinor } = coupon;
  if (validFrom !== null && use.now < validFrom) return 'NOT_YET_VALID';
  if (validUntil !== null && use.now >= validUntil) return 'EXPIRED';
  if (coupon.currency !== null && coupon.currency !== use.currency) return 'CURRENCY_MISMATCH';
  if (totalLimit !== null && coupon.timesUsed >= totalLimit) return 'USED_UP';
  if (customerLimit !== null && use.timesUsedByCustomer >= customerLimit) return 'USED_BY_YOU';
  return minimumMinor !== null && use.subtotalMinor < minimumMinor ? 'MINIMUM_NOT_MET' : null;
}

/** What it takes off an amount, in whole minor units: never more than there is, and of a share never more than it. */
export function couponDiscountMinor(coupon: Coupon, amountMinor: number): number {
  if (coupon.kind === 'AMOUNT') return Math.min(coupon.amountMinor, amountMinor);
  return Math.floor((amountMinor * coupon.basisPoints) / whole);
}

/** The code as it is stored, from how a person may type it. */
export const couponCodeOf = (text: string): string => text.trim().toUpperCase();

import { closingAfter } from '@marquee/shared/time';
import type { QuotedLine } from './cart';
import { type CouponRefusal, type CouponSaid, couponSentence } from './errors';
import { isHeld, type Offers, type RestaurantTerms } from './offers';

export type CartWarningKind = 'SOLD_OUT' | 'LOW_STOCK' | 'PRICE_CHANGED' | 'HOLD_EXPIRING' | 'RESTAURANT_CLOSING';

/** Trouble that the till would find. */
export interface CartWarning {
  readonly kind: CartWarningKind;
  readonly lineId: string | null;
  readonly message: string;
}

const minuteMs = 60_000;
const holdWarningMs = 2 * minuteMs;
const closingWarningMs = 30 * minuteMs;

/** What the customer had better know of the lines of a basket now, one by one, and of who makes the dishes in it. */
export function lineWarnings(lines: readonly QuotedLine[], offers: Offers, now: Date): CartWarning[] {
  const restaurantIds = new Set(
    lines.flatMap(({ line }) => (line.kind === 'DISH' ? [offers.dishes.get(line.subjectId)?.restaurantId ?? ''] : [])),
  );
  const closing = [...restaurantIds].flatMap((id) => closingWarning(offers.restaurants.get(id), now));
  return [
    ...lines.flatMap((quoted) => [
      ...stockWarning(quoted, offers),
      ...priceWarning(quoted),
      ...holdWarning(quoted, offers, now),
    ]),
    ...closing,
  ];
}

/** A coupon that takes nothing off changes what the whole basket costs. */
export function couponWarning(coupon: CouponSaid, refusal: CouponRefusal): CartWarning {
  return { kind: 'PRICE_CHANGED', lineId: null, message: couponSentence(coupon, refusal) };
}

function stockWarning({ line, isGone }: QuotedLine, { items }: Offers): CartWarning[] {
  if (line.kind === 'SEATS') return [];
  const soldOut = { kind: 'SOLD_OUT' as const, lineId: line.id, message: 'This is sold out.' };
  if (isGone) return [soldOut];
  const item = items.get(line.subjectId);
  if (item === undefined) return [];
  if (item.available <= 0) return [soldOut];
  if (item.available >= line.quantity && !item.isLow) return [];
  return [{ kind: 'LOW_STOCK', lineId: line.id, message: `There are only ${item.available} left.` }];
}

function priceWarning({ line, unitPriceMinor, amountMinor }: QuotedLine): CartWarning[] {
  const price = line.kind === 'SEATS' ? amountMinor : unitPriceMinor;
  if (price === line.seenPriceMinor) return [];
  return [{ kind: 'PRICE_CHANGED', lineId: line.id, message: 'The price is no longer what it was.' }];
}

function holdWarning({ line }: QuotedLine, { holds }: Offers, now: Date): CartWarning[] {
  if (line.kind !== 'SEATS') return [];
  const hold = holds.get(line.subjectId);
  if (hold === undefined || !isHeld(hold, now)) {
    return [{ kind: 'HOLD_EXPIRING', lineId: line.id, message: 'These seats are no longer held for you.' }];
  }
  if (hold.expiresAt.getTime() - now.getTime() > holdWarningMs) return [];
  return [{ kind: 'HOLD_EXPIRING', lineId: line.id, message: 'These seats are held for less than two minutes more.' }];
}

function closingWarning(restaurant: RestaurantTerms | undefined, now: Date): CartWarning[] {
  const warn = (message: string): CartWarning[] => [{ kind: 'RESTAURANT_CLOSING', lineId: null, message }];
  if (restaurant === undefined) return [];
  if (!takesOrders(restaurant, now)) return warn(`${restaurant.name} takes no orders now.`);
  const closes = closingAfter(restaurant, now);
  if (closes === null || closes.getTime() - now.getTime() > closingWarningMs) return [];
  return warn(`${restaurant.name} closes within half an hour.`);
}

/** Whether the restaurant is open and its kitchen has not paused it. */
export function takesOrders(restaurant: RestaurantTerms, now: Date): boolean {
  return !restaurant.isPaused && closingAfter(restaurant, now) !== null;
}

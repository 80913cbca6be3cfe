import type { OptionGroup } from '@marquee/shared/menu';
import type { Money } from '@marquee/shared/money';
import type { OpeningHours } from '@marquee/shared/time';

/** A product or book as catalog last told. Amounts are minor units. */
export interface ItemOffer {
  readonly itemId: string;
  readonly kind: 'PRODUCT' | 'BOOK';
  readonly title: string;
  readonly priceMinor: number;
  readonly currency: string;
  /** The same price in other currencies, one each. */
  readonly prices: readonly Money[];
  /** Null when nobody has weighed it. */
  readonly weightGrams: number | null;
  readonly isActive: boolean;
  readonly available: number;
  readonly isLow: boolean;
}

/** A dish on a menu as food last told. */
export interface DishOffer {
  readonly menuItemId: string;
  readonly restaurantId: string;
  readonly name: string;
  readonly priceMinor: number;
  readonly currency: string;
  readonly isAvailable: boolean;
  readonly optionGroups: readonly OptionGroup[];
}

/** On what terms a restaurant takes orders. */
export interface RestaurantTerms extends OpeningHours {
  readonly restaurantId: string;
  readonly name: string;
  readonly deliveryFeeMinor: number | null;
  readonly minimumOrderMinor: number | null;
  readonly isPaused: boolean;
}

/** Seats that somebody holds, as booking last told. */
export interface HeldSeats {
  readonly holdId: string;
  readonly customerId: string;
  readonly state: 'ACTIVE' | 'EXTENDED' | 'CONVERTED' | 'RELEASED' | 'EXPIRED';
  readonly expiresAt: Date;
  readonly totalMinor: number;
  readonly currency: string;
  readonly seatCount: number;
  readonly title: string;
}

/** What a basket can hold is quoted from. */
export interface Offers {
  readonly items: ReadonlyMap<string, ItemOffer>;
  readonly dishes: ReadonlyMap<string, DishOffer>;
  readonly restaurants: ReadonlyMap<string, RestaurantTerms>;
  readonly holds: ReadonlyMap<string, HeldSeats>;
}

/** The price in that currency, where there is one. */
export function itemPriceIn({ priceMinor, currency: own, prices }: ItemOffer, currency: string): number | null {
  if (currency === own) return priceMinor;
  return prices.find((price) => price.currency === currency)?.minor ?? null;
}

/** Whether the seats are still held at that moment. */
export function isHeld({ state, expiresAt }: HeldSeats, now: Date): boolean {
  return (state === 'ACTIVE' || state === 'EXTENDED') && expiresAt > now;
}

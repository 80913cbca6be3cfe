import { type CartLine, type QuotedLine, quoteLine } from './cart';
import { type CartWarning, couponWarning, lineWarnings } from './cartWarnings';
import { type Coupon, couponRefusal } from './coupon';
import type { Offers } from './offers';
import { type BasketPrice, discountableMinor, priceBasket } from './pricing';
import type { ShippingTariff } from './shipping';
import type { TaxRates } from './tax';

/** A coupon in a basket, and how often its customer has used it before. */
export interface GivenCoupon {
  readonly coupon: Coupon;
  readonly timesUsedByCustomer: number;
}

/** A basket with what it holds, costs and has trouble with now. */
export interface CartQuote {
  readonly currency: string;
  readonly lines: readonly QuotedLine[];
  readonly coupons: readonly { readonly coupon: Coupon; readonly discountMinor: number }[];
  readonly price: BasketPrice;
  readonly warnings: readonly CartWarning[];
}

interface Content {
  readonly currency: string | null;
  readonly lines: readonly CartLine[];
  readonly coupons: readonly GivenCoupon[];
  readonly offers: Offers;
}

/**
 * Prices a basket for which nobody has said yet where it goes: goods to the shop's own country, dishes to the seats that
 * are in it, or else to somebody's door. A coupon that does not apply takes nothing off.
 */
export function quoteCart(
  { currency: chosen, lines: held, coupons: given, offers }: Content,
  tariffs: { readonly shipping: ShippingTariff; readonly tax: TaxRates },
  now: Date,
): CartQuote {
  const { homeCountry, homeCurrency, assumedWeightGrams } = tariffs.shipping;
  const currency = chosen ?? homeCurrency;
  const lines = held.map((line) => quoteLine(line, offers, currency, assumedWeightGrams));
  const subtotalMinor = discountableMinor(lines);
  const judged = given.map(({ coupon, timesUsedByCustomer }) => ({
    coupon,
    refusal: couponRefusal(coupon, { subtotalMinor, currency, now, timesUsedByCustomer }),
  }));
  const applying = judged.flatMap(({ coupon, refusal }) => (refusal === null ? [coupon] : []));
  // An empty basket has nothing that a coupon could take anything off.
  const worthAWarning = lines.length === 0 ? [] : judged;
  const price = priceBasket(
    { currency, lines, coupons: applying, country: homeCountry, deliveryFeeMinor: likelyFee(held, offers) },
    tariffs,
  );
  const discountOf = (coupon: Coupon) => price.couponDiscountsMinor[applying.indexOf(coupon)] ?? 0;
  return {
    currency,
    lines,
    coupons: given.map(({ coupon }) => ({ coupon, discountMinor: discountOf(coupon) })),
    price,
    warnings: [
      ...lineWarnings(lines, offers, now),
      ...worthAWarning.flatMap(({ coupon, refusal }) => (refusal === null ? [] : [couponWarning(coupon, refusal)])),
    ],
  };
}

function likelyFee(lines: readonly CartLine[], offers: Offers): number {
  if (lines.some(({ kind }) => kind === 'SEATS')) return 0;
  const dish = lines.find(({ kind }) => kind === 'DISH');
  const restaurantId = offers.dishes.get(dish?.subjectId ?? '')?.restaurantId ?? '';
  return offers.restaurants.get(restaurantId)?.deliveryFeeMinor ?? 0;
}

import { allocate } from './allocate';
import { type Coupon, couponDiscountMinor } from './coupon';
import { type ShippingTariff, shippingMinor } from './shipping';
import { containedTaxMinor, type TaxKind, type TaxRates } from './tax';

/** A line with the price of this moment. Amounts are minor units of the basket's currency. */
export interface PricedLine {
  readonly id: string;
  readonly amountMinor: number;
  /** A tip is not taxed, and no coupon takes anything off it. */
  readonly taxKind: Exclude<TaxKind, 'SHIPPING'> | 'TIP';
  /** Of all its pieces; 0 for what is not sent. */
  readonly weightGrams: number;
}

export interface Basket {
  readonly currency: string;
  readonly lines: readonly PricedLine[];
  /** Those that apply, in the order in which they were given: each takes off what those before it have left. */
  readonly coupons: readonly Coupon[];
  /** Where it is sent; it also decides how much tax is contained. */
  readonly country: string;
  /** What a restaurant takes for bringing its dishes. */
  readonly deliveryFeeMinor: number;
}

export interface BasketPrice {
  readonly subtotalMinor: number;
  readonly discountMinor: number;
  /** Null when there are goods that the shop does not ship there, or not in this currency. */
  readonly shippingMinor: number | null;
  /** Contained in the total. */
  readonly taxMinor: number;
  readonly totalMinor: number;
  /** Of each line, in their order. */
  readonly lineDiscountsMinor: readonly number[];
  /** Of each coupon, in their order. */
  readonly couponDiscountsMinor: readonly number[];
}

/** What the basket costs: its lines less the coupons, and the way of goods and dishes. Prices contain tax. */
export function priceBasket(
  basket: Basket,
  { shipping, tax }: { readonly shipping: ShippingTariff; readonly tax: TaxRates },
): BasketPrice {
  const { lines, country, currency, deliveryFeeMinor } = basket;
  const { lineDiscountsMinor, couponDiscountsMinor } = discounts(basket);
  const paid = lines.map((line, index) => ({
    ...line,
    amountMinor: line.amountMinor - (lineDiscountsMinor[index] ?? 0),
  }));

  const goods = paid.filter(({ weightGrams }) => weightGrams > 0);
  const parcel = {
    country,
    currency,
    weightGrams: sumOf(goods, 'weightGrams'),
    goodsMinor: sumOf(goods, 'amountMinor'),
  };
  const parcelMinor = goods.length === 0 ? 0 : shippingMinor(shipping, parcel);
  const wayMinor = (parcelMinor ?? 0) + deliveryFeeMinor;

  const taxIn = (kind: TaxKind, amountMinor: number) => containedTaxMinor(tax, { country, kind, amountMinor });
  const taxMinor =
    paid.reduce((sum, { taxKind, amountMinor }) => sum + (taxKind === 'TIP' ? 0 : taxIn(taxKind, amountMinor)), 0) +
    taxIn('SHIPPING', parcelMinor ?? 0) +
    taxIn('DISHES', deliveryFeeMinor);

  return {
    subtotalMinor: sumOf(lines, 'amountMinor'),
    discountMinor: lineDiscountsMinor.reduce((sum, discount) => sum + discount, 0),
    shippingMinor: parcelMinor === null ? null : wayMinor,
    taxMinor,
    totalMinor: sumOf(paid, 'amountMinor') + wayMinor,
    lineDiscountsMinor,
    couponDiscountsMinor,
  };
}

/** What coupons are held against: everything but tips. */
export function discountableMinor(lines: readonly PricedLine[]): number {
  return sumOf(
    lines.filter(({ taxKind }) => taxKind !== 'TIP'),
    'amountMinor',
  );
}

function discounts({ lines, coupons }: Basket): Pick<BasketPrice, 'lineDiscountsMinor' | 'couponDiscountsMinor'> {
  const left = lines.map(({ taxKind, amountMinor }) => (taxKind === 'TIP' ? 0 : amountMinor));
  const lineDiscountsMinor = lines.map(() => 0);
  const couponDiscountsMinor = coupons.map((coupon) => {
    const discount = couponDiscountMinor(
      coupon,
      left.reduce((sum, amount) => sum + amount, 0),
    );
    allocate(discount, left).forEach((share, index) => {
      left[index] = (left[index] ?? 0) - share;
      lineDiscountsMinor[index] = (lineDiscountsMinor[index] ?? 0) + share;
    });
    return discount;
  });
  return { lineDiscountsMinor, couponDiscountsMinor };
}

function sumOf<Name extends 'amountMinor' | 'weightGrams'>(
  lines: readonly Pick<PricedLine, Name>[],
  name: Name,
): number {
  return lines.reduce((sum, line) => sum + line[name], 0);
}

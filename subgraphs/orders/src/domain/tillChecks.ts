import { InvalidInput, PriceChanged } from '@marquee/shared/errors';
import { amountText, type Money, money, sameMoney } from '@marquee/shared/money';
import type { QuotedLine } from './cart';
import { takesOrders } from './cartWarnings';
import { CurrencyMismatch, HoldExpired, InsufficientStock } from './errors';
import { isHeld, type Offers, type RestaurantTerms } from './offers';
import { type Basket, type BasketPrice, priceBasket } from './pricing';
import type { ShippingTariff } from './shipping';
import type { TaxRates } from './tax';

/** Does nothing when there is as much of everything as is wanted. @throws InsufficientStock naming all that is short */
export function checkStock(lines: readonly QuotedLine[], { items }: Offers): void {
  const shortages = lines.flatMap(({ line, isGone }) => {
    if (line.kind === 'SEATS') return [];
    const available = isGone ? 0 : availableOf(line, items);
    const { subjectId: itemId, quantity: requested } = line;
    return available < requested ? [{ itemId, requested, available }] : [];
  });
  if (shortages.length > 0) throw new InsufficientStock(shortages);
}

/** Of a dish there are as many as one likes, as long as there are any. */
function availableOf({ kind, subjectId, quantity }: QuotedLine['line'], items: Offers['items']): number {
  return kind === 'DISH' ? quantity : Math.max(0, items.get(subjectId)?.available ?? 0);
}

/** Does nothing when all seats are still held by the customer. @throws HoldExpired */
export function checkSeats(lines: readonly QuotedLine[], { holds }: Offers, customerId: string, now: Date): void {
  for (const { line } of lines.filter((quoted) => quoted.line.kind === 'SEATS')) {
    const hold = holds.get(line.subjectId);
    if (hold?.customerId !== customerId || !isHeld(hold, now)) throw new HoldExpired(['input']);
  }
}

/** Does nothing when the restaurant cooks now, and for so little. @throws InvalidInput */
export function checkRestaurant(
  restaurant: RestaurantTerms | undefined,
  { dishesMinor, currency, now }: { readonly dishesMinor: number; readonly currency: string; readonly now: Date },
): void {
  const path = ['input', 'food'];
  if (restaurant === undefined || !takesOrders(restaurant, now)) {
    throw new InvalidInput(`${restaurant?.name ?? 'The restaurant'} takes no orders now.`, path);
  }
  const { minimumOrderMinor } = restaurant;
  if (minimumOrderMinor !== null && dishesMinor < minimumOrderMinor) {
    const minimum = amountText(money(minimumOrderMinor, currency));
    throw new InvalidInput(`${restaurant.name} takes orders from ${minimum} on.`, path);
  }
}

/**
 * What the basket costs, which is what the customer has confirmed.
 * @throws InvalidInput where the shop does not ship to | CurrencyMismatch | PriceChanged
 */
export function priceConfirmed(
  basket: Basket,
  tariffs: { readonly shipping: ShippingTariff; readonly tax: TaxRates },
  expected: Money | null,
): BasketPrice {
  const price = priceBasket(basket, tariffs);
  if (price.shippingMinor === null) {
    throw new InvalidInput('The shop does not ship there.', ['input', 'shippingAddress', 'country']);
  }
  if (expected === null) return price;
  const { currency } = basket;
  if (expected.currency !== currency) throw new CurrencyMismatch(currency, ['input', 'expectedTotal', 'currency']);
  const total = money(price.totalMinor, currency);
  if (!sameMoney(total, expected)) throw new PriceChanged(expected, total);
  return price;
}

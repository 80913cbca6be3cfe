import { InvalidInput } from '@marquee/shared/errors';
import { type Money, readPrice } from '@marquee/shared/money';

type Path = readonly (string | number)[];

const mostPrices = 30;

/** What an item costs: its own price, and the same in other currencies by currency, one each. */
export interface Prices {
  readonly price: Money;
  readonly prices: readonly Money[];
}

interface PricesInput {
  readonly price: Money;
  readonly prices?: readonly Money[] | null | undefined;
}

/** What it costs in that currency; null when it has no price in it. */
export function priceIn({ price, prices }: Prices, currency: string): Money | null {
  return [price, ...prices].find((one) => one.currency === currency) ?? null;
}

/** @throws InvalidInput for a price that cannot be, or two in one currency */
export function readPrices(input: PricesInput, path: Path): Prices {
  const price = readPrice(input.price, [...path, 'price']);
  const others = input.prices ?? [];
  if (others.length > mostPrices) {
    throw new InvalidInput(`There can be at most ${mostPrices} prices.`, [...path, 'prices']);
  }
  const taken = new Set([price.currency]);
  const prices = others.map((other, index) => {
    const read = readPrice(other, [...path, 'prices', index]);
    if (taken.has(read.currency)) {
      throw new InvalidInput(`There is a price in ${read.currency} already.`, [...path, 'prices', index, 'currency']);
    }
    taken.add(read.currency);
    return read;
  });
  return { price, prices: prices.toSorted((a, b) => (a.currency < b.currency ? -1 : 1)) };
}

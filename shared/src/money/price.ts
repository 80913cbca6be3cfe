import { InvalidInput } from '../errors';
import { isCurrency, type Money } from './money';

/** Fifty lines of fifty pieces at this price, with a thousand choices at it and a tip as high, are still a safe integer. */
export const highestPriceMinor = 1_000_000_000;

type Path = readonly (string | number)[];

/** A price of something that is sold. @throws InvalidInput unless it is from 1 to `highestPriceMinor`. */
export function readPrice(price: Money, path: Path): Money {
  return readAmount(price, path, 1);
}

/** A fee, which may be zero. @throws InvalidInput unless it is from 0 to `highestPriceMinor`. */
export function readFee(fee: Money, path: Path): Money {
  return readAmount(fee, path, 0);
}

/** What a choice adds to a price. @throws InvalidInput unless it is from minus to plus `highestPriceMinor`. */
export function readPriceDelta(delta: Money, path: Path): Money {
  return readAmount(delta, path, -highestPriceMinor);
}

function readAmount({ minor, currency }: Money, path: Path, least: number): Money {
  if (!isCurrency(currency)) throw new InvalidInput('There is no such currency.', [...path, 'currency']);
  if (!Number.isSafeInteger(minor) || minor < least || minor > highestPriceMinor) {
    throw new InvalidInput(`This must be from ${least} to ${highestPriceMinor} minor units.`, [...path, 'minor']);
  }
  return { minor, currency };
}

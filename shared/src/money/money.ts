/** An amount in minor units (a safe integer: cents, yen) of one ISO 4217 currency. Never a float. */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

const currencies = new Set(Intl.supportedValuesOf('currency'));
const exponents = new Map<string, number>();

/** Whether the code is a current ISO 4217 alphabetic code. */
export function isCurrency(code: string): boolean {
  return currencies.has(code);
}

/** @throws RangeError when the amount is no safe integer or the currency is unknown. */
export function money(minor: number, currency: string): Money {
  if (!Number.isSafeInteger(minor)) throw new RangeError('An amount of money must be a safe integer of minor units.');
  if (!isCurrency(currency)) throw new RangeError(`Not an ISO 4217 currency: ${currency}`);
  return { minor, currency };
}

/** @throws RangeError on different currencies or an overflow. */
export function addMoney(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new RangeError(`Cannot add ${b.currency} to ${a.currency}.`);
  return money(a.minor + b.minor, a.currency);
}

/** Zero of that currency for no amounts. @throws RangeError on another currency or an overflow. */
export function sumMoney(amounts: readonly Money[], currency: string): Money {
  return amounts.reduce(addMoney, money(0, currency));
}

/** The price of `quantity` pieces; the quantity is a whole number. */
export function multiplyMoney(price: Money, quantity: number): Money {
  if (!Number.isSafeInteger(quantity)) throw new RangeError('A quantity must be a whole number.');
  return money(price.minor * quantity, price.currency);
}

/** Equal amounts of the same currency. */
export function sameMoney(a: Money, b: Money): boolean {
  return a.minor === b.minor && a.currency === b.currency;
}

/** How many decimal places the currency has in ISO 4217: 2 for EUR, 0 for JPY, 3 for KWD. */
export function exponentOf(currency: string): number {
  let exponent = exponents.get(currency);
  if (exponent === undefined) {
    const options = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
    exponent = options.maximumFractionDigits ?? 2;
    exponents.set(currency, exponent);
  }
  return exponent;
}

/** The amount in major units with exactly the currency's decimals: `-12.50`. */
export function decimalOf({ minor, currency }: Money): string {
  const exponent = exponentOf(currency);
  const sign = minor < 0 ? '-' : '';
  const digits = Math.abs(minor)
    .toString()
    .padStart(exponent + 1, '0');
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** The amount as a sentence says it, in major units with its currency: `12.50 EUR`. */
export function amountText(amount: Money): string {
  return `${decimalOf(amount)} ${amount.currency}`;
}

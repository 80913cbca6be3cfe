/** What is taxed alike. A tip is not taxed. */
export type TaxKind = 'GOODS' | 'BOOKS' | 'SEATS' | 'DISHES' | 'SHIPPING';

/** Basis points on the net price: 2300 is 23 %. */
export type TaxRatesOfCountry = Readonly<Record<TaxKind, number>>;

export interface TaxRates {
  /** By ISO 3166-1 alpha-2. */
  readonly countries: Readonly<Record<string, TaxRatesOfCountry>>;
  readonly elsewhere: TaxRatesOfCountry;
}

const whole = 10_000;

/** How much tax an amount contains that was paid, in the same minor units, rounded half up. */
export function containedTaxMinor(
  rates: TaxRates,
  { country, kind, amountMinor }: { readonly country: string; readonly kind: TaxKind; readonly amountMinor: number },
): number {
  const rate = (rates.countries[country] ?? rates.elsewhere)[kind];
  return Math.round((amountMinor * rate) / (whole + rate));
}

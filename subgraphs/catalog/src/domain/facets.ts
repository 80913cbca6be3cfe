/** How a list divides by one property. */
export interface Facet {
  readonly field: 'category' | 'price' | 'inStock';
  readonly buckets: FacetBucket[];
}

interface FacetBucket {
  readonly value: string;
  readonly count: number;
}

/** How many items have one value of one property; the others are null. */
export interface FacetCount {
  readonly slug: string | null;
  readonly currency: string | null;
  /** How many of `priceBounds` the price reaches. */
  readonly bracket: number | null;
  readonly inStock: boolean | null;
  readonly count: number;
}

/** Where brackets of prices begin after the first, in minor units of whatever currency. */
export const priceBounds = [1_000, 2_500, 5_000, 10_000, 25_000] as const;

/** Categories with most items first; brackets by currency and price; what is in stock before what is not. */
export function facetsFrom(counts: readonly FacetCount[]): Facet[] {
  const categories = counts
    .flatMap(({ slug, count }) => (slug === null ? [] : [{ value: slug, count }]))
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  const prices = counts
    .flatMap(({ currency, bracket, count }) =>
      currency === null || bracket === null ? [] : [{ currency, bracket, count }],
    )
    .toSorted((a, b) => (a.currency === b.currency ? a.bracket - b.bracket : a.currency < b.currency ? -1 : 1))
    .map(({ currency, bracket, count }) => ({ value: rangeOf(currency, bracket), count }));
  const inStock = counts
    .flatMap(({ inStock: isIn, count }) => (isIn === null ? [] : [{ value: String(isIn), count }]))
    .toSorted((a, b) => (a.value > b.value ? -1 : 1));
  return [
    { field: 'category', buckets: categories },
    { field: 'price', buckets: prices },
    { field: 'inStock', buckets: inStock },
  ];
}

/** Both ends included, as `minPrice` and `maxPrice` take them: `EUR:1000-2499`, and at the top `EUR:25000-`. */
function rangeOf(currency: string, bracket: number): string {
  const from = bracket === 0 ? 0 : priceBounds[bracket - 1];
  const next = priceBounds[bracket];
  return `${currency}:${from}-${next === undefined ? '' : next - 1}`;
}

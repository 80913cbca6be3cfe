/** What a parcel costs in one currency, in its minor units. */
export interface ShippingRate {
  readonly firstKilogramMinor: number;
  /** For each further kilogram that is begun. */
  readonly furtherKilogramMinor: number;
  /** Goods that cost so much are sent for nothing; null: never. */
  readonly freeFromMinor: number | null;
}

export interface ShippingZone {
  /** ISO 3166-1 alpha-2; ANY is every country. */
  readonly countries: readonly string[] | 'ANY';
  /** By ISO 4217 currency. */
  readonly rates: Readonly<Record<string, ShippingRate>>;
}

export interface ShippingTariff {
  /** Where a basket is sent as long as nobody has said where. */
  readonly homeCountry: string;
  /** Of a basket with nothing in it. */
  readonly homeCurrency: string;
  /** Of a piece that nobody has weighed. */
  readonly assumedWeightGrams: number;
  /** The first one that has the country counts. */
  readonly zones: readonly ShippingZone[];
}

export interface Parcel {
  readonly country: string;
  readonly currency: string;
  readonly weightGrams: number;
  /** What the goods in it cost, after any discount. */
  readonly goodsMinor: number;
}

const kilogramGrams = 1_000;

/** What it costs to send the parcel, in minor units of its currency; null where the shop does not ship to. */
export function shippingMinor({ zones }: ShippingTariff, parcel: Parcel): number | null {
  const zone = zones.find(({ countries }) => countries === 'ANY' || countries.includes(parcel.country));
  const rate = zone?.rates[parcel.currency];
  if (rate === undefined) return null;
  if (rate.freeFromMinor !== null && parcel.goodsMinor >= rate.freeFromMinor) return 0;
  const further = Math.max(0, Math.ceil(parcel.weightGrams / kilogramGrams) - 1);
  return rate.firstKilogramMinor + further * rate.furtherKilogramMinor;
}

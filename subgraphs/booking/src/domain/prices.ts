import { InvalidInput } from '@marquee/shared/errors';
import { type Money, readPrice } from '@marquee/shared/money';
import type { SeatType } from './seat';

export const audienceKinds = ['ADULT', 'CHILD', 'STUDENT', 'SENIOR'] as const;
export type AudienceKind = (typeof audienceKinds)[number];

export interface PriceTier {
  readonly seatType: SeatType;
  readonly audience: AudienceKind;
  /** In the currency of the showing. */
  readonly priceMinor: number;
}

/** What the seats of one showing cost; all of it in one currency. */
export interface PriceList {
  readonly basePriceMinor: number;
  readonly currency: string;
  readonly tiers: readonly PriceTier[];
}

/** A seat's price in minor units: its own tier, else its type's for adults, else the base price. */
export function priceOf({ basePriceMinor, tiers }: PriceList, seatType: SeatType, audience: AudienceKind): number {
  const tierFor = (wanted: AudienceKind) =>
    tiers.find((tier) => tier.seatType === seatType && tier.audience === wanted)?.priceMinor;
  return tierFor(audience) ?? tierFor('ADULT') ?? basePriceMinor;
}

interface PriceTierInput {
  readonly seatType: SeatType;
  readonly audience: AudienceKind;
  readonly price: Money;
}

/** The tiers as they are stored. @throws InvalidInput for a price that cannot be, another currency, a tier named twice */
export function readPriceTiers(inputs: readonly PriceTierInput[], currency: string): PriceTier[] {
  const seen = new Set<string>();
  return inputs.map(({ seatType, audience, price }, index) => {
    const path = ['input', 'priceTiers', index];
    const { minor } = readPrice(price, [...path, 'price']);
    if (price.currency !== currency) {
      throw new InvalidInput(`The prices of this showing are in ${currency}.`, [...path, 'price', 'currency']);
    }
    const key = `${seatType} ${audience}`;
    if (seen.has(key)) throw new InvalidInput('There is a price for this already.', path);
    seen.add(key);
    return { seatType, audience, priceMinor: minor };
  });
}

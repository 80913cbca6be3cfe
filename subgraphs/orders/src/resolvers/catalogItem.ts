import { money } from '@marquee/shared/money';
import { shippingMinor } from '../domain/shipping';
import type { CatalogItemResolvers } from '../generated/resolverTypes';

/** An item that catalog owns, with what the gateway brings along of it. */
export interface CatalogItemReference {
  readonly id: string;
  readonly weightGrams?: number | null;
}

const currency = 'EUR';

export const CatalogItem: CatalogItemResolvers = {
  __resolveReference: (reference) => reference,
  shippingEstimate: ({ weightGrams }, { country }, { services: { tariffs } }) => {
    const minor = shippingMinor(tariffs.shipping, {
      country,
      currency,
      weightGrams: weightGrams ?? tariffs.shipping.assumedWeightGrams,
      goodsMinor: 0,
    });
    return minor === null ? null : money(minor, currency);
  },
};

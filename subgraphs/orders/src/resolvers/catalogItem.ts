import { money } from '@marquee/shared/money';
import { shippingMinor } from '../domain/shipping';
import type { CatalogItemResolvers } from '../generated/resolverTypes';

/** An item that catalog owns, with what the gateway brings along of it. */
export interface CatalogItemReference {
  readonly id: string;
  readonly weightGrams?: number | null;
}

export const CatalogItem: CatalogItemResolvers = {
  boughtByMe: ({ id }, _args, { loaders }) => loaders.boughtByViewer.load(id),
  __resolveReference: (reference) => reference,
  shippingEstimate: async ({ id, weightGrams }, { country }, { loaders, services: { tariffs } }) => {
    const { homeCurrency, assumedWeightGrams } = tariffs.shipping;
    const item = await loaders.item.load(id);
    const currency = item?.currency ?? homeCurrency;
    const minor = shippingMinor(tariffs.shipping, {
      country,
      currency,
      weightGrams: weightGrams ?? assumedWeightGrams,
      goodsMinor: item?.priceMinor ?? 0,
    });
    return minor === null ? null : money(minor, currency);
  },
};

import { referenced } from '@marquee/shared/loaders';
import { money } from '@marquee/shared/money';
import { skuKey } from '../domain/sku';
import { availableOf } from '../domain/stock';
import type { ProductResolvers } from '../generated/resolverTypes';
import { itemFields } from './catalogItem';
import { ofKind } from './ofKind';

export const Product: ProductResolvers = {
  __resolveReference: async (reference, { loaders }) =>
    ofKind(
      'PRODUCT',
      await ('id' in reference ? loaders.item.load(reference.id) : loaders.itemBySkuKey.load(skuKey(reference.sku))),
    ),
  ...itemFields,
  prices: async ({ id }, _args, { loaders }) => {
    const prices = await loaders.prices.load(id);
    return prices.map(({ priceMinor, currency }) => money(priceMinor, currency));
  },
  name: ({ title }) => title,
  stockQuantity: async ({ id }, _args, { loaders }) => availableOf(await referenced(loaders.stock.load(id))),
};

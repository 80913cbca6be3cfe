import { referenced } from '@marquee/shared/loaders';
import { money } from '@marquee/shared/money';
import type { CatalogContext } from '../context';
import { stockLevel } from '../domain/stock';
import type { CatalogItemResolvers } from '../generated/resolverTypes';
import type { CatalogItemEntity } from '../persistence/catalogItem.entity';

/**
 * The interface is an entity: other subgraphs refer to an item without knowing its kind. A reference may lead to what is
 * not sold any more, because past orders show it; then `isActive` is false.
 */
export const CatalogItem: CatalogItemResolvers = {
  __resolveType: ({ kind }) => (kind === 'BOOK' ? 'Book' : 'Product'),
  __resolveReference: ({ id }, { loaders }) => loaders.item.load(id),
};

/** What every kind resolves alike. */
export const itemFields = {
  price: ({ priceMinor, currency }: CatalogItemEntity) => money(priceMinor, currency),
  isActive: ({ isListed }: CatalogItemEntity) => isListed,
  stock: async ({ id, isListed }: CatalogItemEntity, _args: unknown, { loaders }: CatalogContext) =>
    stockLevel(await referenced(loaders.stock.load(id)), isListed),
  category: ({ categoryId }: CatalogItemEntity, _args: unknown, { loaders }: CatalogContext) =>
    categoryId === null ? null : loaders.category.load(categoryId),
};

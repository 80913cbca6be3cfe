import type { CategoryResolvers } from '../generated/resolverTypes';
import { readItemPage } from '../persistence/itemOrder';
import { newestFirst } from '../services/categories/newestFirst';

export const Category: CategoryResolvers = {
  __resolveReference: (reference, { loaders }) =>
    'id' in reference ? loaders.category.load(reference.id) : loaders.categoryBySlug.load(reference.slug),
  parent: ({ parentId }, _args, { loaders }) => (parentId === null ? null : loaders.category.load(parentId)),
  children: ({ id }, _args, { loaders }) => loaders.childrenOfCategory.load(id),
  products: ({ id }, args, { loaders }) => loaders.productsOfCategory(id, readItemPage(args, newestFirst)),
};

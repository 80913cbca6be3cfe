import type { QueryResolvers } from '../generated/resolverTypes';

export const Query: QueryResolvers = {
  cart: (_root, { id }, { loaders, viewer }) => {
    if (id != null) return loaders.cart.load(id);
    return viewer === null ? null : loaders.cartOf.load(viewer.userId);
  },
};

import type { UserResolvers } from '../generated/resolverTypes';

/** What orders adds to a user is for that user alone. */
export const User: UserResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  cart: ({ id }, _args, { viewer, loaders }) => (viewer?.userId === id ? loaders.cartOf.load(id) : null),
};

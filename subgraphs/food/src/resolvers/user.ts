import type { UserResolvers } from '../generated/resolverTypes';
import { listFoodOrdersOf } from '../services/listFoodOrders';

export const User: UserResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  foodOrders: ({ id }, args, { viewer, services }) =>
    viewer?.userId === id ? listFoodOrdersOf(services, id, args) : null,
};

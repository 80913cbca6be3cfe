import { requireScope } from '@marquee/shared/auth';
import { money } from '@marquee/shared/money';
import { readAnyScope, readsAny } from '../domain/access';
import type { UserResolvers } from '../generated/resolverTypes';
import { listOrdersOf } from '../services/orders/listOrders';

/** What orders adds to a user is for that user, and for those who read any order. */
export const User: UserResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  cart: ({ id }, _args, { viewer, loaders }) => (viewer?.userId === id ? loaders.cartOf.load(id) : null),
  orders: ({ id }, args, { viewer, services }) =>
    viewer?.userId === id || readsAny(viewer) ? listOrdersOf(services, id, args) : null,
  lifetimeSpend: async ({ id }, _args, context) => {
    requireScope(context, readAnyScope);
    return (await context.loaders.spent.load(id)).map(({ minor, currency }) => money(minor, currency));
  },
};

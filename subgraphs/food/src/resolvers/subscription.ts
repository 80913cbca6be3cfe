import { requireViewer } from '@marquee/shared/auth';
import type { FoodOrderEventResolvers, SubscriptionResolvers } from '../generated/resolverTypes';
import { asOf, type FoodOrderChange, previousStatusOf, watchFoodOrders } from '../services/watchFoodOrders';
import { referenced } from './references';

export const Subscription: SubscriptionResolvers = {
  foodOrderChanged: {
    subscribe: async (_root, { orderId = null, after = null }, context) =>
      watchFoodOrders(context.services, requireViewer(context), { orderId, after, signal: context.signal }),
    resolve: (change: FoodOrderChange) => change,
  },
};

export const FoodOrderEvent: FoodOrderEventResolvers = {
  occurredAt: ({ event }) => new Date(event.occurredAt),
  previousStatus: previousStatusOf,
  order: async (change, _args, { loaders }) =>
    asOf(change, await referenced(loaders.order.load(change.event.data.orderId))),
};

import { referenced } from '@marquee/shared/loaders';
import type { StockEventResolvers, SubscriptionResolvers } from '../generated/resolverTypes';
import { type StockChange, watchStock } from '../services/stock/watchStock';

export const Subscription: SubscriptionResolvers = {
  stockChanged: {
    subscribe: async (_root, { itemIds, after = null }, { services, viewer, signal }) =>
      watchStock(services, viewer, { itemIds, after, signal }),
    resolve: (change: StockChange) => change,
  },
};

export const StockEvent: StockEventResolvers = {
  occurredAt: ({ event }) => new Date(event.occurredAt),
  item: ({ event }, _args, { loaders }) => referenced(loaders.item.load(event.data.itemId)),
  available: ({ event }) => event.data.available,
  status: ({ event }) => event.data.status,
};

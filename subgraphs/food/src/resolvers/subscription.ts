import { requireScope, requireViewer } from '@marquee/shared/auth';
import { referenced } from '@marquee/shared/loaders';
import { shownReport } from '../domain/courier';
import { scopeOfDuty } from '../domain/foodOrderAccess';
import type {
  CourierEventResolvers,
  FoodOrderEventResolvers,
  KitchenEventResolvers,
  SubscriptionResolvers,
} from '../generated/resolverTypes';
import { asOfEvent } from '../services/asOfEvent';
import { type CourierMove, watchCourier } from '../services/watchCourier';
import { type FoodOrderChange, previousStatusOf, watchFoodOrders } from '../services/watchFoodOrders';
import { type KitchenChange, watchKitchen } from '../services/watchKitchen';
import { deliveryTimeOf } from './deliveryTime';

export const Subscription: SubscriptionResolvers = {
  foodOrderChanged: {
    subscribe: async (_root, { orderId = null, after = null }, context) =>
      watchFoodOrders(context.services, requireViewer(context), { orderId, after, signal: context.signal }),
    resolve: (change: FoodOrderChange) => change,
  },
  kitchenQueue: {
    subscribe: async (_root, { restaurantId, after = null }, context) => {
      const viewer = requireScope(context, scopeOfDuty.KITCHEN);
      return watchKitchen(context.services, viewer, { restaurantId, after, signal: context.signal });
    },
    resolve: (change: KitchenChange) => change,
  },
  courierMoved: {
    subscribe: async (_root, { orderId, after = null }, context) =>
      watchCourier(context.services, requireViewer(context), { orderId, after, signal: context.signal }),
    resolve: (move: CourierMove) => move,
  },
};

export const FoodOrderEvent: FoodOrderEventResolvers = {
  occurredAt: ({ event }) => new Date(event.occurredAt),
  previousStatus: previousStatusOf,
  order: async ({ event }, _args, { loaders }) =>
    asOfEvent(event, await referenced(loaders.order.load(event.data.orderId))),
};

export const KitchenEvent: KitchenEventResolvers = {
  occurredAt: ({ event }) => new Date(event.occurredAt),
  order: async ({ event }, _args, { loaders }) =>
    asOfEvent(event, await referenced(loaders.order.load(event.data.orderId))),
  openOrders: ({ event }, _args, { loaders }) => loaders.openOrders.load(event.data.restaurantId),
};

export const CourierEvent: CourierEventResolvers = {
  occurredAt: ({ event }) => new Date(event.occurredAt),
  orderId: ({ event }) => event.data.orderId,
  // What is replayed may be about an order that is over by now.
  courier: async ({ event: { data, occurredAt } }, _args, { loaders }) => {
    const { orderId } = data;
    const [order, current] = await Promise.all([
      referenced(loaders.order.load(orderId)),
      loaders.courierOf.load(orderId),
    ]);
    return shownReport(order, current, { ...data, locatedAt: new Date(occurredAt) });
  },
  estimatedDeliveryAt: async ({ event: { data, occurredAt } }, _args, context) => {
    const order = await referenced(context.loaders.order.load(data.orderId));
    return deliveryTimeOf(order, { ...data, locatedAt: new Date(occurredAt) }, context);
  },
};

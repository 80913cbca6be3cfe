import { requireViewer } from '@marquee/shared/auth';
import { referenced } from '@marquee/shared/loaders';
import type { OrderEventResolvers, SagaEventResolvers, SubscriptionResolvers } from '../generated/resolverTypes';
import { lastMoved, type SagaChange, sagaAsOf, watchCheckout } from '../services/orders/watchCheckout';
import { type OrderChange, orderAsOf, previousStatusOf, watchOrders } from '../services/orders/watchOrders';

export const Subscription: SubscriptionResolvers = {
  orderChanged: {
    subscribe: async (_root, { orderId = null, after = null }, context) =>
      watchOrders(context.services, requireViewer(context), { orderId, after, signal: context.signal }),
    resolve: (change: OrderChange) => change,
  },
  checkoutProgress: {
    subscribe: async (_root, { orderId, after = null }, context) =>
      watchCheckout(context.services, requireViewer(context), { orderId, after, signal: context.signal }),
    resolve: (change: SagaChange) => change,
  },
};

export const OrderEvent: OrderEventResolvers = {
  occurredAt: ({ event }) => new Date(event.occurredAt),
  previousStatus: previousStatusOf,
  order: async ({ event }, _args, { loaders }) =>
    orderAsOf(event, await referenced(loaders.order.load(event.data.orderId))),
};

export const SagaEvent: SagaEventResolvers = {
  occurredAt: ({ event }) => new Date(event.occurredAt),
  step: async ({ event: { data } }, _args, { loaders }) => {
    const { step } = data;
    if (step === null) return lastMoved(await loaders.sagaSteps.load(data.sagaId));
    const at = (instant: string | null) => (instant === null ? null : new Date(instant));
    return { ...step, startedAt: at(step.startedAt), finishedAt: at(step.finishedAt) };
  },
  saga: async ({ event }, _args, { loaders }) =>
    sagaAsOf(event, await referenced(loaders.saga.load(event.data.sagaId))),
};

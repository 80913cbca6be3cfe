import { requireViewer } from '@marquee/shared/auth';
import { referenced } from '@marquee/shared/loaders';
import type { PaymentEventResolvers, SubscriptionResolvers } from '../generated/resolverTypes';
import { type PaymentChange, paymentAsOf, watchPayments } from '../services/payments/watchPayments';

export const Subscription: SubscriptionResolvers = {
  paymentChanged: {
    subscribe: async (_root, { paymentId = null, after = null }, context) =>
      watchPayments(context.services, requireViewer(context), { paymentId, after, signal: context.signal }),
    resolve: (change: PaymentChange) => change,
  },
};

export const PaymentEvent: PaymentEventResolvers = {
  occurredAt: ({ event }) => new Date(event.occurredAt),
  previousStatus: ({ event }) => event.data.previousStatus,
  payment: async ({ event }, _args, { loaders }) =>
    paymentAsOf(event, await referenced(loaders.payment.load(event.data.paymentId))),
};

import { requireViewer } from '@marquee/shared/auth';
import type { QueryResolvers } from '../generated/resolverTypes';
import { listPayments } from '../services/payments/listPayments';
import { listRefunds } from '../services/refunds/listRefunds';
import { visibleRefund } from './refund';

export const paymentQueries: QueryResolvers = {
  payment: async (_root, { id }, context) => {
    requireViewer(context);
    return context.loaders.visiblePayment.load(id);
  },
  payments: async (_root, args, context) => listPayments(context.services, requireViewer(context), args),
  refund: async (_root, { id }, context) => {
    requireViewer(context);
    return visibleRefund(id, context);
  },
  refunds: async (_root, args, context) => listRefunds(context.services, requireViewer(context), args),
};

import { requireScope, requireViewer } from '@marquee/shared/auth';
import { referenced } from '@marquee/shared/loaders';
import type { OrdersContext } from '../context';
import { adminScope, manageScope } from '../domain/access';
import type { MutationResolvers } from '../generated/resolverTypes';
import { retrySaga } from '../saga';
import { cancelOrder } from '../services/orders/cancelOrder';
import { checkout, type OrderDone } from '../services/orders/checkout';
import { createOrder } from '../services/orders/createOrder';
import { setOrderStatus } from '../services/orders/setOrderStatus';

export const orderMutations: MutationResolvers = {
  checkout: async (_root, { input }, context) => {
    const { userId: customerId } = requireViewer(context);
    const { services, requestId: traceId } = context;
    return shown(context, await checkout(services, { ...input, customerId, traceId }));
  },
  orderCreate: async (_root, { input }, context) => {
    const { userId: customerId } = requireViewer(context);
    const { services, requestId: traceId } = context;
    return shown(context, await createOrder(services, { ...input, customerId, traceId }));
  },
  orderCancel: async (_root, { input }, context) =>
    shown(context, await cancelOrder(context.services, requireViewer(context), input)),
  orderStatusSet: async (_root, { input }, context) => {
    const viewer = requireScope(context, manageScope);
    const { id: orderId } = await setOrderStatus(context.services, viewer, input);
    return shown(context, { orderId, replayed: false });
  },
  sagaRetry: async (_root, { sagaId }, context) => {
    requireScope(context, adminScope);
    const saga = await context.services.db.transaction((tx) => retrySaga(tx, sagaId));
    context.loaders.forgetOrders();
    return { saga, errors: [] };
  },
};

/** The order as it is after the change; the basket may be another, too. */
async function shown({ loaders }: OrdersContext, { orderId, replayed }: OrderDone) {
  loaders.forgetOrders();
  loaders.forgetCarts();
  return { order: await referenced(loaders.order.load(orderId)), replayed, errors: [] };
}

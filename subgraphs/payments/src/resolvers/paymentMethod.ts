import { requireViewer } from '@marquee/shared/auth';
import { referenced } from '@marquee/shared/loaders';
import type { MutationResolvers, PaymentMethodResolvers } from '../generated/resolverTypes';
import { addPaymentMethod } from '../services/methods/addPaymentMethod';
import { removePaymentMethod } from '../services/methods/removePaymentMethod';

export const PaymentMethod: PaymentMethodResolvers = {
  /** Its own user's alone; a reference proves nothing. */
  __resolveReference: async ({ id }, { loaders, viewer }) => {
    const method = await loaders.method.load(id);
    return method?.userId === viewer?.userId ? method : null;
  },
};

export const paymentMethodMutations: MutationResolvers = {
  paymentMethodAdd: async (_root, { input }, context) => {
    const id = await addPaymentMethod(context.services, requireViewer(context).userId, input);
    return { paymentMethod: await referenced(context.loaders.method.load(id)), errors: [] };
  },
  paymentMethodRemove: async (_root, { id }, context) => {
    await removePaymentMethod(context.services, requireViewer(context).userId, id);
    context.loaders.forgetAll();
    return { paymentMethod: await referenced(context.loaders.method.load(id)), errors: [] };
  },
};

import { requireScope, requireViewer } from '@marquee/shared/auth';
import { userErrorOf } from '@marquee/shared/subgraph';
import type { PaymentsContext } from '../context';
import { captureScope } from '../domain/access';
import type { MutationResolvers, UserError } from '../generated/resolverTypes';
import { cancelPayment } from '../services/payments/cancelPayment';
import { capturePayment } from '../services/payments/capturePayment';
import { createPayment } from '../services/payments/createPayment';
import type { PaymentDone } from '../services/payments/paymentDone';
import { createRefund } from '../services/refunds/createRefund';

export const paymentMutations: MutationResolvers = {
  paymentCreate: async (_root, { input }, context) =>
    shown(context, await createPayment(context.services, requireViewer(context), input)),
  paymentCapture: async (_root, { input }, context) => {
    const { userId } = requireScope(context, captureScope);
    return shown(context, await capturePayment(context.services, userId, input));
  },
  paymentCancel: async (_root, command, context) => {
    const { payment, replayed } = await cancelPayment(context.services, requireViewer(context), command);
    return shown(context, { payment, replayed, declined: null });
  },
  refundCreate: async (_root, { input }, context) => {
    const done = await createRefund(context.services, requireViewer(context), input);
    context.loaders.forgetAll();
    return { ...done, errors: [] };
  },
};

/** A payment that was declined is there, too, beside what was said of it. */
function shown({ loaders }: PaymentsContext, { payment, replayed, declined }: PaymentDone) {
  loaders.forgetAll();
  return { payment, replayed, errors: declined === null ? [] : [userErrorOf(declined) as unknown as UserError] };
}

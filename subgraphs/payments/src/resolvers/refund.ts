import { referenced } from '@marquee/shared/loaders';
import { money } from '@marquee/shared/money';
import type { PaymentsContext } from '../context';
import type { Refund as RefundModel } from '../domain/refund';
import type { RefundResolvers } from '../generated/resolverTypes';

/** A refund of a payment that the viewer may see. */
export async function visibleRefund(id: string, { loaders }: PaymentsContext): Promise<RefundModel | null> {
  const refund = await loaders.refund.load(id);
  const payment = refund && (await loaders.visiblePayment.load(refund.paymentId));
  return payment && refund;
}

export const Refund: RefundResolvers = {
  __resolveReference: ({ id }, context) => visibleRefund(id, context),
  payment: ({ paymentId }, _args, { loaders }) => referenced(loaders.payment.load(paymentId)),
  amount: ({ amountMinor, currency }) => money(amountMinor, currency),
};

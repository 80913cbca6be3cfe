import { requireScope } from '@marquee/shared/auth';
import { referenced } from '@marquee/shared/loaders';
import { money } from '@marquee/shared/money';
import { readLedgerScope } from '../domain/access';
import { failureReason, refundableMinor } from '../domain/payment';
import type { PaymentResolvers } from '../generated/resolverTypes';
import { subjectOf } from './subject';

export const Payment: PaymentResolvers = {
  __resolveReference: (reference, { loaders }) =>
    'id' in reference
      ? loaders.visiblePayment.load(reference.id)
      : loaders.visiblePaymentByTransaction.load(reference.transactionId ?? ''),
  payer: ({ payerId }) => ({ id: payerId }),
  subject: ({ subjectId }) => subjectOf(subjectId),
  method: ({ methodId }, _args, { loaders }) => referenced(loaders.method.load(methodId)),
  amount: ({ amountMinor, currency }) => money(amountMinor, currency),
  authorised: ({ authorisedMinor, currency }) => money(authorisedMinor, currency),
  captured: ({ capturedMinor, currency }) => money(capturedMinor, currency),
  refunded: ({ refundedMinor, currency }) => money(refundedMinor, currency),
  refundable: async (payment, _args, { loaders }) => {
    const pending = (await loaders.refundsOf.load(payment.id)).filter(({ status }) => status === 'PENDING');
    const pendingMinor = pending.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    return money(refundableMinor(payment, pendingMinor), payment.currency);
  },
  // It leads to a page where whoever has the address can confirm, so it is for the payer alone.
  nextActionUrl: ({ nextActionUrl, payerId }, _args, { viewer }) => (viewer?.userId === payerId ? nextActionUrl : null),
  failureReason,
  attempts: ({ id }, _args, { loaders }) => loaders.attempts.load(id),
  refunds: ({ id }, _args, { loaders }) => loaders.refundsOf.load(id),
  ledgerEntries: ({ id }, _args, context) => {
    requireScope(context, readLedgerScope);
    return context.loaders.ledgerEntriesOf.load(id);
  },
};

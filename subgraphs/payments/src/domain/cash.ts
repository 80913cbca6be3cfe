import type { OperationKind } from './operation';
import type { Payment } from './payment';
import type { ProviderState } from './providerState';

/** What becomes of a payment in cash: nobody is called, so each step is done as soon as it is wanted. */
export function cashState(
  payment: Payment,
  { kind, amountMinor, refundId }: { kind: OperationKind; amountMinor: number; refundId: string | null },
): ProviderState {
  const before: ProviderState = {
    transactionId: null,
    status: 'AUTHORISED',
    amountMinor: payment.amountMinor,
    currency: payment.currency,
    authorisedMinor: payment.authorisedMinor,
    capturedMinor: payment.capturedMinor,
    refundedMinor: payment.refundedMinor,
    refundIds: [],
    nextActionUrl: null,
    declineCode: null,
    isRetryable: false,
    version: payment.providerVersion + 1,
  };
  switch (kind) {
    case 'AUTHORISE':
      return { ...before, authorisedMinor: payment.amountMinor };
    case 'CAPTURE':
      return { ...before, capturedMinor: before.capturedMinor + amountMinor };
    case 'VOID': {
      const authorisedMinor = amountMinor > 0 ? before.authorisedMinor - amountMinor : before.capturedMinor;
      return { ...before, status: authorisedMinor > 0 ? before.status : 'CANCELLED', authorisedMinor };
    }
    case 'REFUND':
      return {
        ...before,
        refundedMinor: before.refundedMinor + amountMinor,
        refundIds: refundId === null ? [] : [refundId],
      };
    default:
      throw new TypeError(`no such operation: ${String(kind satisfies never)}`);
  }
}

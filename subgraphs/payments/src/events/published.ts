import {
  type EventEnvelope,
  eventOf,
  paymentAuthorisedV1,
  paymentFailedV1,
  paymentProcessedV1,
  paymentRefundedV1,
  paymentUpdatedV1,
} from '@marquee/shared/events';
import { failureReason, type Payment } from '../domain/payment';

/** What a step of a payment is told as; `before` is null for a new one. */
export function paymentChanged(before: Payment | null, after: Payment): EventEnvelope {
  return eventOf(contractOf(before, after), {
    aggregateId: after.id,
    occurredAt: after.updatedAt,
    data: {
      paymentId: after.id,
      payerId: after.payerId,
      subjectId: after.subjectId,
      isOfCheckout: after.sagaId !== null,
      captureLater: after.captureLater,
      status: after.status,
      previousStatus: before?.status ?? null,
      amount: { minor: after.amountMinor, currency: after.currency },
      authorisedMinor: after.authorisedMinor,
      capturedMinor: after.capturedMinor,
      refundedMinor: after.refundedMinor,
      waivedMinor: after.waivedMinor,
      failureReason: failureReason(after),
      version: after.version,
    },
  });
}

/** By what matters most to those who hear it. */
function contractOf(before: Payment | null, after: Payment) {
  if (before === null) return paymentUpdatedV1;
  if (after.refundedMinor > before.refundedMinor) return paymentRefundedV1;
  if (after.capturedMinor > before.capturedMinor) return paymentProcessedV1;
  if (after.status === 'FAILED') return paymentFailedV1;
  return after.status === 'AUTHORISED' && before.authorisedMinor === 0 ? paymentAuthorisedV1 : paymentUpdatedV1;
}

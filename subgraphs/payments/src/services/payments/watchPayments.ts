import type { Viewer } from '@marquee/shared/auth';
import {
  type EventOf,
  paymentAuthorisedV1,
  paymentFailedV1,
  paymentProcessedV1,
  paymentRefundedV1,
  paymentUpdatedV1,
  type TailedEvent,
} from '@marquee/shared/events';
import { eventStream } from '@marquee/shared/subscriptions';
import { maySeePayment } from '../../domain/access';
import type { Payment } from '../../domain/payment';
import type { PaymentsServices } from '../services';
import { getVisiblePayment } from './visiblePayments';

const contracts = [paymentUpdatedV1, paymentAuthorisedV1, paymentProcessedV1, paymentFailedV1, paymentRefundedV1];

type PaymentFact = EventOf<(typeof contracts)[number]>;

/** A step of a payment, with the cursor to resume after it. */
export type PaymentChange = TailedEvent<PaymentFact>;

export interface WatchPayments {
  /** Null: all payments that the viewer makes. */
  readonly paymentId: string | null;
  readonly after: string | null;
  readonly signal: AbortSignal | undefined;
}

/**
 * From now on, or after a cursor: the steps of one payment, or of all own ones together with new ones. Whether the
 * viewer may see the payment is asked again for each step.
 * @throws NotFound for a payment that is not there or not to be seen | InvalidInput
 */
export async function watchPayments(
  { db, bus }: PaymentsServices,
  viewer: Viewer,
  { paymentId, after, signal }: WatchPayments,
): Promise<AsyncIterableIterator<PaymentChange>> {
  if (paymentId === null) {
    const isOwn = ({ data }: PaymentFact) => data.payerId === viewer.userId;
    return eventStream({ bus, contracts, after, signal, isFor: isOwn });
  }
  await getVisiblePayment(db.manager, viewer, paymentId, ['paymentId']);
  // Not its beginning: whoever names the payment knows that it is there, and that event may still be on the way.
  const isWatched = ({ data }: PaymentFact) =>
    data.paymentId === paymentId && data.previousStatus !== null && maySeePayment(viewer, data);
  return eventStream({ bus, contracts, after, signal, isFor: isWatched });
}

/** The payment as it stood right after the event: two quick steps are not both shown as the second. */
export function paymentAsOf({ data, occurredAt }: PaymentFact, payment: Payment): Payment {
  if (data.version === payment.version) return payment;
  const { status, version, authorisedMinor, capturedMinor, refundedMinor, failureReason } = data;
  return {
    ...payment,
    status,
    version,
    authorisedMinor,
    capturedMinor,
    refundedMinor,
    // Only the last state has them as they are; an earlier one leads nowhere any more.
    nextActionUrl: null,
    declineCode: failureReason === null ? null : payment.declineCode,
    updatedAt: new Date(occurredAt),
  };
}

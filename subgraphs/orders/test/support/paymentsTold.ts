import type { Viewer } from '@marquee/shared/auth';
import {
  type EventOf,
  eventOf,
  foodOrderStatusUpdatedV1,
  paymentAuthorisedV1,
  paymentRefundedV1,
  paymentUpdatedV1,
} from '@marquee/shared/events';
import { newId } from '@marquee/shared/ids';
import { eur } from './facts';
import type { OrdersBed } from './ordersBed';

type PaymentFact = EventOf<typeof paymentAuthorisedV1>['data'];

/** A payment of 16.90 EUR that was set aside, as payments tells of it. */
export const paymentOf = (subjectId: string, payer: Viewer, given: Partial<PaymentFact> = {}): PaymentFact => ({
  paymentId: newId('payment'),
  payerId: payer.userId,
  subjectId,
  isOfCheckout: false,
  captureLater: false,
  status: 'AUTHORISED',
  previousStatus: 'PENDING',
  amount: eur(1690),
  authorisedMinor: 1690,
  capturedMinor: 0,
  refundedMinor: 0,
  waivedMinor: 0,
  failureReason: null,
  version: 2,
  ...given,
});

/** The customer has paid by a step of their own. Returns the payment's id. */
export async function pays(
  bed: OrdersBed,
  subjectId: string,
  payer: Viewer,
  given: Partial<PaymentFact> = {},
): Promise<string> {
  const data = paymentOf(subjectId, payer, given);
  await bed.hear(eventOf(paymentAuthorisedV1, { aggregateId: data.paymentId, data }));
  return data.paymentId;
}

/** So much of what was taken has been given back by now. */
export async function refunds(
  bed: OrdersBed,
  subjectId: string,
  payer: Viewer,
  given: Pick<PaymentFact, 'paymentId' | 'refundedMinor'> & Partial<PaymentFact>,
): Promise<void> {
  const data = paymentOf(subjectId, payer, { capturedMinor: 5440, version: 5, ...given });
  await bed.hear(eventOf(paymentRefundedV1, { aggregateId: data.paymentId, data }));
}

/** The payment was called off before anything was taken. */
export async function comesToNothing(
  bed: OrdersBed,
  subjectId: string,
  payer: Viewer,
  paymentId: string,
): Promise<void> {
  await updates(bed, subjectId, payer, {
    paymentId,
    status: 'CANCELLED',
    previousStatus: 'AUTHORISED',
    authorisedMinor: 0,
    failureReason: 'It was called off.',
    version: 4,
  });
}

/** Something of the payment is new that is neither taken nor given back. */
export async function updates(
  bed: OrdersBed,
  subjectId: string,
  payer: Viewer,
  given: Partial<PaymentFact>,
): Promise<void> {
  const data = paymentOf(subjectId, payer, given);
  await bed.hear(eventOf(paymentUpdatedV1, { aggregateId: data.paymentId, data }));
}

/** The dishes of that id have come so far. */
export function foodMoved(
  orderId: string,
  customer: Viewer,
  status: EventOf<typeof foodOrderStatusUpdatedV1>['data']['status'],
) {
  const data = {
    orderId,
    number: 'F-2222-2222',
    customerId: customer.userId,
    restaurantId: newId('restaurant'),
    status,
    previousStatus: 'PLACED' as const,
    estimatedReadyAt: null,
    version: 2,
  };
  return eventOf(foodOrderStatusUpdatedV1, { aggregateId: orderId, data });
}

import type { EventOf, paymentUpdatedV1 } from '@marquee/shared/events';
import { isId } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { fatesRepository } from '../../persistence/fatesRepository';
import { letGoOfUnpaid } from './letGoOfUnpaid';
import { noteRefunded } from './refundOrder';

/**
 * Keeps what has become of a payment, and has what it pays for follow: what was given back or is not to be paid any more
 * counts for the order, and what stood by a payment that came to nothing is let go of. Older news changes nothing.
 */
export async function followPayment(
  tx: EntityManager,
  payment: EventOf<typeof paymentUpdatedV1>['data'],
  now: Date,
): Promise<void> {
  if (!(await fatesRepository(tx).keepPayment(payment))) return;
  const { paymentId, subjectId, status, failureReason, refundedMinor, waivedMinor } = payment;
  if (status === 'FAILED' || status === 'CANCELLED') {
    await letGoOfUnpaid(tx, { paymentId, subjectId, reason: failureReason }, now);
  } else if (isId('order', subjectId) && refundedMinor + waivedMinor > 0) {
    await noteRefunded(tx, subjectId, { refundedMinor: refundedMinor + waivedMinor, now });
  }
}

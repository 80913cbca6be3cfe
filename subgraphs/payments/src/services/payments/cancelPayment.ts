import { hasScope, type Viewer } from '@marquee/shared/auth';
import { runOnce } from '@marquee/shared/idempotency';
import type { EntityManager } from 'typeorm';
import { captureScope } from '../../domain/access';
import {
  capturableMinor,
  isUndecided,
  isUndone,
  type Payment,
  refusedTransition,
  releasableMinor,
  waive,
} from '../../domain/payment';
import { databaseNow } from '../../persistence/databaseNow';
import { payablesRepository } from '../../persistence/payablesRepository';
import type { PaymentsServices } from '../services';
import { answerAwaited } from '../steps/answerAwaited';
import { awaitProgress } from './awaitProgress';
import { callOffPayment } from './callOffPayment';
import { releaseRest } from './releaseRest';
import { savePayment } from './savePayment';
import { lockChangeablePayment, readPayment } from './visiblePayments';

export interface CancelPayment {
  readonly paymentId: string;
  readonly idempotencyKey: string;
}

const path = ['paymentId'];

/**
 * Releases what is set aside and was not taken; what was confirmed for it is called off by its owner when nothing was
 * taken, and what is still due is nothing when something was. Its payer may do so until it is set aside, for by then it may have been
 * relied on, and again when what it was for is over; staff may as long as there is something to release.
 * @throws NotFound | InvalidTransition | IdempotencyKeyReused
 */
export async function cancelPayment(
  services: PaymentsServices,
  viewer: Viewer,
  { idempotencyKey: key, paymentId }: CancelPayment,
): Promise<{ payment: Payment; replayed: boolean }> {
  const { db } = services;
  const claim = {
    userId: viewer.userId,
    operation: 'paymentCancel',
    key,
    keyPath: ['idempotencyKey'],
    body: { paymentId },
  };
  const { replayed } = await runOnce(db, claim, async (tx) => {
    const payment = await lockChangeablePayment(tx, viewer, { id: paymentId, scope: captureScope, path });
    if (!(await mayCancel(tx, viewer, payment))) throw refusedTransition(payment, 'CANCELLED', path);
    await answerAwaited(tx, await release(tx, viewer, payment));
    return { paymentId };
  });
  const read = () => readPayment(db.manager, paymentId);
  const isReleased = (payment: Payment) =>
    isUndone(payment) || (!isUndecided(payment) && releasableMinor(payment) === 0);
  return { payment: await awaitProgress(services, read, isReleased), replayed };
}

async function mayCancel(tx: EntityManager, viewer: Viewer, payment: Payment): Promise<boolean> {
  if (isUndecided(payment)) return true;
  if (payment.status !== 'AUTHORISED') return false;
  if (hasScope(viewer, captureScope)) return true;
  const payable = await payablesRepository(tx).find(payment.subjectId);
  return payable?.isOver ?? false;
}

async function release(tx: EntityManager, viewer: Viewer, payment: Payment): Promise<Payment> {
  if (payment.capturedMinor > 0) {
    // What was taken of it stays taken, to give it back is a refund; nobody asks for the rest any more.
    const waived = waive(payment, capturableMinor(payment), await databaseNow(tx));
    return releaseRest(tx, await savePayment(tx, payment, waived));
  }
  const isPayer = payment.payerId === viewer.userId;
  return callOffPayment(tx, payment, isPayer ? 'You called it off.' : 'It was called off.');
}

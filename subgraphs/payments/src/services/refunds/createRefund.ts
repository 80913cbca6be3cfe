import { hasScope, type Viewer } from '@marquee/shared/auth';
import { Forbidden } from '@marquee/shared/errors';
import { runOnce } from '@marquee/shared/idempotency';
import type { Money } from '@marquee/shared/money';
import { optionalText } from '@marquee/shared/text';
import type { EntityManager } from 'typeorm';
import { refundScope } from '../../domain/access';
import { type Payment, refundAmount } from '../../domain/payment';
import type { Refund } from '../../domain/refund';
import { payablesRepository } from '../../persistence/payablesRepository';
import { refundsRepository } from '../../persistence/refundsRepository';
import { awaitProgress } from '../payments/awaitProgress';
import { lockChangeablePayment } from '../payments/visiblePayments';
import type { PaymentsServices } from '../services';
import { startRefund } from './startRefund';

export interface CreateRefund {
  readonly paymentId: string;
  /** All that is left when there is none. */
  readonly amount?: Money | null | undefined;
  readonly reason?: string | null | undefined;
  readonly idempotencyKey: string;
}

const paymentPath = ['input', 'paymentId'];

/**
 * Gives back so much of what was taken: to staff always, to the payer when what it was for is over.
 * @throws NotFound | Forbidden | InvalidTransition | AmountExceedsCaptured | CurrencyMismatch | InvalidInput |
 * IdempotencyKeyReused
 */
export async function createRefund(
  services: PaymentsServices,
  viewer: Viewer,
  { idempotencyKey: key, paymentId, amount = null, ...command }: CreateRefund,
): Promise<{ refund: Refund; replayed: boolean }> {
  const { db } = services;
  const reason = optionalText(command.reason, ['input', 'reason'], { max: 500, mayHaveLines: true });
  const claim = { userId: viewer.userId, operation: 'refundCreate', key, body: { paymentId, amount, reason } };
  const { result, replayed } = await runOnce(db, claim, async (tx) => {
    const payment = await lockChangeablePayment(tx, viewer, { id: paymentId, scope: refundScope, path: paymentPath });
    await checkMayRefund(tx, viewer, payment);
    const amountMinor = refundAmount(payment, amount, await refundsRepository(tx).pendingMinor(paymentId));
    const { refundId } = await startRefund(tx, payment, { amountMinor, reason });
    return { refundId };
  });
  const read = () => readRefund(db.manager, result.refundId);
  return { refund: await awaitProgress(services, read, ({ status }) => status !== 'PENDING'), replayed };
}

async function checkMayRefund(tx: EntityManager, viewer: Viewer, { subjectId }: Payment): Promise<void> {
  if (hasScope(viewer, refundScope)) return;
  const payable = await payablesRepository(tx).find(subjectId);
  if (payable?.isOver) return;
  throw new Forbidden('What this paid for is not called off: cancel that first.', paymentPath);
}

async function readRefund(db: EntityManager, id: string): Promise<Refund> {
  const [refund] = await refundsRepository(db).findByIds([id]);
  if (refund === undefined) throw new Error('a refund is gone');
  return refund;
}

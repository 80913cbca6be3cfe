import { newId } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import type { Payment } from '../../domain/payment';
import type { Refund } from '../../domain/refund';
import { databaseNow } from '../../persistence/databaseNow';
import { refundsRepository } from '../../persistence/refundsRepository';
import { askProvider } from '../payments/askProvider';

export interface StartRefund {
  readonly amountMinor: number;
  readonly reason: string | null;
  readonly reference?: string;
  readonly dueInMs?: number;
}

/** Has so much of a payment given back, which the caller has found to be there, under the lock of the payment. */
export async function startRefund(
  tx: EntityManager,
  payment: Payment,
  { amountMinor, reason, reference, dueInMs = 0 }: StartRefund,
): Promise<{ payment: Payment; refundId: string }> {
  const refund: Refund = {
    id: newId('refund'),
    paymentId: payment.id,
    reference: reference ?? null,
    currency: payment.currency,
    amountMinor,
    reason,
    status: 'PENDING',
    createdAt: await databaseNow(tx),
  };
  await refundsRepository(tx).insert(refund);
  const refundId = refund.id;
  return { payment: await askProvider(tx, payment, { kind: 'REFUND', amountMinor, refundId, dueInMs }), refundId };
}

/** Has a refund that the provider would not make asked for once more. For who has the lock of the payment. */
export async function refundAgain(tx: EntityManager, payment: Payment, { id, amountMinor }: Refund): Promise<Payment> {
  await refundsRepository(tx).reopen(id);
  return askProvider(tx, payment, { kind: 'REFUND', amountMinor, refundId: id });
}

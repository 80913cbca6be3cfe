import type { EntityManager } from 'typeorm';
import { isWholeUntaken, type Payment, refundableMinor, waivableMinor, waive } from '../../domain/payment';
import type { Owed } from '../../domain/refund';
import type { AwaitedStep } from '../../persistence/awaitedStepsRepository';
import { databaseNow } from '../../persistence/databaseNow';
import { refundsRepository } from '../../persistence/refundsRepository';
import { askProvider } from '../payments/askProvider';
import { callOffPayment } from '../payments/callOffPayment';
import { releaseRest } from '../payments/releaseRest';
import { savePayment } from '../payments/savePayment';
import { startRefund } from './startRefund';

export interface GivenBack {
  readonly payment: Payment;
  /** What the answer has to wait for; null when all is done. */
  readonly awaits: Pick<AwaitedStep, 'refundId' | 'owed'> | null;
}

/**
 * Gives back what is owed, or what is left when that is less. What nobody has paid yet is asked for no more. While it is
 * open how much is left, because the provider still takes or gives back, all of it waits until that is known. For who has
 * the lock of the payment.
 */
export async function giveBackOwed(tx: EntityManager, payment: Payment, owed: Owed): Promise<GivenBack> {
  const { amountMinor: owedMinor, reference, reason } = owed;
  if (payment.status === 'PROCESSING') return { payment, awaits: { refundId: null, owed } };
  if (isWholeUntaken(payment, owedMinor)) return release(tx, payment, owed);
  const waived = await waiveUntaken(tx, payment, owedMinor);
  const leftMinor = owedMinor - (waived.waivedMinor - payment.waivedMinor);
  const pendingMinor = await refundsRepository(tx).pendingMinor(payment.id);
  const amountMinor = Math.min(leftMinor, refundableMinor(waived, pendingMinor));
  if (amountMinor < leftMinor && pendingMinor > 0) {
    return { payment: waived, awaits: { refundId: null, owed: { ...owed, amountMinor: leftMinor } } };
  }
  if (amountMinor === 0) return { payment: waived, awaits: null };
  const started = await startRefund(tx, waived, { amountMinor, reason, reference });
  return { payment: started.payment, awaits: { refundId: started.refundId, owed: null } };
}

/** All of a payment of which nothing was taken yet is released. */
async function release(tx: EntityManager, payment: Payment, { amountMinor, reason }: Owed): Promise<GivenBack> {
  const waived = await savePayment(tx, payment, waive(payment, amountMinor, await databaseNow(tx)));
  const released = await callOffPayment(tx, waived, reason ?? 'It was called off.');
  return { payment: released, awaits: { refundId: null, owed: null } };
}

/** A provider releases it when the rest was taken, for it lets go of all or nothing; cash needs nobody. */
async function waiveUntaken(tx: EntityManager, payment: Payment, owedMinor: number): Promise<Payment> {
  const amountMinor = waivableMinor(payment, owedMinor);
  const waived = await savePayment(tx, payment, waive(payment, amountMinor, await databaseNow(tx)));
  if (waived === payment) return payment;
  return payment.provider === 'cash' ? askProvider(tx, waived, { kind: 'VOID', amountMinor }) : releaseRest(tx, waived);
}

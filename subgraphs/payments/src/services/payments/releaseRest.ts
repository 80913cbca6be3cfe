import type { EntityManager } from 'typeorm';
import { capturableMinor, isUndecided, type Payment, releasableMinor } from '../../domain/payment';
import { operationsRepository } from '../../persistence/operationsRepository';
import { askProvider } from './askProvider';

/**
 * Has the provider release what is set aside and nobody is going to take, once all else is taken. For who has the lock of
 * the payment.
 */
export async function releaseRest(tx: EntityManager, payment: Payment): Promise<Payment> {
  const isRest = !isUndecided(payment) && payment.capturedMinor > 0 && capturableMinor(payment) === 0;
  if (!isRest || payment.calledOffBecause !== null || releasableMinor(payment) === 0) return payment;
  const open = await operationsRepository(tx).openOf(payment.id);
  // What is under way may still take some of it, or releases it already.
  if (open.some(({ kind }) => kind === 'CAPTURE' || kind === 'VOID')) return payment;
  return askProvider(tx, payment, { kind: 'VOID' });
}

import { answerStep } from '@marquee/shared/saga';
import type { EntityManager } from 'typeorm';
import type { Payment } from '../../domain/payment';
import { awaitedStepsRepository } from '../../persistence/awaitedStepsRepository';
import { giveBackOwed } from '../refunds/giveBackOwed';

/**
 * Gives back what has waited until it was known how much is left, now that the provider has taken or given back something,
 * or would not. For who has the lock of the payment. Returns the payment as it is now.
 */
export async function continueOwed(tx: EntityManager, payment: Payment): Promise<Payment> {
  const steps = awaitedStepsRepository(tx);
  let next = payment;
  for (const waiting of await steps.ofPayment(payment.id)) {
    if (waiting.owed === null) continue;
    const { payment: after, awaits } = await giveBackOwed(tx, next, waiting.owed);
    next = after;
    if (awaits !== null) {
      await steps.noteOwed({ ...waiting, ...awaits });
      continue;
    }
    const { sagaId, step, action } = waiting;
    await answerStep(tx, { sagaId, step, action }, { kind: 'DONE' });
    await steps.remove(waiting);
  }
  return next;
}

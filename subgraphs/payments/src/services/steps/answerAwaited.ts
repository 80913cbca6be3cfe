import { answerStep } from '@marquee/shared/saga';
import type { EntityManager } from 'typeorm';
import type { Payment } from '../../domain/payment';
import { awaitedStepsRepository } from '../../persistence/awaitedStepsRepository';
import { refundsRepository } from '../../persistence/refundsRepository';
import { answerTo } from './answerTo';

/** Answers the steps of checkouts that have waited for this, in the transaction of the change. */
export async function answerAwaited(tx: EntityManager, payment: Payment): Promise<void> {
  const awaited = awaitedStepsRepository(tx);
  const steps = await awaited.ofPayment(payment.id);
  if (steps.length === 0) return;
  const refunds = await refundsRepository(tx).ofPayments([payment.id]);
  const statuses = new Map(refunds.map(({ id, status }) => [id, status]));
  for (const step of steps) {
    const answer = answerTo(step, payment, statuses.get(step.refundId ?? '') ?? null);
    if (answer === null || (answer.kind === 'WAITING' && step.isToldToWait)) continue;
    await answerStep(tx, { sagaId: step.sagaId, step: step.step, action: step.action }, answer);
    if (answer.kind === 'WAITING') await awaited.noteWaiting(step);
    else await awaited.remove(step);
  }
}

import type { EntityManager } from 'typeorm';
import { type CheckoutAction, checkoutStepAnsweredV1, type EventOf, eventOf, outbox } from '../events';

export type StepOutcome = EventOf<typeof checkoutStepAnsweredV1>['data']['outcome'];

/** Which request of which checkout. */
export interface AskedStep {
  readonly sagaId: string;
  readonly step: string;
  readonly action: CheckoutAction;
}

/**
 * Answers a step in the transaction of its effect. A later answer to the same request takes the place of the first: a
 * customer who was waited for has done what was asked.
 */
export async function answerStep(tx: EntityManager, asked: AskedStep, outcome: StepOutcome): Promise<void> {
  const { sagaId, step, action } = asked;
  await tx.query('update checkout_step set outcome = $4 where saga_id = $1 and step = $2 and action = $3', [
    sagaId,
    step,
    action,
    JSON.stringify(outcome),
  ]);
  await tellAnswer(tx, asked, outcome);
}

/** Sends an answer, be it for the first time or again. */
export async function tellAnswer(tx: EntityManager, asked: AskedStep, outcome: StepOutcome): Promise<void> {
  await outbox(tx).append(eventOf(checkoutStepAnsweredV1, { aggregateId: asked.sagaId, data: { ...asked, outcome } }));
}

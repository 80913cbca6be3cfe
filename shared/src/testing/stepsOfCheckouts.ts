import {
  type CheckoutAction,
  type CheckoutStep,
  checkoutStepRequestedV1,
  type EventEnvelope,
  eventOf,
} from '../events';
import type { StepOutcome } from '../saga';
import { eventually } from './eventually';
import type { SubgraphBed } from './subgraphBed';

/** Whose checkout it is, and who takes its step. */
export type StepAsker = Pick<StepAsked, 'sagaId' | 'subjectId' | 'customerId' | 'subgraph'>;
type StepAsked = ReturnType<typeof checkoutStepRequestedV1.parse>['data'];

/** What orders says when a checkout comes to a step, or is called off. */
export function stepRequested(
  asker: StepAsker,
  step: CheckoutStep,
  action: CheckoutAction = 'DO',
  reason: string | null = null,
): EventEnvelope {
  return eventOf(checkoutStepRequestedV1, { aggregateId: asker.sagaId, data: { ...asker, step, action, reason } });
}

/** The answers to the steps of a checkout, oldest first. */
export async function stepAnswers(
  { db }: Pick<SubgraphBed, 'db'>,
  sagaId: string,
): Promise<{ step: string; action: CheckoutAction; outcome: StepOutcome }[]> {
  const rows: { data: { sagaId: string; step: string; action: CheckoutAction; outcome: StepOutcome } }[] =
    await db.query(
      `select envelope -> 'data' as data from outbox
       where type = 'checkout.step.answered' and aggregate_id = $1 order by id`,
      [sagaId],
    );
  return rows.map(({ data: { step, action, outcome } }) => ({ step, action, outcome }));
}

/** Lets the subgraph hear the request, and returns its answer. */
export async function answerTo(bed: Pick<SubgraphBed, 'db' | 'hear'>, request: EventEnvelope): Promise<StepOutcome> {
  const { length: before } = await stepAnswers(bed, request.aggregateId);
  let answer: StepOutcome | undefined;
  await bed.hear(request);
  await eventually(async () => {
    answer = (await stepAnswers(bed, request.aggregateId))[before]?.outcome;
    if (answer === undefined) throw new Error(`no answer: ${JSON.stringify(request.data)}`);
  }, 20_000);
  if (answer === undefined) throw new Error('no answer');
  return answer;
}

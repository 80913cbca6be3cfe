import type { EntityManager } from 'typeorm';
import { Conflict, DomainError } from '../errors';
import {
  type CheckoutStepName,
  type CheckoutStepOf,
  checkoutStepRequestedV1,
  type EventHandler,
  type EventOf,
  handles,
  inbox,
} from '../events';
import { type AskedStep, answerStep, type StepOutcome, tellAnswer } from './stepAnswers';

type Request = EventOf<typeof checkoutStepRequestedV1>['data'];

/** A step as its taker gets it. */
export interface StepRequest<Name extends CheckoutStepName = CheckoutStepName> extends Omit<Request, 'step'> {
  readonly step: CheckoutStepOf<Name>;
}

/** What `take` returns when the answer comes later, by `answerStep`. */
export const answersLater = Symbol('answers later');

export interface StepTaker<Name extends CheckoutStepName> {
  /** Takes the step in this transaction. A `DomainError` refuses it and undoes its writes. */
  readonly take: (tx: EntityManager, request: StepRequest<Name>) => Promise<void | typeof answersLater>;
  /**
   * Makes it as if the step had never been taken. Succeeds where there is nothing to undo, and twice: it must not refuse.
   */
  readonly undo: (tx: EntityManager, request: StepRequest<Name>) => Promise<void | typeof answersLater>;
  /** A refusal is not the last word: who asks again has it tried again, where all others get the first answer. */
  readonly isTriedAgain?: boolean;
}

export type StepTakers = { readonly [Name in CheckoutStepName]?: StepTaker<Name> };

/** The checkout was called off before this step arrived. */
class CheckoutOver extends Conflict {
  constructor() {
    super('CHECKOUT_OVER', 'This checkout has been called off.');
  }
}

/**
 * The steps of checkouts that this subgraph takes. Each is taken once, whoever asks how often: a second request gets the
 * first answer again, for the asker may have been away when it came. After an undo the step can no longer be taken.
 */
export function takesSteps(subgraph: Request['subgraph'], takers: StepTakers): EventHandler {
  const name = 'takeStepOnCheckoutStepRequested';
  return handles(checkoutStepRequestedV1, name, async ({ id, data }, { db }) => {
    if (data.subgraph !== subgraph) return;
    const taker = takers[data.step.name] as StepTaker<CheckoutStepName> | undefined;
    if (taker === undefined) throw new Error(`${subgraph} takes no step ${data.step.name}`);
    await db.transaction(async (tx) => {
      if (!(await inbox(tx).claim(name, id))) return;
      const asked = { sagaId: data.sagaId, step: data.step.name, action: data.action };
      const isNew = (await isFirst(tx, asked)) || (taker.isTriedAgain && (await takeBackRefusal(tx, asked)));
      if (!isNew) return repeatAnswer(tx, asked);
      const outcome = await attempt(tx, taker, data);
      if (outcome !== answersLater) await answerStep(tx, asked, outcome);
    });
  });
}

async function isFirst(tx: EntityManager, { sagaId, step, action }: AskedStep): Promise<boolean> {
  const rows: unknown[] = await tx.query(
    'insert into checkout_step (saga_id, step, action) values ($1, $2, $3) on conflict do nothing returning 1',
    [sagaId, step, action],
  );
  return rows.length > 0;
}

/** Whether the step was refused before, which from now on is as if it had not been answered yet. */
async function takeBackRefusal(tx: EntityManager, { sagaId, step, action }: AskedStep): Promise<boolean> {
  const [rows]: [unknown[], number] = await tx.query(
    `update checkout_step set outcome = null
     where saga_id = $1 and step = $2 and action = $3 and outcome ->> 'kind' = 'REFUSED' returning 1`,
    [sagaId, step, action],
  );
  return rows.length > 0;
}

async function repeatAnswer(tx: EntityManager, asked: AskedStep): Promise<void> {
  const [row]: { outcome: StepOutcome | null }[] = await tx.query(
    'select outcome from checkout_step where saga_id = $1 and step = $2 and action = $3',
    [asked.sagaId, asked.step, asked.action],
  );
  if (row?.outcome) await tellAnswer(tx, asked, row.outcome);
}

/** The nested transaction is a savepoint: a refusal undoes its writes and keeps the row. */
async function attempt(
  tx: EntityManager,
  taker: StepTaker<CheckoutStepName>,
  request: Request,
): Promise<StepOutcome | typeof answersLater> {
  try {
    const done = await tx.transaction(async (inner) => {
      if (request.action === 'UNDO') return taker.undo(inner, request);
      if (await isUndone(inner, request)) throw new CheckoutOver();
      return taker.take(inner, request);
    });
    return done === answersLater ? answersLater : { kind: 'DONE' };
  } catch (error) {
    if (!(error instanceof DomainError) || request.action === 'UNDO') throw error;
    const { code, message, userErrorType: type, details } = error;
    return { kind: 'REFUSED', refusal: { code, message, type, details: { ...details } } };
  }
}

async function isUndone(tx: EntityManager, { sagaId, step }: Request): Promise<boolean> {
  const rows: unknown[] = await tx.query(
    `select 1 from checkout_step where saga_id = $1 and step = $2 and action = 'UNDO'`,
    [sagaId, step.name],
  );
  return rows.length > 0;
}

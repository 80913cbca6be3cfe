import { outbox } from '@marquee/shared/events';
import type { EntityManager } from 'typeorm';
import { askedSteps, movedSteps } from '../domain/changes';
import type { Progress } from '../domain/saga';
import { checkoutSagaMoved, checkoutStepRequested } from '../events/published';
import { sagasRepository } from '../persistence/sagasRepository';

/** A transition as it was made. `before` is null when the saga has only begun. */
export interface Move {
  readonly before: Progress | null;
  readonly after: Progress;
  /** The step that was answered or came to the end of its time. */
  readonly cause: string | null;
}

/** Whether anybody sees a difference; asking once more is none. */
export function isSeen({ before, after, cause }: Move): boolean {
  return before?.saga.state !== after.saga.state || movedSteps(before, after, cause).length > 0;
}

/** Saves the rows of a transition and sends what it asks for and tells, in the transaction that has the saga's lock. */
export async function recordMove(tx: EntityManager, move: Move, now: Date): Promise<void> {
  const { before, after, cause } = move;
  const { saga } = after;
  const sagas = sagasRepository(tx);
  await (before === null ? sagas.insert(after) : sagas.save(before, after));
  const requests = askedSteps(before, after).map(({ step, action }) => checkoutStepRequested(saga, step, action));
  const steps = movedSteps(before, after, cause);
  const told = steps.map((step) => checkoutSagaMoved(saga, step, now));
  if (isSeen(move) && told.length === 0) told.push(checkoutSagaMoved(saga, null, now));
  await outbox(tx).append(...requests, ...told);
}

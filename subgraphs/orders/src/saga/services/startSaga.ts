import type { EntityManager } from 'typeorm';
import { passCrashPoint } from '../crashPoints';
import { beginSaga, type SagaPlan } from '../domain/beginSaga';
import { defaultPatience, type Patience } from '../domain/patience';
import type { Saga } from '../domain/saga';
import { recordMove } from './recordMove';
import { timingOf } from './timingOf';

/**
 * Begins a saga in the caller's transaction: all its steps as rows, and the first of them asked for. No listener hears
 * of it: the answer is the saga as it is now, complete already where there is nothing left to do.
 */
export async function startSaga(
  tx: EntityManager,
  plan: SagaPlan,
  patience: Patience = defaultPatience,
): Promise<Saga> {
  const timing = await timingOf(tx, patience);
  const after = beginSaga(plan, timing);
  await recordMove(tx, { before: null, after, cause: null }, timing.now);
  passCrashPoint();
  return after.saga;
}

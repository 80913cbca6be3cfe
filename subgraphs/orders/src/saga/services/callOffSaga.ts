import type { EntityManager } from 'typeorm';
import { passCrashPoint } from '../crashPoints';
import { callOff as calledOff } from '../domain/callOff';
import { defaultPatience, type Patience } from '../domain/patience';
import type { Saga } from '../domain/saga';
import { moveSaga } from './moveSaga';
import { sagaForUpdate } from './sagaForUpdate';

/**
 * Undoes everything that a running or complete saga has done; one that goes back already is left alone. No listener
 * hears of it: the answer is the saga as it is now. It locks the saga's row, as every transition does before it comes to
 * the row of the order, so the caller must not have locked that before. @throws NotFound
 */
export async function callOff(
  tx: EntityManager,
  sagaId: string,
  reason: string,
  patience: Patience = defaultPatience,
): Promise<Saga> {
  const saga = await sagaForUpdate(tx, sagaId);
  const move = await moveSaga(
    tx,
    saga,
    (progress, timing) => ({ after: calledOff(progress, reason, timing), cause: null }),
    { patience, listener: null },
  );
  passCrashPoint();
  return move?.after.saga ?? saga;
}

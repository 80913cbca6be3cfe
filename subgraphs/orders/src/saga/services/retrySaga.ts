import type { EntityManager } from 'typeorm';
import { passCrashPoint } from '../crashPoints';
import { defaultPatience, type Patience } from '../domain/patience';
import { retry } from '../domain/retry';
import type { Saga } from '../domain/saga';
import { moveSaga } from './moveSaga';
import { sagaForUpdate } from './sagaForUpdate';

/**
 * Gives what a saga is stuck at all its attempts again: a person has seen to what kept it from being undone.
 * @throws NotFound | InvalidTransition when it is not stuck
 */
export async function retrySaga(
  tx: EntityManager,
  sagaId: string,
  patience: Patience = defaultPatience,
): Promise<Saga> {
  const saga = await sagaForUpdate(tx, sagaId);
  const move = await moveSaga(tx, saga, (progress, timing) => ({ after: retry(progress, timing), cause: null }), {
    patience,
    listener: null,
  });
  passCrashPoint();
  return move?.after.saga ?? saga;
}

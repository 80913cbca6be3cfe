import type { EntityManager } from 'typeorm';
import type { Patience, Timing } from '../domain/patience';
import type { Progress, Saga } from '../domain/saga';
import { sagasRepository } from '../persistence/sagasRepository';
import { isSeen, type Move, recordMove } from './recordMove';
import type { SagaListener } from './sagaListener';
import { timingOf } from './timingOf';

/** What a transition makes of a saga, and by which step. The very same progress changes nothing. */
export type Transition = (progress: Progress, timing: Timing) => Omit<Move, 'before'>;

/** Moves a saga whose row the transaction has locked, and tells the listener, if there is one. Null changes nothing. */
export async function moveSaga(
  tx: EntityManager,
  saga: Saga,
  transition: Transition,
  { patience, listener }: { readonly patience: Patience; readonly listener: SagaListener | null },
): Promise<Move | null> {
  const before = { saga, steps: await sagasRepository(tx).stepsOf([saga.id]) };
  const timing = await timingOf(tx, patience);
  const move = { before, ...transition(before, timing) };
  const { after, cause } = move;
  if (after === before) return null;
  await recordMove(tx, move, timing.now);
  if (isSeen(move)) await listener?.moved(tx, after.saga, after.steps.find(({ name }) => name === cause) ?? null);
  return move;
}

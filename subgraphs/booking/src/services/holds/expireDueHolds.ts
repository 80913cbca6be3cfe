import type { EntityManager } from 'typeorm';
import { seatHoldsRepository } from '../../persistence/seatHoldsRepository';
import type { LockedShowing } from '../../persistence/showingLock';
import { finishHold } from './finishHold';

/** Ends the holds of the locked showing whose time is over. Returns their seats, which are free now. */
export async function expireDueHolds(tx: EntityManager, { showing, now }: LockedShowing): Promise<string[]> {
  const live = await seatHoldsRepository(tx).liveOfShowing(showing.id);
  const freed: string[] = [];
  for (const hold of live.filter(({ expiresAt }) => expiresAt <= now)) {
    const { seatIds } = await finishHold(tx, hold, 'EXPIRED', now);
    freed.push(...seatIds);
  }
  return freed;
}

import type { EntityManager } from 'typeorm';
import { seatHoldsRepository } from '../../persistence/seatHoldsRepository';
import type { LockedShowing } from '../../persistence/showingLock';
import { tellFreed } from '../seats/tellSeatMap';
import { finishHold } from './finishHold';

/**
 * Ends the holds of the locked showing whose time is over, and tells that nobody has their seats. Whom these are offered
 * to is for the caller. False when there were none.
 */
export async function expireDueHolds(tx: EntityManager, locked: LockedShowing): Promise<boolean> {
  const { showing, now } = locked;
  const live = await seatHoldsRepository(tx).liveOfShowing(showing.id);
  const freed: string[] = [];
  for (const hold of live.filter(({ expiresAt }) => expiresAt <= now)) {
    const { seatIds } = await finishHold(tx, hold, 'EXPIRED', now);
    freed.push(...seatIds);
  }
  await tellFreed(tx, locked, freed);
  return freed.length > 0;
}

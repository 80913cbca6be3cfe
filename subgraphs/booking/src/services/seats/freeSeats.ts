import type { EntityManager } from 'typeorm';
import type { LockedShowing } from '../../persistence/showingLock';
import { offerToWaitlist } from '../waitlist/offerToWaitlist';
import { tellFreed } from './tellSeatMap';

/** Tells that nobody has these seats of the locked showing any more, and offers what is free to those who wait. */
export async function freeSeats(tx: EntityManager, locked: LockedShowing, seatIds: readonly string[]): Promise<void> {
  if (seatIds.length === 0) return;
  await tellFreed(tx, locked, seatIds);
  await offerToWaitlist(tx, locked);
}

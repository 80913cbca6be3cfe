import type { EntityManager } from 'typeorm';
import type { LockedShowing } from '../../persistence/showingLock';
import { expireDueBookings } from '../bookings/expireDueBookings';
import { expireDueHolds } from '../holds/expireDueHolds';
import { tellFreed } from './tellSeatMap';

/**
 * Ends the holds and the unpaid bookings of the locked showing whose time is over, and tells that nobody has their seats.
 * Whom these are offered to is for the caller. False when there were none.
 */
export async function expireDueClaims(tx: EntityManager, locked: LockedShowing): Promise<boolean> {
  const freed = [...(await expireDueHolds(tx, locked)), ...(await expireDueBookings(tx, locked))];
  await tellFreed(tx, locked, freed);
  return freed.length > 0;
}

import type { EntityManager } from 'typeorm';
import { expireBooking } from '../../domain/booking';
import { bookingsRepository } from '../../persistence/bookingsRepository';
import type { LockedShowing } from '../../persistence/showingLock';
import { endBooking } from './endBooking';

/** Ends the bookings of the locked showing that were not paid in time. Returns their seats, which are free now. */
export async function expireDueBookings(tx: EntityManager, { showing, now }: LockedShowing): Promise<string[]> {
  const freed: string[] = [];
  for (const booking of await bookingsRepository(tx).dueOfShowing(showing.id, now)) {
    freed.push(...(await endBooking(tx, booking, expireBooking(booking, now), null)));
  }
  return freed;
}

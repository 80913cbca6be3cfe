import { getById } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { withdrawBooking } from '../../domain/booking';
import { bookingsRepository } from '../../persistence/bookingsRepository';
import { lockShowing } from '../../persistence/showingLock';
import { freeSeats } from '../seats/freeSeats';
import { releaseDueOf } from '../seats/releaseDueSeats';
import { endBooking } from './endBooking';

export interface ReleaseBooking {
  readonly bookingId: string;
  readonly customerId: string;
  readonly reason: string | null;
}

/**
 * Lets go of a booking whatever has become of it, used tickets and all: a checkout that it was part of has failed. Where
 * there is none, or it is over, nothing happens. Never refuses.
 */
export async function releaseBooking(
  tx: EntityManager,
  { bookingId, customerId, reason }: ReleaseBooking,
): Promise<void> {
  const bookings = bookingsRepository(tx);
  const found = await bookings.find(bookingId);
  if (found === null || found.customerId !== customerId) return;
  const locked = await lockShowing(tx, found.showingId);
  // One that was not paid in time has expired, whoever notices first.
  await releaseDueOf(tx, locked);
  const before = await getById('booking', bookingId, ['bookingId'], bookings.findForUpdate);
  const after = withdrawBooking(before, locked.now);
  if (after === before) return;
  await freeSeats(tx, locked, await endBooking(tx, before, after, reason));
}

import type { Viewer } from '@marquee/shared/auth';
import { getById, missing } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { maySeeBooking } from '../../domain/access';
import type { Booking } from '../../domain/booking';
import { bookingsRepository } from '../../persistence/bookingsRepository';

/** @throws NotFound, the same for a booking that is not there and for one that the viewer may not see */
export async function getVisibleBooking(
  db: EntityManager,
  viewer: Viewer,
  id: string,
  path: readonly string[],
): Promise<Booking> {
  const booking = await getById('booking', id, path, bookingsRepository(db).find);
  if (!maySeeBooking(viewer, booking)) throw missing('booking', id, path);
  return booking;
}

/** One that the viewer made. @throws NotFound, the same for one that is not there and for somebody else's */
export async function getOwnBooking(
  db: EntityManager,
  userId: string,
  id: string,
  path: readonly string[],
): Promise<Booking> {
  const booking = await getById('booking', id, path, bookingsRepository(db).find);
  if (booking.customerId !== userId) throw missing('booking', id, path);
  return booking;
}

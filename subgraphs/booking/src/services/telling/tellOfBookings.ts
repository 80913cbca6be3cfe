import { outbox } from '@marquee/shared/events';
import type { EntityManager } from 'typeorm';
import { bookingToldAgain } from '../../events/published';
import { bookingsRepository } from '../../persistence/bookingsRepository';
import { toldOfBookings } from '../bookings/toldOfBooking';

/** Tells the others again what these bookings are, those that are over too. */
export async function tellOfBookings(tx: EntityManager, ids: readonly string[]): Promise<void> {
  const bookings = await bookingsRepository(tx).findForShare(ids);
  const toldOf = await toldOfBookings(tx, bookings);
  await outbox(tx).append(...bookings.map((booking) => bookingToldAgain(booking, toldOf(booking))));
}

import { outbox } from '@marquee/shared/events';
import type { EntityManager } from 'typeorm';
import type { Booking } from '../../domain/booking';
import { bookingCancelled, bookingExpired } from '../../events/published';
import { bookingsRepository } from '../../persistence/bookingsRepository';
import { seatClaimsRepository } from '../../persistence/seatClaimsRepository';
import { toldOfBooking } from './toldOfBooking';

/**
 * Saves a booking of a locked showing that has just been called off or has expired, and gives up its claims. Returns the
 * seats, which are free now: telling so is for the caller.
 */
export async function endBooking(
  tx: EntityManager,
  before: Booking,
  after: Booking,
  reason: string | null,
): Promise<string[]> {
  const bookings = bookingsRepository(tx);
  await bookings.update(after);
  await bookings.appendTimeline(after, reason);
  await seatClaimsRepository(tx).freeOfBooking(after.id);
  const told = await toldOfBooking(tx, after);
  const ended =
    after.status === 'EXPIRED' ? bookingExpired(after, told) : bookingCancelled(before, after, told, reason);
  await outbox(tx).append(ended);
  return [...told.seatIds];
}

import { outbox } from '@marquee/shared/events';
import { insertNumbered, newId } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import type { Booking } from '../../domain/booking';
import { bookingConfirmed } from '../../events/published';
import { bookingsRepository } from '../../persistence/bookingsRepository';
import type { LockedShowing } from '../../persistence/showingLock';
import type { PricedSeat } from '../seats/chooseSeats';
import { bookSeats } from './bookSeats';
import { toldOfBooking } from './toldOfBooking';

/** Books these seats for the customer; whose claims they are is settled by the caller. */
export async function makeBooking(
  tx: EntityManager,
  { showing, now }: LockedShowing,
  sale: { readonly customerId: string; readonly holdId: string | null; readonly seats: readonly PricedSeat[] },
): Promise<Booking> {
  const { customerId, holdId, seats } = sale;
  const bookings = bookingsRepository(tx);
  const unnumbered = {
    id: newId('booking'),
    customerId,
    showingId: showing.id,
    holdId,
    status: 'CONFIRMED' as const,
    seatCount: seats.length,
    totalMinor: seats.reduce((sum, { priceMinor }) => sum + priceMinor, 0),
    currency: showing.currency,
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
  const booking = await insertNumbered('B', unnumbered, bookings.insert);
  await bookSeats(tx, booking, seats, 0);
  await bookings.appendTimeline(booking, null);
  await outbox(tx).append(bookingConfirmed(booking, await toldOfBooking(tx, booking)));
  return booking;
}

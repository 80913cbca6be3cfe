import { outbox } from '@marquee/shared/events';
import { insertNumbered } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import type { PendingBooking } from '../../domain/booking';
import { bookingCreated } from '../../events/published';
import { bookingsRepository } from '../../persistence/bookingsRepository';
import type { LockedShowing } from '../../persistence/showingLock';
import type { PricedSeat } from '../seats/chooseSeats';
import { addBookedSeats } from './addBookedSeats';
import { toldOfBooking } from './toldOfBooking';

/** What is to be booked. */
export interface NewBooking {
  readonly bookingId: string;
  readonly customerId: string;
  readonly holdId: string | null;
  readonly isOfOrder: boolean;
  readonly seats: readonly PricedSeat[];
  /** Until when it waits for its payment. */
  readonly expiresAt: Date;
}

/** Books these seats until they are paid or the time is over; whose claims they are is settled by the caller. */
export async function makeBooking(
  tx: EntityManager,
  { showing, now }: LockedShowing,
  { bookingId, customerId, holdId, isOfOrder, seats, expiresAt }: NewBooking,
): Promise<PendingBooking> {
  const bookings = bookingsRepository(tx);
  const unnumbered = {
    id: bookingId,
    customerId,
    showingId: showing.id,
    holdId,
    status: 'PENDING_PAYMENT' as const,
    expiresAt,
    isOfOrder,
    seatCount: seats.length,
    totalMinor: seats.reduce((sum, { priceMinor }) => sum + priceMinor, 0),
    currency: showing.currency,
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
  const booking = await insertNumbered('B', unnumbered, bookings.insert);
  await addBookedSeats(tx, booking, seats, 0);
  await bookings.appendTimeline(booking, null);
  await outbox(tx).append(bookingCreated(booking, await toldOfBooking(tx, booking)));
  return booking;
}

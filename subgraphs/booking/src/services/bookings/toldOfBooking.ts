import type { EntityManager } from 'typeorm';
import type { Booking } from '../../domain/booking';
import type { ToldOfBooking } from '../../events/published';
import { bookingsRepository } from '../../persistence/bookingsRepository';
import { factsRepository } from '../../persistence/factsRepository';

/** What the events of a booking say of its seats and its showing. */
export async function toldOfBooking(tx: EntityManager, booking: Booking): Promise<ToldOfBooking> {
  const toldOf = await toldOfBookings(tx, [booking]);
  return toldOf(booking);
}

/** The same of several, by as many statements. */
export async function toldOfBookings(
  tx: EntityManager,
  bookings: readonly Booking[],
): Promise<(booking: Booking) => ToldOfBooking> {
  const seats = await bookingsRepository(tx).seatsOf(bookings.map(({ id }) => id));
  const nameOf = await factsRepository(tx).namesOfShowings(bookings.map(({ showingId }) => showingId));
  return ({ id, showingId }) => {
    const { movieTitle, theaterName, startsAt } = nameOf(showingId);
    return {
      seatIds: seats.filter(({ bookingId }) => bookingId === id).map(({ seatId }) => seatId),
      showing: { movieTitle, theaterName, startsAt: startsAt.toISOString() },
    };
  };
}

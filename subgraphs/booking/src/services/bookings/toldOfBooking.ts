import type { EntityManager } from 'typeorm';
import type { Booking } from '../../domain/booking';
import type { ToldOfBooking } from '../../events/published';
import { bookingsRepository } from '../../persistence/bookingsRepository';
import { factsRepository } from '../../persistence/factsRepository';

/** What the events of a booking say of its seats and its showing. */
export async function toldOfBooking(tx: EntityManager, { id, showingId }: Booking): Promise<ToldOfBooking> {
  const seats = await bookingsRepository(tx).seatsOf([id]);
  const { movieTitle, theaterName, startsAt } = await factsRepository(tx).namesOfShowing(showingId);
  return {
    seatIds: seats.map(({ seatId }) => seatId),
    showing: { movieTitle, theaterName, startsAt: startsAt.toISOString() },
  };
}

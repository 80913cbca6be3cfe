import { newId } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { bookingsRepository } from '../../persistence/bookingsRepository';
import { ticketsRepository } from '../../persistence/ticketsRepository';

/** Makes the tickets of a booking that has just been paid, one a seat, in the order of its seats. */
export async function issueTickets(tx: EntityManager, bookingId: string): Promise<void> {
  const booked = await bookingsRepository(tx).seatsOf([bookingId]);
  await ticketsRepository(tx).insert(
    booked.map(({ id: bookedSeatId, seatId }) => ({
      id: newId('ticket'),
      bookingId,
      bookedSeatId,
      seatId,
      checkedInAt: null,
    })),
  );
}

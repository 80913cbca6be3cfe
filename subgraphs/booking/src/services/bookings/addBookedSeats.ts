import { newId } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import type { Booking } from '../../domain/booking';
import { bookingsRepository } from '../../persistence/bookingsRepository';
import type { PricedSeat } from '../seats/chooseSeats';

/** Writes the seats into the booking at their prices, behind the first `firstPosition` of it. */
export async function addBookedSeats(
  tx: EntityManager,
  { id: bookingId, currency }: Booking,
  seats: readonly PricedSeat[],
  firstPosition: number,
): Promise<void> {
  const booked = seats.map(({ seatId, audience, priceMinor }, index) => ({
    id: newId('bookedSeat'),
    bookingId,
    position: firstPosition + index,
    seatId,
    audience,
    priceMinor,
    currency,
  }));
  await bookingsRepository(tx).insertSeats(booked);
}

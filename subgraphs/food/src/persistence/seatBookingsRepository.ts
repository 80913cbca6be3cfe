import { type EntityManager, In } from 'typeorm';
import type { SeatBooking } from '../domain/seatBooking';
import { SeatBookingEntity } from './seatBooking.entity';

/** All queries on what is booked at cinemas. */
export function seatBookingsRepository(db: EntityManager) {
  return {
    findByIds: (bookingIds: readonly string[]): Promise<SeatBooking[]> =>
      db.findBy(SeatBookingEntity, { bookingId: In([...bookingIds]) }),

    find: (bookingId: string): Promise<SeatBooking | null> => db.findOneBy(SeatBookingEntity, { bookingId }),

    isOf: (customerId: string, bookingId: string): Promise<boolean> =>
      db.existsBy(SeatBookingEntity, { bookingId, customerId }),

    async keep(booking: SeatBooking): Promise<void> {
      await db.upsert(SeatBookingEntity, { ...booking, seatIds: [...booking.seatIds] }, ['bookingId']);
    },
  };
}

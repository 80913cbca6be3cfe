import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SeatBooking } from '../domain/seatBooking';

/** A booking as booking last told of it: food is brought to seats and food never reads another's database. */
@Entity('seat_booking')
export class SeatBookingEntity {
  @PrimaryColumn('text', { name: 'booking_id' })
  bookingId!: string;

  @Column('text', { name: 'customer_id' })
  customerId!: string;

  @Column('text')
  status!: SeatBooking['status'];

  @Column('text', { name: 'theater_name' })
  theaterName!: string;

  @Column('timestamptz', { name: 'starts_at' })
  startsAt!: Date;

  @Column('text', { name: 'seat_ids', array: true })
  seatIds!: string[];
}

import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('ticket')
export class TicketEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text', { name: 'booking_id' })
  bookingId!: string;

  @Column('text', { name: 'booked_seat_id' })
  bookedSeatId!: string;

  @Column('text', { name: 'seat_id' })
  seatId!: string;

  @Column('timestamptz', { name: 'checked_in_at', nullable: true })
  checkedInAt!: Date | null;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BookingStatus } from '../domain/booking';

@Entity('booking_timeline')
export class BookingTimelineEntity {
  @PrimaryColumn('text', { name: 'booking_id' })
  bookingId!: string;

  /** The booking's version that this step made. */
  @PrimaryColumn('integer')
  version!: number;

  @Column('text')
  status!: BookingStatus;

  @Column('text', { nullable: true })
  note!: string | null;

  @Column('timestamptz')
  at!: Date;
}

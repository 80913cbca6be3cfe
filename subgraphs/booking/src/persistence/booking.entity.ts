import { minorUnits } from '@marquee/shared/database';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BookingStatus } from '../domain/booking';

@Entity('booking')
export class BookingEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  number!: string;

  @Column('text', { name: 'customer_id' })
  customerId!: string;

  @Column('text', { name: 'showing_id' })
  showingId!: string;

  /** The hold it was made from; null when it was made in one step. */
  @Column('text', { name: 'hold_id', nullable: true })
  holdId!: string | null;

  @Column('text')
  status!: BookingStatus;

  /** Until when it waited for its payment; null for those of before there was payment. */
  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt!: Date | null;

  /** Whether an order pays for it. */
  @Column('boolean', { name: 'is_of_order' })
  isOfOrder!: boolean;

  /** How many of its booked seats there are at this version: later ones are added behind. */
  @Column('integer', { name: 'seat_count' })
  seatCount!: number;

  @Column('bigint', { name: 'total_minor', transformer: minorUnits })
  totalMinor!: number;

  @Column('text')
  currency!: string;

  @Column('integer')
  version!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}

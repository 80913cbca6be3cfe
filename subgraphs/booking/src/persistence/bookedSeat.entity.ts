import { minorUnits } from '@marquee/shared/database';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AudienceKind } from '../domain/prices';

@Entity('booked_seat')
export class BookedSeatEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text', { name: 'booking_id' })
  bookingId!: string;

  @Column('integer')
  position!: number;

  @Column('text', { name: 'seat_id' })
  seatId!: string;

  @Column('text')
  audience!: AudienceKind;

  @Column('bigint', { name: 'price_minor', transformer: minorUnits })
  priceMinor!: number;

  @Column('text')
  currency!: string;
}

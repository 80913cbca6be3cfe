import { minorUnits } from '@marquee/shared/database';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AudienceKind } from '../domain/prices';

@Entity('seat_hold_seat')
export class SeatHoldSeatEntity {
  @PrimaryColumn('text', { name: 'hold_id' })
  holdId!: string;

  @PrimaryColumn('integer')
  position!: number;

  @Column('text', { name: 'seat_id' })
  seatId!: string;

  @Column('text')
  audience!: AudienceKind;

  @Column('bigint', { name: 'price_minor', transformer: minorUnits })
  priceMinor!: number;
}

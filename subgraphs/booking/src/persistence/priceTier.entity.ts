import { minorUnits } from '@marquee/shared/database';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AudienceKind } from '../domain/prices';
import type { SeatType } from '../domain/seat';

@Entity('price_tier')
export class PriceTierEntity {
  @PrimaryColumn('text', { name: 'showing_id' })
  showingId!: string;

  @PrimaryColumn('text', { name: 'seat_type' })
  seatType!: SeatType;

  @PrimaryColumn('text')
  audience!: AudienceKind;

  @Column('bigint', { name: 'price_minor', transformer: minorUnits })
  priceMinor!: number;
}

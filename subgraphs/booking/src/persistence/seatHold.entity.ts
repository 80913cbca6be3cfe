import { minorUnits } from '@marquee/shared/database';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { HoldState } from '../domain/seatHold';

@Entity('seat_hold')
export class SeatHoldEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text', { name: 'showing_id' })
  showingId!: string;

  @Column('text', { name: 'user_id' })
  userId!: string;

  @Column('text')
  state!: HoldState;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('integer', { name: 'extensions_left' })
  extensionsLeft!: number;

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

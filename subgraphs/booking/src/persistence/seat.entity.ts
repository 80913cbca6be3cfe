import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SeatType } from '../domain/seat';

@Entity('seat')
export class SeatEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text', { name: 'screen_id' })
  screenId!: string;

  @Column('text')
  row!: string;

  @Column('integer')
  number!: number;

  @Column('text')
  type!: SeatType;

  @Column('text', { nullable: true })
  section!: string | null;

  @Column('integer')
  x!: number;

  @Column('integer')
  y!: number;

  @Column('boolean', { name: 'is_blocked' })
  isBlocked!: boolean;

  /** No longer in the plan; only bookings of the past lead here. */
  @Column('boolean', { name: 'is_retired' })
  isRetired!: boolean;
}

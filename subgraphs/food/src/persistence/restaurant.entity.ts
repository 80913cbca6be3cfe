import type { Address } from '@marquee/shared/address';
import { minorUnits } from '@marquee/shared/database';
import type { OpeningWindow } from '@marquee/shared/time';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('restaurant')
export class RestaurantEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  name!: string;

  /** The lower-cased name, kept by the database: what lists are sorted by. */
  @Column({ type: 'text', name: 'sort_name', insert: false, update: false })
  sortName!: string;

  @Column('jsonb')
  address!: Address;

  @Column('text', { nullable: true })
  phone!: string | null;

  @Column('double precision', { nullable: true })
  latitude!: number | null;

  @Column('double precision', { nullable: true })
  longitude!: number | null;

  @Column('text', { array: true })
  cuisines!: string[];

  @Column('text', { name: 'time_zone' })
  timeZone!: string;

  @Column('jsonb', { name: 'opening_hours' })
  openingHours!: OpeningWindow[];

  @Column('boolean', { name: 'is_paused' })
  isPaused!: boolean;

  @Column('integer', { name: 'prep_minutes' })
  prepMinutes!: number;

  /** Of every price here; null until the first price or fee settles it. */
  @Column('text', { nullable: true })
  currency!: string | null;

  @Column('bigint', { name: 'minimum_order_minor', nullable: true, transformer: minorUnits })
  minimumOrderMinor!: number | null;

  @Column('bigint', { name: 'delivery_fee_minor', nullable: true, transformer: minorUnits })
  deliveryFeeMinor!: number | null;
}

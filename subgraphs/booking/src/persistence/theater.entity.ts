import type { Address } from '@marquee/shared/address';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('theater')
export class TheaterEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  name!: string;

  /** The lower-cased name, kept by the database: what lists are sorted by. */
  @Column({ type: 'text', name: 'sort_name', insert: false, update: false })
  sortName!: string;

  @Column('jsonb')
  address!: Address;

  @Column('text', { name: 'time_zone' })
  timeZone!: string;
}

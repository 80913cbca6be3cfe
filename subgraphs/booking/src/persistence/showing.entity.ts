import { minorUnits } from '@marquee/shared/database';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ShowingSale } from '../domain/showing';

@Entity('showing')
export class ShowingEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text', { name: 'movie_id' })
  movieId!: string;

  @Column('text', { name: 'screen_id' })
  screenId!: string;

  /** The screen's, kept here so that a theater's showings are found by one index. */
  @Column('text', { name: 'theater_id' })
  theaterId!: string;

  @Column('timestamptz', { name: 'starts_at' })
  startsAt!: Date;

  @Column('timestamptz', { name: 'ends_at' })
  endsAt!: Date;

  @Column('timestamptz', { name: 'sales_close_at' })
  salesCloseAt!: Date;

  @Column('text')
  sale!: ShowingSale;

  @Column('bigint', { name: 'base_price_minor', transformer: minorUnits })
  basePriceMinor!: number;

  /** Of every price of the showing. */
  @Column('text')
  currency!: string;
}

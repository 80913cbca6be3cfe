import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('ipo_listing')
export class IpoListingEntity {
  @PrimaryColumn('text')
  id!: string;

  /** The configured feed that it was read from. */
  @Column('text')
  feed!: string;

  @Column('text')
  company!: string;

  @Column('text', { nullable: true })
  symbol!: string | null;

  /** YYYY-MM-DD. */
  @Column('date', { name: 'expected_on', nullable: true })
  expectedOn!: string | null;

  /** The day as YYYYMMDD, kept by the database: what lists are sorted by. */
  @Column({ type: 'text', name: 'sort_day', insert: false, update: false })
  sortDay!: string;

  @Column('text', { name: 'price_band', nullable: true })
  priceBand!: string | null;

  @Column('text', { name: 'source_url', nullable: true })
  sourceUrl!: string | null;

  /** When the feed last had it. */
  @Column('timestamptz', { name: 'fetched_at' })
  fetchedAt!: Date;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('movie')
export class MovieEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  title!: string;

  /** The lower-cased title, kept by the database: what lists are sorted by. */
  @Column({ type: 'text', name: 'sort_name', insert: false, update: false })
  sortName!: string;

  @Column('text', { nullable: true })
  description!: string | null;

  @Column('integer', { name: 'duration_minutes' })
  durationMinutes!: number;

  @Column('text', { array: true })
  genres!: string[];

  @Column('text', { nullable: true })
  rating!: string | null;

  /** YYYY-MM-DD. */
  @Column('date', { name: 'released_on', nullable: true })
  releasedOn!: string | null;

  @Column('text', { name: 'poster_url', nullable: true })
  posterUrl!: string | null;
}

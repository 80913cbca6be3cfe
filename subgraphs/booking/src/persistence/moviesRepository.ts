import { sql, textHasEveryWord } from '@marquee/shared/database';
import { byName, type Listing, listingOf, type Page } from '@marquee/shared/pagination';
import { type EntityManager, In } from 'typeorm';
import { MovieEntity } from './movie.entity';

export type MovieRow = Omit<MovieEntity, 'sortName'>;

/** What must hold for a film to be listed; null and an empty list do not narrow. */
export interface MovieCriteria {
  readonly words: readonly string[];
  /** Any of them, upper and lower case alike. */
  readonly genres: readonly string[];
  /** YYYY-MM-DD, by the clock of each theater. */
  readonly showingOn: string | null;
}

/*
 * No clock is a day away from UTC: the bounds of `starts_at` let the index of a film's showings answer, of which the
 * theater's own clock then keeps those of that day.
 */
const isShownOn = sql`exists (
  select from showing join theater on theater.id = showing.theater_id
  where showing.movie_id = "row".id and showing.sale <> 'CANCELLED'
    and showing.starts_at >= (:showingOn::date - 1)::timestamp at time zone 'UTC'
    and showing.starts_at < (:showingOn::date + 2)::timestamp at time zone 'UTC'
    and (showing.starts_at at time zone theater.time_zone)::date = :showingOn::date)`;

/** All queries on films. */
export function moviesRepository(db: EntityManager) {
  return {
    findByIds: (ids: readonly string[]): Promise<MovieEntity[]> => db.findBy(MovieEntity, { id: In([...ids]) }),

    list({ words, genres, showingOn }: MovieCriteria, page: Page): Promise<Listing<MovieEntity>> {
      const query = db.createQueryBuilder(MovieEntity, 'row');
      textHasEveryWord(query, words, sql`"row".search_text`);
      if (genres.length > 0) {
        query.andWhere('lower_all(row.genres) && lower_all(:genres::text[])', { genres });
      }
      if (showingOn !== null) query.andWhere(isShownOn, { showingOn });
      return listingOf(query, page, byName);
    },

    async insert(row: MovieRow): Promise<void> {
      await db.insert(MovieEntity, row);
    },

    /** Its length stays as it is until the transaction ends. */
    findForShare: (id: string): Promise<MovieEntity | null> =>
      db.findOne(MovieEntity, { where: { id }, lock: { mode: 'pessimistic_read' } }),

    /** Waits for whoever is changing the row. */
    findForUpdate: (id: string): Promise<MovieEntity | null> =>
      db.findOne(MovieEntity, { where: { id }, lock: { mode: 'for_no_key_update' } }),

    async update({ id, ...changes }: MovieRow): Promise<void> {
      await db.update(MovieEntity, { id }, changes);
    },
  };
}

import { containsEveryWord, sql } from '@marquee/shared/database';
import { byName, type Listing, listingOf, type Page } from '@marquee/shared/pagination';
import { type EntityManager, In } from 'typeorm';
import { TheaterEntity } from './theater.entity';

export type TheaterRow = Omit<TheaterEntity, 'sortName'>;

/** What must hold for a theater to be listed; null and an empty list do not narrow. */
export interface TheaterCriteria {
  readonly words: readonly string[];
  /** Upper and lower case alike. */
  readonly city: string | null;
}

const city = sql`("row".address ->> 'city')`;

/** All queries on theaters. */
export function theatersRepository(db: EntityManager) {
  return {
    findByIds: (ids: readonly string[]): Promise<TheaterEntity[]> => db.findBy(TheaterEntity, { id: In([...ids]) }),

    list(criteria: TheaterCriteria, page: Page): Promise<Listing<TheaterEntity>> {
      const query = db.createQueryBuilder(TheaterEntity, 'row');
      containsEveryWord(query, criteria.words, [sql`row.name`, city]);
      if (criteria.city !== null) query.andWhere(sql`lower(${city}) = lower(:city)`, { city: criteria.city });
      return listingOf(query, page, byName);
    },

    /** How many seats can be sold in each of the theaters; those without any are left out. */
    async capacitiesOf(theaterIds: readonly string[]): Promise<Map<string, number>> {
      const rows: { id: string; count: number }[] = await db.query(
        `select screen.theater_id as id, count(*)::int as count
         from screen join seat on seat.screen_id = screen.id
         where screen.theater_id = any ($1) and not seat.is_retired and not seat.is_blocked
         group by screen.theater_id`,
        [theaterIds],
      );
      return new Map(rows.map(({ id, count }) => [id, count]));
    },

    exists: (id: string): Promise<boolean> => db.existsBy(TheaterEntity, { id }),

    async insert(row: TheaterRow): Promise<void> {
      await db.insert(TheaterEntity, row);
    },

    /** Waits for whoever is changing the row. */
    findForUpdate: (id: string): Promise<TheaterEntity | null> =>
      db.findOne(TheaterEntity, { where: { id }, lock: { mode: 'for_no_key_update' } }),

    async update({ id, ...changes }: TheaterRow): Promise<void> {
      await db.update(TheaterEntity, { id }, changes);
    },
  };
}

import { sql, textHasEveryWord } from '@marquee/shared/database';
import { byName, type Listing, listingOf, type Page } from '@marquee/shared/pagination';
import { type EntityManager, In } from 'typeorm';
import { type Circle, isNear } from './nearSearch';
import { takesOrdersAt } from './openSearch';
import { RestaurantEntity } from './restaurant.entity';

export type RestaurantRow = Omit<RestaurantEntity, 'sortName'>;

/** What must hold for a restaurant to be listed; null and an empty list do not narrow. */
export interface RestaurantCriteria {
  readonly words: readonly string[];
  readonly cuisines: readonly string[];
  readonly openAt: Date | null;
  readonly near: Circle | null;
}

/** All queries on restaurants. */
export function restaurantsRepository(db: EntityManager) {
  return {
    findByIds: (ids: readonly string[]): Promise<RestaurantEntity[]> =>
      db.findBy(RestaurantEntity, { id: In([...ids]) }),

    find: (id: string): Promise<RestaurantEntity | null> => db.findOneBy(RestaurantEntity, { id }),

    exists: (id: string): Promise<boolean> => db.existsBy(RestaurantEntity, { id }),

    list({ words, cuisines, openAt, near }: RestaurantCriteria, page: Page): Promise<Listing<RestaurantEntity>> {
      const query = db.createQueryBuilder(RestaurantEntity, 'row');
      textHasEveryWord(query, words, sql`"row".search_text`);
      if (cuisines.length > 0) {
        query.andWhere('lower_all(row.cuisines) && lower_all(:cuisines::text[])', { cuisines });
      }
      if (openAt !== null) takesOrdersAt(query, openAt);
      if (near !== null) isNear(query, near);
      return listingOf(query, page, byName);
    },

    async insert(row: RestaurantRow): Promise<void> {
      await db.insert(RestaurantEntity, row);
    },

    /** Waits for whoever is changing the row. */
    findForUpdate: (id: string): Promise<RestaurantEntity | null> =>
      db.findOne(RestaurantEntity, { where: { id }, lock: { mode: 'pessimistic_write' } }),

    async update({ id, ...changes }: RestaurantRow): Promise<void> {
      await db.update(RestaurantEntity, { id }, changes);
    },

    async setPaused(id: string, isPaused: boolean): Promise<void> {
      await db.update(RestaurantEntity, { id }, { isPaused });
    },

    async setCurrency(id: string, currency: string): Promise<void> {
      await db.update(RestaurantEntity, { id }, { currency });
    },
  };
}

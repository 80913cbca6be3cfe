import { byName, type Listing, listingOf, type Page } from '@marquee/shared/pagination';
import { type EntityManager, In } from 'typeorm';
import { FoodCategoryEntity } from './foodCategory.entity';

export type FoodCategoryRow = Omit<FoodCategoryEntity, 'sortName'>;

/** All queries on categories. */
export function foodCategoriesRepository(db: EntityManager) {
  return {
    findByIds: (ids: readonly string[]): Promise<FoodCategoryEntity[]> =>
      db.findBy(FoodCategoryEntity, { id: In([...ids]) }),

    exists: (id: string): Promise<boolean> => db.existsBy(FoodCategoryEntity, { id }),

    list: (page: Page): Promise<Listing<FoodCategoryEntity>> =>
      listingOf(db.createQueryBuilder(FoodCategoryEntity, 'row'), page, byName),

    async insert(row: FoodCategoryRow): Promise<void> {
      await db.insert(FoodCategoryEntity, row);
    },

    /** Waits for whoever is changing the row. */
    findForUpdate: (id: string): Promise<FoodCategoryEntity | null> =>
      db.findOne(FoodCategoryEntity, { where: { id }, lock: { mode: 'pessimistic_write' } }),

    async update({ id, ...changes }: FoodCategoryRow): Promise<void> {
      await db.update(FoodCategoryEntity, { id }, changes);
    },
  };
}

import { sql, textHasEveryWord } from '@marquee/shared/database';
import { byName, cursorKeys, type Listing, listingOf, type Page } from '@marquee/shared/pagination';
import { type EntityManager, In } from 'typeorm';
import type { Allergen, DietaryFlag } from '../domain/dietary';
import { FoodEntity } from './food.entity';

export type FoodRow = Omit<FoodEntity, 'sortName'>;

/** What must hold for a dish to be listed; null and an empty list do not narrow. */
export interface FoodCriteria {
  readonly words: readonly string[];
  readonly categoryId: string | null;
  /** All of them. */
  readonly dietary: readonly DietaryFlag[];
  /** None of them. */
  readonly excludeAllergens: readonly Allergen[];
}

/** All queries on dishes. */
export function foodsRepository(db: EntityManager) {
  return {
    findByIds: (ids: readonly string[]): Promise<FoodEntity[]> => db.findBy(FoodEntity, { id: In([...ids]) }),

    exists: (id: string): Promise<boolean> => db.existsBy(FoodEntity, { id }),

    list(criteria: FoodCriteria, page: Page): Promise<Listing<FoodEntity>> {
      const { words, categoryId, dietary, excludeAllergens } = criteria;
      const query = db.createQueryBuilder(FoodEntity, 'row');
      textHasEveryWord(query, words, sql`"row".search_text`);
      if (categoryId !== null) query.andWhere('row.categoryId = :categoryId', { categoryId });
      if (dietary.length > 0) query.andWhere('row.dietary @> :dietary::text[]', { dietary });
      if (excludeAllergens.length > 0) {
        query.andWhere('not (row.allergens && :excludeAllergens::text[])', { excludeAllergens });
      }
      return listingOf(query, page, byName);
    },

    /**
     * One page of dishes for each category, in the order that `connectionOf` expects. The ids come from a lateral join,
     * which stops at the page's size in each category.
     */
    async pagesOfCategories(categoryIds: readonly string[], page: Page): Promise<FoodEntity[]> {
      const keys = cursorKeys(page);
      const [beyond, direction] = page.isBackward ? ['<', 'desc'] : ['>', 'asc'];
      const picked: { id: string }[] = await db.query(
        `select picked.id
         from unnest($1::text[]) as wanted (category_id) cross join lateral (
           select id, sort_name from food
           where category_id = wanted.category_id and ($2::text is null or (sort_name, id) ${beyond} ($2, $3))
           order by sort_name ${direction}, id ${direction} limit $4
         ) as picked
         order by picked.sort_name ${direction}, picked.id ${direction}`,
        [categoryIds, keys?.[0] ?? null, keys?.[1] ?? null, page.size + 1],
      );
      const rows = await db.findBy(FoodEntity, { id: In(picked.map(({ id }) => id)) });
      const byId = new Map(rows.map((row) => [row.id, row]));
      return picked.flatMap(({ id }) => byId.get(id) ?? []);
    },

    /** How many dishes each of the categories has; those without any are left out. */
    async countsOfCategories(categoryIds: readonly string[]): Promise<Map<string, number>> {
      const rows: { id: string; count: number }[] = await db.query(
        'select category_id as id, count(*)::int as count from food where category_id = any ($1) group by category_id',
        [categoryIds],
      );
      return new Map(rows.map(({ id, count }) => [id, count]));
    },

    async insert(row: FoodRow): Promise<void> {
      await db.insert(FoodEntity, row);
    },

    /** Waits for whoever is changing the row. */
    findForUpdate: (id: string): Promise<FoodEntity | null> =>
      db.findOne(FoodEntity, { where: { id }, lock: { mode: 'pessimistic_write' } }),

    async update({ id, ...changes }: FoodRow): Promise<void> {
      await db.update(FoodEntity, { id }, changes);
    },
  };
}

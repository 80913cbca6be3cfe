import { isUniqueViolation } from '@marquee/shared/database';
import { InvalidInput } from '@marquee/shared/errors';
import { type EntityManager, In, IsNull } from 'typeorm';
import type { CategoryPlace } from '../domain/category';
import { CategoryEntity } from './category.entity';

export type CategoryRow = Omit<CategoryEntity, 'sortName'>;

/** All queries on categories. */
export function categoriesRepository(db: EntityManager) {
  return {
    findByIds: (ids: readonly string[]): Promise<CategoryEntity[]> => db.findBy(CategoryEntity, { id: In([...ids]) }),

    findBySlugs: (slugs: readonly string[]): Promise<CategoryEntity[]> =>
      db.findBy(CategoryEntity, { slug: In([...slugs]) }),

    /** Nobody changes them until the transaction ends. */
    findForShare: (ids: readonly string[]): Promise<CategoryEntity[]> =>
      db.find(CategoryEntity, {
        where: { id: In([...ids]) },
        order: { id: 'ASC' },
        lock: { mode: 'pessimistic_read' },
      }),

    find: (id: string): Promise<CategoryEntity | null> => db.findOneBy(CategoryEntity, { id }),

    exists: (id: string): Promise<boolean> => db.existsBy(CategoryEntity, { id }),

    /** Those at the top, by name. */
    tops: (): Promise<CategoryEntity[]> =>
      db.find(CategoryEntity, { where: { parentId: IsNull() }, order: { sortName: 'ASC', id: 'ASC' } }),

    /** Those right below these, by name. */
    childrenOf: (parentIds: readonly string[]): Promise<CategoryEntity[]> =>
      db.find(CategoryEntity, {
        where: { parentId: In([...parentIds]) },
        order: { sortName: 'ASC', id: 'ASC' },
      }),

    /** The ids of the categories with these slugs and of all below them. */
    async idsBelow(slugs: readonly string[]): Promise<string[]> {
      const rows: { id: string }[] = await db.query(
        `with recursive below (id) as (
           select id from category where slug = any ($1)
           union select category.id from category join below on category.parent_id = below.id
         ) select id from below`,
        [slugs],
      );
      return rows.map(({ id }) => id);
    },

    /** Nobody else moves a category until the transaction ends: two moves at once could close a circle. */
    async lockTree(): Promise<void> {
      await db.query(`select pg_advisory_xact_lock(hashtextextended('category tree', 0))`);
    },

    /** What would be above the category under that parent, and how many levels it and what is below it have. */
    async placeOf(id: string, parentId: string | null): Promise<CategoryPlace> {
      const [row]: { ancestor_ids: string[]; levels: number }[] = await db.query(
        `with recursive above (id, parent_id, nth) as (
           select id, parent_id, 1 from category where id = $2
           union all select c.id, c.parent_id, nth + 1 from category c join above on c.id = above.parent_id
         ), below (id, level) as (
           select $1::text collate "C", 1
           union all select c.id, level + 1 from category c join below on c.parent_id = below.id
         )
         select array(select id from above order by nth) as ancestor_ids, (select max(level) from below) as levels`,
        [id, parentId],
      );
      return { ancestorIds: row?.ancestor_ids ?? [], levels: row?.levels ?? 1 };
    },

    /** @throws InvalidInput for a slug that another category has */
    async insert(row: CategoryRow): Promise<void> {
      await unlessTaken(() => db.insert(CategoryEntity, row));
    },

    /** @throws InvalidInput for a slug that another category has */
    async update({ id, ...changes }: CategoryRow): Promise<void> {
      await unlessTaken(() => db.update(CategoryEntity, { id }, changes));
    },
  };
}

async function unlessTaken(save: () => Promise<unknown>): Promise<void> {
  try {
    await save();
  } catch (error) {
    if (!isUniqueViolation(error, 'category_slug_once')) throw error;
    throw new InvalidInput('Another category has this slug.', ['input', 'slug']);
  }
}

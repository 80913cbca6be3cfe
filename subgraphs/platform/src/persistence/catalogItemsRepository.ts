import type { EntityManager } from 'typeorm';
import type { CatalogItemFacts } from '../documents/documents';

type CategoryName = Pick<NonNullable<CatalogItemFacts['category']>, 'id' | 'name'>;

/** All queries on what the catalog told last. */
export function catalogItemsRepository(tx: EntityManager) {
  /** Whoever else names the category for the first time is waited for. */
  const know = ({ id, name }: CategoryName) =>
    tx.query('insert into catalog_category (id, name) values ($1, $2) on conflict do nothing', [id, name]);
  return {
    /** What the category is called now, which stays until the transaction ends; as given when nobody knows better. */
    async nameOf(category: CategoryName): Promise<string> {
      await know(category);
      const [known]: { name: string }[] = await tx.query('select name from catalog_category where id = $1 for share', [
        category.id,
      ]);
      return known?.name ?? category.name;
    },

    /**
     * Calls the category so from now on, unless it has been told of since. True when it was called otherwise before.
     * Nobody files an item under it until the transaction ends.
     */
    async rename(category: CategoryName, toldAt: string): Promise<boolean> {
      await know(category);
      const [known]: { name: string }[] = await tx.query('select name from catalog_category where id = $1 for update', [
        category.id,
      ]);
      const [, count]: [unknown, number] = await tx.query(
        `update catalog_category set name = $2, told_at = $3
         where id = $1 and (told_at is null or told_at <= $3)`,
        [category.id, category.name, toldAt],
      );
      return count > 0 && known?.name !== category.name;
    },

    /** Keeps the item as it is told; false when a later version of it has been told already. */
    async keep(item: CatalogItemFacts): Promise<boolean> {
      const kept: unknown[] = await tx.query(
        `insert into catalog_item (id, version, category_id, facts) values ($1, $2, $3, $4)
         on conflict (id) do update set version = excluded.version, category_id = excluded.category_id,
           facts = excluded.facts
         where catalog_item.version <= excluded.version
         returning id`,
        [item.itemId, item.version, item.category?.id ?? null, JSON.stringify(item)],
      );
      return kept.length > 0;
    },

    /** The items of a category after that one, by id; they stay as they are until the transaction ends. */
    async ofCategory(categoryId: string, after: string, size: number): Promise<CatalogItemFacts[]> {
      const rows: { facts: CatalogItemFacts }[] = await tx.query(
        'select facts from catalog_item where category_id = $1 and id > $2 order by id limit $3 for share',
        [categoryId, after, size],
      );
      return rows.map(({ facts }) => facts);
    },
  };
}

import { isUniqueViolation } from '@marquee/shared/database';
import type { Money } from '@marquee/shared/money';
import { insertMissing } from '@marquee/shared/seeding';
import { type EntityManager, In } from 'typeorm';
import type { ItemKind } from '../domain/catalogItem';
import { IsbnTaken, SkuTaken } from '../domain/errors';
import { skuKey } from '../domain/sku';
import type { ItemRow } from '../events/published';
import { CatalogItemEntity } from './catalogItem.entity';
import { ItemPriceEntity } from './itemPrice.entity';

/** All queries on single items; lists of them are in `itemListsRepository`. */
export function itemsRepository(db: EntityManager) {
  return {
    /** Archived ones too. */
    findByIds: (ids: readonly string[]): Promise<CatalogItemEntity[]> =>
      db.findBy(CatalogItemEntity, { id: In([...ids]) }),

    /** Those with the SKUs that `skuKey` writes so. */
    findBySkuKeys: (keys: readonly string[]): Promise<CatalogItemEntity[]> =>
      db.createQueryBuilder(CatalogItemEntity, 'row').where('lower(row.sku) = any (:keys)', { keys }).getMany(),

    findByIsbns: (isbns: readonly string[]): Promise<CatalogItemEntity[]> =>
      db.findBy(CatalogItemEntity, { isbn: In([...isbns]) }),

    find: (id: string): Promise<CatalogItemEntity | null> => db.findOneBy(CatalogItemEntity, { id }),

    /** Waits for whoever is changing the row. */
    findForUpdate: (id: string): Promise<CatalogItemEntity | null> =>
      db.findOne(CatalogItemEntity, { where: { id }, lock: { mode: 'for_no_key_update' } }),

    /** Nobody changes them until the transaction ends. In the order of ids, so that nothing waits in a circle. */
    findForShare: (ids: readonly string[]): Promise<CatalogItemEntity[]> =>
      db.find(CatalogItemEntity, {
        where: { id: In([...ids]) },
        order: { id: 'ASC' },
        lock: { mode: 'pessimistic_read' },
      }),

    /** The ids after that one, in the order of ids; of archived ones too. */
    async idsAfter(kind: ItemKind, after: string, limit: number): Promise<string[]> {
      const rows: { id: string }[] = await db.query(
        'select id from catalog_item where kind = $1 and id > $2 order by id limit $3',
        [kind, after, limit],
      );
      return rows.map(({ id }) => id);
    },

    /** The prices in other currencies, by item and currency. */
    pricesOf: (itemIds: readonly string[]): Promise<ItemPriceEntity[]> =>
      db.find(ItemPriceEntity, {
        where: { itemId: In([...itemIds]) },
        order: { itemId: 'ASC', currency: 'ASC' },
      }),

    /** Which of the SKUs are taken, as `skuKey` writes them. */
    async takenSkuKeys(skus: readonly string[]): Promise<Set<string>> {
      const rows: { key: string }[] = await db.query(
        'select lower(sku) as key from catalog_item where lower(sku) = any ($1)',
        [skus.map(skuKey)],
      );
      return new Set(rows.map(({ key }) => key));
    },

    /** @throws SkuTaken | IsbnTaken */
    async insert(row: ItemRow, prices: readonly Money[]): Promise<void> {
      await unlessTaken(() => db.insert(CatalogItemEntity, row));
      await insertPrices(db, [{ itemId: row.id, prices }]);
    },

    /** Inserts those whose SKU is free, and returns their ids. */
    async insertFree(rows: readonly { readonly row: ItemRow; readonly prices: readonly Money[] }[]): Promise<string[]> {
      const ids = await insertMissing(
        db,
        CatalogItemEntity,
        rows.map(({ row }) => row),
      );
      const inserted = new Set(ids);
      const priced = rows.filter(({ row }) => inserted.has(row.id));
      await insertPrices(
        db,
        priced.map(({ row, prices }) => ({ itemId: row.id, prices })),
      );
      return ids;
    },

    /** @throws SkuTaken | IsbnTaken */
    async update({ id, ...changes }: ItemRow, prices: readonly Money[]): Promise<void> {
      await unlessTaken(() => db.update(CatalogItemEntity, { id }, changes));
      await db.delete(ItemPriceEntity, { itemId: id });
      await insertPrices(db, [{ itemId: id, prices }]);
    },
  };
}

interface PricesOfItem {
  readonly itemId: string;
  readonly prices: readonly Money[];
}

async function insertPrices(db: EntityManager, items: readonly PricesOfItem[]): Promise<void> {
  const rows = items.flatMap(({ itemId, prices }) =>
    prices.map(({ minor: priceMinor, currency }) => ({ itemId, currency, priceMinor })),
  );
  if (rows.length > 0) await db.insert(ItemPriceEntity, rows);
}

async function unlessTaken(save: () => Promise<unknown>): Promise<void> {
  try {
    await save();
  } catch (error) {
    if (isUniqueViolation(error, 'catalog_item_sku_once')) throw new SkuTaken(['input', 'sku']);
    if (isUniqueViolation(error, 'catalog_item_isbn_once')) throw new IsbnTaken(['input', 'isbn']);
    throw error;
  }
}

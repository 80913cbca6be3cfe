import { DomainError, InvalidInput, NotFound } from '@marquee/shared/errors';
import { outbox } from '@marquee/shared/events';
import { isId, newId } from '@marquee/shared/ids';
import type { DataSource, EntityManager } from 'typeorm';
import { SkuTaken } from '../../domain/errors';
import { type ProductInput, type ProductProfile, readProduct } from '../../domain/product';
import { skuKey } from '../../domain/sku';
import { readPieces, receive } from '../../domain/stock';
import { productCreated } from '../../events/published';
import { categoriesRepository } from '../../persistence/categoriesRepository';
import type { CategoryEntity } from '../../persistence/category.entity';
import { databaseNow } from '../../persistence/databaseNow';
import { itemsRepository } from '../../persistence/itemsRepository';
import { stockRepository } from '../../persistence/stockRepository';
import type { CatalogServices } from '../services';
import { moveStock } from '../stock/moveStock';
import { columnsOf, noBook } from './productRow';

export interface ImportProducts {
  readonly rows: readonly (ProductInput & { readonly initialStock?: number | undefined })[];
  /** Keeps nothing, and answers what would be. */
  readonly dryRun: boolean;
}

/** What became of a row: the item's id where one was made, or why none was. */
export interface ImportedRow {
  readonly row: number;
  readonly itemId: string | null;
  readonly error: DomainError | null;
}

interface Draft {
  readonly row: number;
  readonly profile: ProductProfile;
  readonly initialStock: number;
}

const mostRows = 1_000;
/** So many products share a transaction: none holds its locks for long, and few are lost when one fails. */
const batchSize = 100;

/**
 * Puts many products into the shop; a row that is refused does not keep the others out. A SKU can be taken once, so
 * repeating an import makes nothing twice. @throws InvalidInput for no rows, or too many
 */
export async function importProducts(
  { db }: CatalogServices,
  { rows, dryRun }: ImportProducts,
): Promise<readonly ImportedRow[]> {
  if (rows.length < 1 || rows.length > mostRows) {
    throw new InvalidInput(`There must be from 1 to ${mostRows} rows.`, ['rows']);
  }
  const results = new Map<number, ImportedRow>();
  const refuse = (row: number, error: DomainError) => results.set(row, { row, itemId: null, error });
  const drafts = rows.flatMap((input, row): Draft[] => {
    try {
      const initialStock = readPieces(input.initialStock ?? 0, ['rows', row, 'initialStock']);
      return [{ row, initialStock, profile: readProduct(input, ['rows', row]) }];
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refuse(row, error);
      return [];
    }
  });
  const categories = await categoriesOf(db, drafts);
  const good = await refuseUnfit(db, drafts, categories, refuse);
  for (let start = 0; start < good.length; start += batchSize) {
    const batch = good.slice(start, start + batchSize);
    const made = dryRun ? null : await db.transaction((tx) => insertBatch(tx, batch, categories));
    for (const { row } of batch) {
      const itemId = made?.get(row) ?? null;
      // Somebody else was faster since the SKUs were looked for.
      const error = made !== null && itemId === null ? new SkuTaken(['rows', row, 'sku']) : null;
      results.set(row, { row, itemId, error });
    }
  }
  return [...results.values()].toSorted((a, b) => a.row - b.row);
}

type Categories = ReadonlyMap<string, CategoryEntity>;

async function categoriesOf(db: DataSource, drafts: readonly Draft[]): Promise<Categories> {
  const ids = new Set(drafts.flatMap(({ profile: { categoryId } }) => categoryId ?? []));
  const real = [...ids].filter((id) => isId('category', id));
  return new Map((await categoriesRepository(db.manager).findByIds(real)).map((category) => [category.id, category]));
}

/** Those whose category is there and whose SKU nobody has: neither in the shop nor a row before. */
async function refuseUnfit(
  db: DataSource,
  drafts: readonly Draft[],
  categories: Categories,
  refuse: (row: number, error: DomainError) => void,
): Promise<Draft[]> {
  const taken = await itemsRepository(db.manager).takenSkuKeys(drafts.map(({ profile }) => profile.sku));
  return drafts.filter(({ row, profile: { categoryId, sku } }) => {
    if (categoryId !== null && !categories.has(categoryId)) {
      const path = ['rows', row, 'categoryId'];
      refuse(row, new NotFound('There is no such category.', { path, missingId: categoryId }));
      return false;
    }
    if (taken.has(skuKey(sku))) {
      refuse(row, new SkuTaken(['rows', row, 'sku']));
      return false;
    }
    taken.add(skuKey(sku));
    return true;
  });
}

/** The ids of the products that were made, by row. */
async function insertBatch(
  tx: EntityManager,
  batch: readonly Draft[],
  categories: Categories,
): Promise<Map<number, string>> {
  const now = await databaseNow(tx);
  const dates = { archivedAt: null, version: 1, createdAt: now, updatedAt: now };
  const made = batch.map(({ row, profile, initialStock }) => ({
    row,
    initialStock,
    prices: profile.prices,
    item: { id: newId('product'), kind: 'PRODUCT' as const, ...columnsOf(profile), ...noBook, ...dates },
  }));
  const inserted = new Set(
    await itemsRepository(tx).insertFree(made.map(({ item, prices }) => ({ row: item, prices }))),
  );
  const kept = made.filter(({ item }) => inserted.has(item.id));
  if (kept.length === 0) return new Map();
  await outbox(tx).append(
    ...kept.map(({ item, prices }) =>
      productCreated({ item, prices, category: categories.get(item.categoryId ?? '') ?? null }),
    ),
  );
  const stock = stockRepository(tx);
  await stock.open(kept.map(({ item }) => item.id));
  const pieces = new Map(kept.map(({ item, initialStock }) => [item.id, initialStock]));
  const counts = await stock.lock([...pieces.keys()]);
  await moveStock(
    tx,
    counts.map((count) => receive(count, pieces.get(count.itemId) ?? 0)),
    { reason: 'Initial stock' },
  );
  return new Map(kept.map(({ row, item }) => [row, item.id]));
}

import { outbox } from '@marquee/shared/events';
import type { Logger } from '@marquee/shared/logging';
import { fixedId, inPortions, insertMissing, missingIds, type OnProgress } from '@marquee/shared/seeding';
import type { EntityManager } from 'typeorm';
import { adjust, receive, type StockCount } from '../../domain/stock';
import { categorySaved, productCreated } from '../../events/published';
import { CatalogItemEntity } from '../../persistence/catalogItem.entity';
import { CategoryEntity } from '../../persistence/category.entity';
import { databaseNow } from '../../persistence/databaseNow';
import { openCatalogDatabase } from '../../persistence/dataSource';
import { ItemPriceEntity } from '../../persistence/itemPrice.entity';
import { stockRepository } from '../../persistence/stockRepository';
import { moveStock } from '../stock/moveStock';
import { bookId, largeBook } from './largeBooks';
import { largeBookshelves, largeDepartments } from './largeDepartments';
import { goodId, largeGood } from './largeGoods';
import type { LargeItem } from './largeItem';

export interface LargeShopSize {
  readonly products: number;
  readonly books: number;
}

/** Few enough that a busy machine finishes each statement in the time that one has. */
const portion = 1_000;
const categoryId = (slug: string) => fixedId('category', slug);

/**
 * Fills the database with a shop of that size. What is there already stays as it is, so a run that was broken off is
 * taken up again. Returns how many items were not there.
 */
export async function seedLargeShop(
  { databaseUrl }: { readonly databaseUrl: string },
  size: LargeShopSize,
  { logger, onProgress }: { readonly logger: Logger; readonly onProgress: OnProgress },
): Promise<number> {
  const db = await openCatalogDatabase(databaseUrl, logger);
  try {
    const categories = await db.transaction(insertCategories);
    const now = await databaseNow(db.manager);
    const total = size.products + size.books;
    return await inPortions({ total, size: portion, onProgress }, (numbers) =>
      db.transaction(async (tx) => {
        const ids = numbers.map((nth) => (nth < size.products ? goodId(nth) : bookId(nth - size.products)));
        const missing = await missingIds(tx, CatalogItemEntity, ids);
        const wanted = numbers.filter((_, index) => missing.has(ids[index] ?? ''));
        const items = wanted.map((nth) =>
          nth < size.products ? largeGood(nth, now) : largeBook(nth - size.products, now),
        );
        return insertItems(tx, items, categories);
      }),
    );
  } finally {
    await db.destroy();
  }
}

type Categories = ReadonlyMap<string | null, CategoryEntity>;

async function insertCategories(tx: EntityManager): Promise<Categories> {
  const row = (slug: string, name: string, parentSlug: string | null) => ({
    id: categoryId(slug),
    slug,
    name,
    description: null,
    parentId: parentSlug === null ? null : categoryId(parentSlug),
  });
  const departments = { ...largeDepartments, bookshop: { name: 'Bookshop', shelves: largeBookshelves } };
  const rows = Object.entries(departments).flatMap(([slug, { name, shelves }]) => [
    row(slug, name, null),
    ...Object.entries(shelves).map(([below, shelf]) => row(below, shelf.name, slug)),
  ]);
  const inserted = new Set(await insertMissing(tx, CategoryEntity, rows));
  const now = await databaseNow(tx);
  const added = rows.filter(({ id }) => inserted.has(id));
  await outbox(tx).append(...added.map((category) => categorySaved(category, now)));
  return new Map((await tx.find(CategoryEntity)).map((category) => [category.id, category]));
}

/** Returns how many were not there. */
async function insertItems(tx: EntityManager, items: readonly LargeItem[], categories: Categories): Promise<number> {
  const inserted = new Set(
    await insertMissing(
      tx,
      CatalogItemEntity,
      items.map(({ item }) => item),
    ),
  );
  const added = items.filter(({ item }) => inserted.has(item.id));
  if (added.length === 0) return 0;
  await insertMissing(
    tx,
    ItemPriceEntity,
    added.flatMap(({ item, prices }) =>
      prices.map(({ minor, currency }) => ({ itemId: item.id, currency, priceMinor: minor })),
    ),
  );
  await outbox(tx).append(
    ...added.map(({ item, prices }) =>
      productCreated({ item, prices, category: categories.get(item.categoryId) ?? null }),
    ),
  );
  await fillShelves(tx, added);
  return added.length;
}

/** What came, and then what a stocktake put right, each with its movement. */
async function fillShelves(tx: EntityManager, items: readonly LargeItem[]): Promise<void> {
  const stock = stockRepository(tx);
  const pieces = new Map(items.map((each) => [each.item.id, each.pieces]));
  await stock.open([...pieces.keys()]);
  const receivedOf = ({ itemId }: StockCount) => pieces.get(itemId)?.received ?? 0;
  const correctedOf = ({ itemId }: StockCount) => pieces.get(itemId)?.corrected ?? 0;
  const received = (await stock.lock([...pieces.keys()])).map((count) => receive(count, receivedOf(count)));
  await moveStock(tx, received, { reason: 'Initial stock' });
  const counted = received.map(({ count }) => count).filter((count) => correctedOf(count) !== 0);
  await moveStock(
    tx,
    counted.map((count) => adjust(count, correctedOf(count))),
    { reason: 'Stocktake' },
  );
}

import { outbox } from '@marquee/shared/events';
import type { Logger } from '@marquee/shared/logging';
import { fixedId, insertMissing } from '@marquee/shared/seeding';
import type { EntityManager } from 'typeorm';
import { receive } from '../../domain/stock';
import { type ItemRow, productCreated } from '../../events/published';
import { CatalogItemEntity } from '../../persistence/catalogItem.entity';
import { CategoryEntity } from '../../persistence/category.entity';
import { databaseNow } from '../../persistence/databaseNow';
import { openCatalogDatabase } from '../../persistence/dataSource';
import { stockRepository } from '../../persistence/stockRepository';
import { moveStock } from '../stock/moveStock';
import { demoBooks, demoIsbn, demoPublishers } from './demoBooks';
import { demoCategories } from './demoCategories';
import { demoGoods } from './demoGoods';

interface Stocked {
  readonly item: ItemRow;
  readonly pieces: number;
}

const currency = 'EUR';
const categoryId = (slug: string) => fixedId('category', slug);

/**
 * Fills the database with a shop: shelves, goods, books and their stock. What is there already stays as it is, changes
 * by people included, so it may run at every start.
 */
export async function seedDemoShop(
  { databaseUrl }: { readonly databaseUrl: string },
  { logger }: { readonly logger: Logger },
): Promise<void> {
  const db = await openCatalogDatabase(databaseUrl, logger);
  try {
    await db.transaction(async (tx) => {
      // Two launchers at once would both find the shop missing.
      await tx.query(`select pg_advisory_xact_lock(hashtextextended('demo_city', 0))`);
      await insertMissing(tx, CategoryEntity, categoryRows());
      const now = await databaseNow(tx);
      const items = await insertItems(tx, [...goods(now), ...books(now)]);
      logger.info({ items }, 'the demo shop is there');
    });
  } finally {
    await db.destroy();
  }
}

function categoryRows() {
  return demoCategories.flatMap(({ slug, name, description, below }) => [
    { id: categoryId(slug), slug, name, description, parentId: null },
    ...Object.entries(below).map(([childSlug, childName]) => ({
      id: categoryId(childSlug),
      slug: childSlug,
      name: childName,
      description: null,
      parentId: categoryId(slug),
    })),
  ]);
}

const plain = { imageUrl: null, isActive: true, archivedAt: null, version: 1, currency };

function goods(now: Date): Stocked[] {
  const noBook = { isbn: null, subtitle: null, authors: [], publisher: null, publishedOn: null, pageCount: null };
  return Object.entries(demoGoods).flatMap(([shelf, rows]) =>
    rows.map(([title, priceMinor, pieces, weightGrams, attribute, description], nth) => {
      const [name = '', value = ''] = attribute.split(': ');
      const item = {
        ...plain,
        ...noBook,
        id: fixedId('product', title),
        kind: 'PRODUCT' as const,
        sku: `${shelf.slice(0, 4).toUpperCase()}-${String(101 + nth)}`,
        title,
        description,
        priceMinor,
        categoryId: categoryId(shelf),
        attributes: [{ name, value }],
        weightGrams,
        language: null,
        createdAt: now,
        updatedAt: now,
      };
      return { item, pieces };
    }),
  );
}

function books(now: Date): Stocked[] {
  const all = Object.entries(demoBooks).flatMap(([shelf, rows]) => rows.map((row) => [shelf, row] as const));
  return all.map(([shelf, row], nth) => {
    const [title, subtitle, authors, priceMinor, pieces, pageCount, publishedOn, description] = row;
    const isbn = demoIsbn(nth);
    const item = {
      ...plain,
      id: fixedId('book', title),
      kind: 'BOOK' as const,
      sku: isbn,
      isbn,
      title,
      subtitle,
      authors,
      publisher: demoPublishers[nth % demoPublishers.length] ?? null,
      publishedOn,
      pageCount,
      language: 'en',
      description,
      priceMinor,
      categoryId: categoryId(shelf),
      attributes: [],
      weightGrams: 120 + pageCount,
      createdAt: now,
      updatedAt: now,
    };
    return { item, pieces };
  });
}

/** Returns how many were not there. */
async function insertItems(tx: EntityManager, stocked: readonly Stocked[]): Promise<number> {
  const inserted = new Set(
    await insertMissing(
      tx,
      CatalogItemEntity,
      stocked.map(({ item }) => item),
    ),
  );
  const added = stocked.filter(({ item }) => inserted.has(item.id));
  if (added.length === 0) return 0;
  const categories = new Map((await tx.find(CategoryEntity)).map((category) => [category.id, category]));
  await outbox(tx).append(
    ...added.map(({ item }) =>
      productCreated({ item, prices: [], category: categories.get(item.categoryId ?? '') ?? null }),
    ),
  );
  const stock = stockRepository(tx);
  const pieces = new Map(added.map(({ item, pieces: count }) => [item.id, count]));
  await stock.open([...pieces.keys()]);
  const counts = await stock.lock([...pieces.keys()]);
  await moveStock(
    tx,
    counts.map((count) => receive(count, pieces.get(count.itemId) ?? 0)),
    { reason: 'Initial stock' },
  );
  return added.length;
}

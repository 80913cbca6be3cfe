import { runKeyed } from '@marquee/shared/idempotency';
import { checkExists, newId } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { type ProductInput, readProduct } from '../../domain/product';
import { readPieces } from '../../domain/stock';
import { categoriesRepository } from '../../persistence/categoriesRepository';
import { databaseNow } from '../../persistence/databaseNow';
import { insertItem } from '../items/insertItem';
import type { CatalogServices } from '../services';
import { columnsOf, noBook } from './productRow';

export interface CreateProduct extends ProductInput {
  readonly userId: string;
  readonly initialStock?: number | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

/**
 * Puts a product into the shop. Returns its id. What is wrong with the input leaves the idempotency key unspent.
 * @throws InvalidInput | NotFound for a category | SkuTaken | IdempotencyKeyReused
 */
export async function createProduct(
  { db }: CatalogServices,
  { userId, idempotencyKey: key, ...body }: CreateProduct,
): Promise<{ id: string; replayed: boolean }> {
  const profile = readProduct(body);
  const initialStock = readPieces(body.initialStock ?? 0, ['input', 'initialStock']);
  const { result, replayed } = await runKeyed(db, { userId, operation: 'productCreate', key, body }, async (tx) => {
    await checkCategory(tx, profile.categoryId);
    const id = newId('product');
    const now = await databaseNow(tx);
    const dates = { archivedAt: null, version: 1, createdAt: now, updatedAt: now };
    const row = { id, kind: 'PRODUCT' as const, ...columnsOf(profile), ...noBook, ...dates };
    await insertItem(tx, row, { prices: profile.prices, initialStock });
    return { id };
  });
  return { id: result.id, replayed };
}

/** @throws NotFound */
export async function checkCategory(tx: EntityManager, categoryId: string | null): Promise<void> {
  if (categoryId === null) return;
  await checkExists('category', categoryId, ['input', 'categoryId'], categoriesRepository(tx).exists);
}

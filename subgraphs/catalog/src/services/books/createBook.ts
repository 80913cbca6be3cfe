import { runKeyed } from '@marquee/shared/idempotency';
import { newId } from '@marquee/shared/ids';
import { type BookInput, readBook } from '../../domain/book';
import { readSku } from '../../domain/sku';
import { readPieces } from '../../domain/stock';
import { databaseNow } from '../../persistence/databaseNow';
import { insertItem } from '../items/insertItem';
import type { CatalogServices } from '../services';
import { columnsOf, noProduct } from './bookRow';

export interface CreateBook extends BookInput {
  readonly userId: string;
  readonly sku?: string | null | undefined;
  readonly initialStock?: number | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

/**
 * Puts a book into the shop, under its ISBN where no SKU is given. Returns its id. What is wrong with the input leaves
 * the idempotency key unspent. @throws InvalidInput | IsbnTaken | SkuTaken | IdempotencyKeyReused
 */
export async function createBook(
  { db }: CatalogServices,
  { userId, idempotencyKey: key, ...body }: CreateBook,
): Promise<{ id: string; replayed: boolean }> {
  const profile = readBook(body);
  const given = body.sku == null ? profile.isbn : readSku(body.sku, ['input', 'sku']);
  const initialStock = readPieces(body.initialStock ?? 0, ['input', 'initialStock']);
  const { result, replayed } = await runKeyed(db, { userId, operation: 'bookCreate', key, body }, async (tx) => {
    const id = newId('book');
    const sku = given ?? `BOOK-${id.slice(-12).toUpperCase()}`;
    const now = await databaseNow(tx);
    const dates = { archivedAt: null, version: 1, createdAt: now, updatedAt: now };
    const row = { id, kind: 'BOOK' as const, sku, ...columnsOf(profile), ...noProduct, ...dates };
    await insertItem(tx, row, { prices: [], initialStock });
    return { id };
  });
  return { id: result.id, replayed };
}

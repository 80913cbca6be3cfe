import { runOnce } from '@marquee/shared/idempotency';
import { isItemId } from '../../domain/catalogItem';
import { NoSuchItem } from '../../domain/errors';
import type { StockChange, StockCount } from '../../domain/stock';
import { stockRepository } from '../../persistence/stockRepository';
import type { CatalogServices } from '../services';
import { moveStock } from './moveStock';

export interface StockCommand {
  readonly userId: string;
  readonly operation: string;
  readonly itemId: string;
  readonly reason: string | null;
  readonly idempotencyKey: string;
  /** Every parameter but the key. */
  readonly body: unknown;
}

export interface StockChanged {
  readonly itemId: string;
  /** Null when nothing moved. */
  readonly movementId: string | null;
  readonly replayed: boolean;
}

/** Changes the stock of one item by a pure rule, once a key. @throws NoSuchItem | IdempotencyKeyReused | what the rule throws */
export async function changeStock(
  { db }: CatalogServices,
  { userId, operation, itemId, reason, idempotencyKey: key, body }: StockCommand,
  rule: (count: StockCount) => StockChange,
): Promise<StockChanged> {
  const { result, replayed } = await runOnce(db, { userId, operation, key, body }, async (tx) => {
    const [count] = isItemId(itemId) ? await stockRepository(tx).lock([itemId]) : [];
    if (count === undefined) throw new NoSuchItem(itemId, ['input', 'itemId']);
    const [movementId = null] = await moveStock(tx, [rule(count)], { reason });
    return { movementId };
  });
  return { itemId, movementId: result.movementId, replayed };
}

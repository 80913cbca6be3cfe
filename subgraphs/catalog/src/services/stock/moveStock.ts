import { outbox } from '@marquee/shared/events';
import type { EntityManager } from 'typeorm';
import { type StockChange, stockLevel } from '../../domain/stock';
import { inventoryUpdated } from '../../events/published';
import { databaseNow } from '../../persistence/databaseNow';
import { itemsRepository } from '../../persistence/itemsRepository';
import { stockRepository } from '../../persistence/stockRepository';

interface Why {
  readonly reason?: string | null;
  /** What it is for, such as an order. */
  readonly reference?: string | null;
}

/**
 * Saves what locked stock of items is now, with the movements that lead there, and tells of each item once: a sale of
 * what was reserved is two movements and one event. Returns the ids of the movements, in order.
 */
export async function moveStock(
  tx: EntityManager,
  changes: readonly StockChange[],
  { reason = null, reference = null }: Why = {},
): Promise<string[]> {
  const moved = changes.filter(({ movements }) => movements.length > 0);
  if (moved.length === 0) return [];
  const createdAt = await databaseNow(tx);
  const movementIds = await stockRepository(tx).move(moved, { reason, reference, createdAt });
  // Read after the stock was locked: who archives an item waits for that lock and tells of it afterwards.
  const items = await itemsRepository(tx).findByIds(moved.map(({ count }) => count.itemId));
  const byId = new Map(items.map((item) => [item.id, item]));
  const events = moved.flatMap(({ count, movements }) => {
    const item = byId.get(count.itemId);
    if (item === undefined) return [];
    const level = stockLevel(count, item.isListed);
    return [inventoryUpdated(item.kind, level, movements.at(-1) ?? null, { occurredAt: createdAt, reference })];
  });
  await outbox(tx).append(...events);
  return movementIds;
}

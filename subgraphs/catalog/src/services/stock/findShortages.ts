import type { EntityManager } from 'typeorm';
import { isItemId } from '../../domain/catalogItem';
import type { StockShortage } from '../../domain/errors';
import type { StockLine } from '../../domain/reservation';
import { availableOf, type StockCount } from '../../domain/stock';
import { itemsRepository } from '../../persistence/itemsRepository';

/** The lines, one an item, for which there is not enough. Of what is not sold, or is no item, nothing is available. */
export async function findShortages(
  db: EntityManager,
  lines: readonly StockLine[],
  counts: readonly StockCount[],
): Promise<StockShortage[]> {
  const items = await itemsRepository(db).findByIds(lines.map(({ itemId }) => itemId).filter(isItemId));
  const listed = new Set(items.filter(({ isListed }) => isListed).map(({ id }) => id));
  const available = new Map(counts.map((count) => [count.itemId, availableOf(count)]));
  return lines
    .map(({ itemId, quantity }) => ({
      itemId,
      requested: quantity,
      available: listed.has(itemId) ? (available.get(itemId) ?? 0) : 0,
    }))
    .filter((line) => line.available < line.requested);
}

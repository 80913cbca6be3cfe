import { outbox } from '@marquee/shared/events';
import type { EntityManager } from 'typeorm';
import type { Prices } from '../../domain/prices';
import { stockLevel } from '../../domain/stock';
import { type ItemRow, inventoryUpdated, productDeleted, productUpdated } from '../../events/published';
import type { CatalogItemEntity } from '../../persistence/catalogItem.entity';
import { databaseNow } from '../../persistence/databaseNow';
import { itemsRepository } from '../../persistence/itemsRepository';
import { stockRepository } from '../../persistence/stockRepository';
import { wholeItem } from './wholeItem';

/** What a change may change of an item. */
export type ItemChanges = Partial<
  Omit<CatalogItemEntity, 'id' | 'kind' | 'sortTitle' | 'isListed' | 'version' | 'createdAt' | 'updatedAt'>
>;

/** An item as it was read. */
export interface StoredItem extends ItemRow {
  readonly isListed: boolean;
}

/**
 * Saves a locked item as its next version, and tells of it; of the stock too, where the item is sold no longer or again.
 * @throws SkuTaken | IsbnTaken
 */
export async function updateItem(
  tx: EntityManager,
  current: StoredItem,
  changes: ItemChanges,
  prices: Prices['prices'],
): Promise<void> {
  const updatedAt = await databaseNow(tx);
  const item: ItemRow = { ...current, ...changes, version: current.version + 1, updatedAt };
  const isListed = item.isActive && item.archivedAt === null;
  // Before the item is written: whoever moves its stock holds that lock and then needs the item's key to stay.
  const counts = isListed === current.isListed ? [] : await stockRepository(tx).lock([item.id]);
  await itemsRepository(tx).update(item, prices);
  const whole = await wholeItem(tx, item, prices);
  const isArchiving = current.archivedAt === null && item.archivedAt !== null;
  await outbox(tx).append(isArchiving ? productDeleted(whole) : productUpdated(whole));
  await outbox(tx).append(
    ...counts.map((count) => inventoryUpdated(item.kind, stockLevel(count, isListed), null, { occurredAt: updatedAt })),
  );
}

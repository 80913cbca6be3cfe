import type { Viewer } from '@marquee/shared/auth';
import { InvalidInput } from '@marquee/shared/errors';
import { type EventOf, inventoryUpdatedV1, type TailedEvent } from '@marquee/shared/events';
import { eventStream } from '@marquee/shared/subscriptions';
import { maySeeItem } from '../../domain/access';
import { isItemId } from '../../domain/catalogItem';
import { NoSuchItem } from '../../domain/errors';
import { itemsRepository } from '../../persistence/itemsRepository';
import type { CatalogServices } from '../services';

/** What became of the stock of one item, with the cursor to resume after it. */
export type StockChange = TailedEvent<EventOf<typeof inventoryUpdatedV1>>;

export interface WatchStock {
  readonly itemIds: readonly string[];
  readonly after: string | null;
  readonly signal: AbortSignal | undefined;
}

const mostItems = 100;

/**
 * From now on, or after a cursor: what becomes of the stock of these items. One that is archived meanwhile is told of as
 * discontinued. @throws NoSuchItem for one that the viewer may not see | InvalidInput for too many, or a bad cursor
 */
export async function watchStock(
  { db, bus }: CatalogServices,
  viewer: Viewer | null,
  { itemIds, after, signal }: WatchStock,
): Promise<AsyncIterableIterator<StockChange>> {
  if (itemIds.length < 1 || itemIds.length > mostItems) {
    throw new InvalidInput(`There must be from 1 to ${mostItems} items.`, ['itemIds']);
  }
  const items = await itemsRepository(db.manager).findByIds(itemIds.filter(isItemId));
  const watched = new Set(items.filter((item) => maySeeItem(viewer, item)).map(({ id }) => id));
  const missing = itemIds.findIndex((id) => !watched.has(id));
  if (missing >= 0) throw new NoSuchItem(itemIds[missing] ?? '', ['itemIds', missing]);
  return eventStream({
    bus,
    contracts: [inventoryUpdatedV1],
    after,
    signal,
    isFor: ({ data }) => watched.has(data.itemId),
  });
}

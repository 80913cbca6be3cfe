import { outbox } from '@marquee/shared/events';
import type { EntityManager } from 'typeorm';
import type { Prices } from '../../domain/prices';
import { receive } from '../../domain/stock';
import { type ItemRow, productCreated } from '../../events/published';
import { itemsRepository } from '../../persistence/itemsRepository';
import { stockRepository } from '../../persistence/stockRepository';
import { moveStock } from '../stock/moveStock';
import { wholeItem } from './wholeItem';

/** A new item with its first pieces. @throws SkuTaken | IsbnTaken */
export async function insertItem(
  tx: EntityManager,
  item: ItemRow,
  { prices, initialStock }: Pick<Prices, 'prices'> & { readonly initialStock: number },
): Promise<void> {
  await itemsRepository(tx).insert(item, prices);
  await outbox(tx).append(productCreated(await wholeItem(tx, item, prices)));
  const stock = stockRepository(tx);
  await stock.open([item.id]);
  const counts = await stock.lock([item.id]);
  await moveStock(
    tx,
    counts.map((count) => receive(count, initialStock)),
    { reason: 'Initial stock' },
  );
}

import type { EntityManager } from 'typeorm';
import type { Prices } from '../../domain/prices';
import type { ItemRow, WholeItem } from '../../events/published';
import { categoriesRepository } from '../../persistence/categoriesRepository';

/** The item with its category, as events tell of it. */
export async function wholeItem(tx: EntityManager, item: ItemRow, prices: Prices['prices']): Promise<WholeItem> {
  const category = item.categoryId === null ? null : await categoriesRepository(tx).find(item.categoryId);
  return { item, prices, category };
}

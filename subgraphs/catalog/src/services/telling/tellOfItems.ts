import { outbox } from '@marquee/shared/events';
import { money } from '@marquee/shared/money';
import type { EntityManager } from 'typeorm';
import { categorySaved, productUpdated } from '../../events/published';
import { categoriesRepository } from '../../persistence/categoriesRepository';
import { databaseNow } from '../../persistence/databaseNow';
import { itemsRepository } from '../../persistence/itemsRepository';

/**
 * Tells the others again what these items are, those that are not sold too, and what their categories are called.
 */
export async function tellOfItems(tx: EntityManager, ids: readonly string[]): Promise<void> {
  const items = await itemsRepository(tx).findForShare(ids);
  const prices = await itemsRepository(tx).pricesOf(ids);
  const categories = await categoriesRepository(tx).findForShare(items.flatMap(({ categoryId }) => categoryId ?? []));
  const now = await databaseNow(tx);
  const byId = new Map(categories.map((category) => [category.id, category]));
  await outbox(tx).append(
    ...categories.map((category) => categorySaved(category, now)),
    ...items.map((item) =>
      productUpdated({
        item,
        prices: prices
          .filter(({ itemId }) => itemId === item.id)
          .map(({ priceMinor, currency }) => money(priceMinor, currency)),
        category: byId.get(item.categoryId ?? '') ?? null,
      }),
    ),
  );
}

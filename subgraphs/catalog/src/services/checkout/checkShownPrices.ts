import { PriceChanged } from '@marquee/shared/errors';
import { type Money, money, sameMoney } from '@marquee/shared/money';
import type { EntityManager } from 'typeorm';
import { isItemId } from '../../domain/catalogItem';
import { priceIn } from '../../domain/prices';
import { itemsRepository } from '../../persistence/itemsRepository';

/** What a customer was shown that one piece of an item costs. */
export interface ShownPrice {
  readonly itemId: string;
  readonly unitPrice: Money;
}

/**
 * Does nothing while the items cost what the customer was shown, each in the currency it was shown in. What is no item has
 * no price: that there is none of it is for the stock to say.
 * @throws PriceChanged with what the first of those that cost something else costs now; with its own price when it has
 * none in that currency any more
 */
export async function checkShownPrices(db: EntityManager, shown: readonly ShownPrice[]): Promise<void> {
  const ids = shown.map(({ itemId }) => itemId).filter(isItemId);
  const [items, others] = [await itemsRepository(db).findByIds(ids), await itemsRepository(db).pricesOf(ids)];
  const pricesOf = (id: string) =>
    others.filter(({ itemId }) => itemId === id).map(({ priceMinor, currency }) => money(priceMinor, currency));
  const known = new Map(
    items.map(({ id, priceMinor, currency }) => [id, { price: money(priceMinor, currency), prices: pricesOf(id) }]),
  );
  shown.forEach(({ itemId, unitPrice }, index) => {
    const prices = known.get(itemId);
    if (prices === undefined) return;
    const actual = priceIn(prices, unitPrice.currency) ?? prices.price;
    if (!sameMoney(actual, unitPrice)) throw new PriceChanged(unitPrice, actual, ['lines', index, 'unitPrice']);
  });
}

import { type Money, money } from '@marquee/shared/money';
import type { EntityManager } from 'typeorm';
import { itemsRepository } from '../../persistence/itemsRepository';

/** What an item costs in other currencies, by currency. */
export async function pricesOf(tx: EntityManager, itemId: string): Promise<Money[]> {
  const prices = await itemsRepository(tx).pricesOf([itemId]);
  return prices.map(({ priceMinor, currency }) => money(priceMinor, currency));
}

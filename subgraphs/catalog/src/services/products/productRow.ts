import { type Money, money } from '@marquee/shared/money';
import type { ProductProfile } from '../../domain/product';
import type { CatalogItemEntity } from '../../persistence/catalogItem.entity';
import type { ItemChanges } from '../items/updateItem';

/** What of its row a product is. */
export function columnsOf({ price, ...profile }: ProductProfile) {
  const { sku, title, description, categoryId, attributes, weightGrams, imageUrl, isActive } = profile;
  const { minor: priceMinor, currency } = price;
  const texts = { sku, title, description, imageUrl, attributes };
  return { ...texts, priceMinor, currency, categoryId, weightGrams, isActive } satisfies ItemChanges;
}

/** The columns that only books have. */
export const noBook = {
  isbn: null,
  subtitle: null,
  authors: [],
  publisher: null,
  publishedOn: null,
  pageCount: null,
  language: null,
};

/** The product as it is kept. */
export function profileOf(row: CatalogItemEntity, prices: readonly Money[]): ProductProfile {
  const { sku, title, description, categoryId, attributes, weightGrams, imageUrl, isActive } = row;
  const price = money(row.priceMinor, row.currency);
  return { sku, title, description, price, prices, categoryId, attributes, weightGrams, imageUrl, isActive };
}

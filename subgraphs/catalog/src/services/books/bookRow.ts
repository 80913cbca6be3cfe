import { money } from '@marquee/shared/money';
import type { BookProfile } from '../../domain/book';
import type { CatalogItemEntity } from '../../persistence/catalogItem.entity';
import type { ItemChanges } from '../items/updateItem';

/** What of its row a book is. */
export function columnsOf({ price, coverUrl: imageUrl, ...profile }: BookProfile) {
  return { ...profile, imageUrl, priceMinor: price.minor, currency: price.currency } satisfies ItemChanges;
}

/** The columns that books are not given yet. */
export const noProduct = { categoryId: null, attributes: [], weightGrams: null };

/** The book as it is kept. */
export function profileOf(row: CatalogItemEntity): BookProfile {
  const { isbn, title, subtitle, authors, publisher, publishedOn, pageCount, language, description, isActive } = row;
  return {
    isbn,
    title,
    subtitle,
    authors,
    publisher,
    publishedOn,
    pageCount,
    language,
    description,
    isActive,
    price: money(row.priceMinor, row.currency),
    coverUrl: row.imageUrl,
  };
}

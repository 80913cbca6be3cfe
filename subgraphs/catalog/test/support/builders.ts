import { randomUUID } from 'node:crypto';
import { isbnCheckDigit } from '@marquee/shared/books';
import type { CatalogBed } from './catalogBed';
import { keeps } from './keep';

export const eur = (minor: number) => ({ minor, currency: 'EUR' });
export const usd = (minor: number) => ({ minor, currency: 'USD' });
export const aKey = () => randomUUID();
export const aSku = () => `T-${randomUUID().slice(0, 8)}`;

let books = 0;
/** One that no book has yet. */
export function anIsbn(): string {
  books += 1;
  const first = `9780${String(books).padStart(8, '0')}`;
  return first + isbnCheckDigit(first);
}

/** What a keeper's mutation answers; an error in its payload is a mistake of the test. */
async function made(bed: CatalogBed, field: Parameters<typeof keeps>[1], input: Record<string, unknown>) {
  const { payload, faults } = await keeps(bed, field, input);
  if (payload === null || payload.errors.length > 0) throw new Error(JSON.stringify(faults ?? payload));
  return payload;
}

/** A lamp at 25.00 EUR of which there are ten. Returns its id. */
export async function aProduct(bed: CatalogBed, given: Record<string, unknown> = {}): Promise<string> {
  const input = { sku: aSku(), title: 'Reading lamp', price: eur(2500), initialStock: 10, ...given };
  const { product } = (await made(bed, 'productCreate', input)) as unknown as { product: { id: string } };
  return product.id;
}

/** A novel at 12.00 EUR of which there are ten. Returns its id. */
export async function aBook(bed: CatalogBed, given: Record<string, unknown> = {}): Promise<string> {
  const input = {
    isbn: anIsbn(),
    title: 'The Salt Almanac',
    authors: ['Ines Marlowe'],
    price: eur(1200),
    initialStock: 10,
    ...given,
  };
  const { book } = (await made(bed, 'bookCreate', input)) as unknown as { book: { id: string } };
  return book.id;
}

/** A category at the top. Returns its id. */
export async function aCategory(bed: CatalogBed, slug: string, given: Record<string, unknown> = {}): Promise<string> {
  const { category } = (await made(bed, 'categorySave', { slug, name: slug, ...given })) as unknown as {
    category: { id: string };
  };
  return category.id;
}

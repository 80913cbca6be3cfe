import { type Listing, type PageArguments } from '@marquee/shared/pagination';
import { requireText, searchWords } from '@marquee/shared/text';
import type { CatalogItemEntity } from '../../persistence/catalogItem.entity';
import { everyListed } from '../../persistence/itemCriteria';
import { itemListsRepository } from '../../persistence/itemListsRepository';
import { itemOrder, readItemPage } from '../../persistence/itemOrder';
import type { CatalogServices } from '../services';

export interface ListBooks extends PageArguments {
  readonly filter?:
    | {
        readonly query?: string | null | undefined;
        readonly author?: string | null | undefined;
        readonly publishedAfter?: string | null | undefined;
        readonly publishedBefore?: string | null | undefined;
        readonly inStockOnly?: boolean | null | undefined;
      }
    | null
    | undefined;
}

/** Books that are sold, by title. @throws InvalidInput for a page or a filter that cannot be */
export async function listBooks(
  { db }: CatalogServices,
  { filter, ...args }: ListBooks,
): Promise<Listing<CatalogItemEntity>> {
  const words = searchWords(filter?.query);
  const order = itemOrder('books', 'TITLE', 'ASC', words);
  const criteria = {
    ...everyListed,
    kind: 'BOOK' as const,
    words,
    authorWords: authorWords(filter?.author),
    publishedAfter: filter?.publishedAfter ?? null,
    publishedBefore: filter?.publishedBefore ?? null,
    inStockOnly: filter?.inStockOnly ?? false,
  };
  return itemListsRepository(db.manager).list(criteria, readItemPage(args, order), order);
}

function authorWords(author: string | null | undefined): string[] {
  if (author == null || author.trim() === '') return [];
  return requireText(author, ['filter', 'author'], { max: 100 }).split(/\s+/);
}

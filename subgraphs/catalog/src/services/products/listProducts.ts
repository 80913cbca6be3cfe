import { requireScope, type Viewer } from '@marquee/shared/auth';
import { InvalidInput } from '@marquee/shared/errors';
import type { Money } from '@marquee/shared/money';
import type { Listing, PageArguments } from '@marquee/shared/pagination';
import { filterTexts, searchWords } from '@marquee/shared/text';
import { writeScope } from '../../domain/access';
import { type Facet, facetsFrom } from '../../domain/facets';
import type { CatalogItemEntity } from '../../persistence/catalogItem.entity';
import { categoriesRepository } from '../../persistence/categoriesRepository';
import type { ItemCriteria, PriceRange } from '../../persistence/itemCriteria';
import { itemListsRepository } from '../../persistence/itemListsRepository';
import { type ItemOrderField, itemOrder, readItemPage } from '../../persistence/itemOrder';
import type { CatalogServices } from '../services';

export interface ListProducts extends PageArguments {
  readonly filter?: ProductFilter | null | undefined;
  readonly orderBy?: { readonly field?: ItemOrderField; readonly direction?: 'ASC' | 'DESC' } | null | undefined;
}

interface ProductFilter {
  readonly query?: string | null | undefined;
  readonly categorySlugs?: readonly string[] | null | undefined;
  readonly minPrice?: Money | null | undefined;
  readonly maxPrice?: Money | null | undefined;
  readonly inStockOnly?: boolean | null | undefined;
  readonly isActive?: boolean | null | undefined;
  readonly skus?: readonly string[] | null | undefined;
}

/** A list of products, and how all of it divides for those who ask. */
export interface ProductListing extends Listing<CatalogItemEntity> {
  readonly findFacets: () => Promise<Facet[]>;
}

const mostSlugs = 50;
const mostSkus = 100;

/**
 * Products that are sold; those that are not, for who keeps them and asks for them.
 * @throws InvalidInput for a page or a filter that cannot be | Unauthenticated | AccessDenied
 */
export async function listProducts(
  { db }: CatalogServices,
  viewer: Viewer | null,
  { filter, orderBy, ...args }: ListProducts,
): Promise<ProductListing> {
  const { field = 'CREATED_AT', direction = 'DESC' } = orderBy ?? {};
  const words = searchWords(filter?.query);
  const order = itemOrder('products', field, direction, words);
  const page = readItemPage(args, order);
  if (filter?.isActive === false) requireScope({ viewer }, writeScope);
  const slugs =
    filter?.categorySlugs == null
      ? null
      : filterTexts(filter.categorySlugs, { most: mostSlugs, path: ['filter', 'categorySlugs'] });
  const criteria: ItemCriteria = {
    kind: 'PRODUCT',
    isListed: filter?.isActive ?? true,
    words,
    price: readRange(filter ?? {}),
    inStockOnly: filter?.inStockOnly ?? false,
    skus: filter?.skus == null ? null : filterTexts(filter.skus, { most: mostSkus, path: ['filter', 'skus'] }),
    categoryIds: slugs === null ? null : await categoriesRepository(db.manager).idsBelow(slugs),
    authorWords: [],
    publishedAfter: null,
    publishedBefore: null,
  };
  const lists = itemListsRepository(db.manager);
  const listing = await lists.list(criteria, page, order);
  return { ...listing, findFacets: async () => facetsFrom(await lists.facets(criteria)) };
}

function readRange({ minPrice, maxPrice }: ProductFilter): PriceRange | null {
  const currency = minPrice?.currency ?? maxPrice?.currency;
  if (currency === undefined) return null;
  if (maxPrice != null && maxPrice.currency !== currency) {
    throw new InvalidInput('Both prices must be in one currency.', ['filter', 'maxPrice', 'currency']);
  }
  return { currency, minMinor: minPrice?.minor ?? null, maxMinor: maxPrice?.minor ?? null };
}

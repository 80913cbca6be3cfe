import type { Viewer } from '@marquee/shared/auth';
import { byId, countsBy, listsBy, uniqueBy } from '@marquee/shared/loaders';
import { connectionOf, type Page } from '@marquee/shared/pagination';
import { isStorable } from '@marquee/shared/text';
import type { EntityManager } from 'typeorm';
import { maySeeItem } from './domain/access';
import { isItemId } from './domain/catalogItem';
import { facetsFrom } from './domain/facets';
import { skuKey } from './domain/sku';
import type { CatalogItemEntity } from './persistence/catalogItem.entity';
import { categoriesRepository } from './persistence/categoriesRepository';
import { itemListsRepository } from './persistence/itemListsRepository';
import { itemsRepository } from './persistence/itemsRepository';
import { stockMovementsRepository } from './persistence/stockMovementsRepository';
import { stockRepository } from './persistence/stockRepository';
import { newestFirst } from './services/categories/newestFirst';
import type { ProductListing } from './services/products/listProducts';

export type Loaders = ReturnType<typeof createLoaders>;

/** What one request reads, each row once and what is asked for together in one statement. Never outlives the request. */
export function createLoaders(db: EntityManager, viewer: Viewer | null) {
  const items = itemsRepository(db);
  const categories = categoriesRepository(db);
  const visible = async (found: Promise<CatalogItemEntity[]>) => (await found).filter((row) => maySeeItem(viewer, row));
  const idOf = ({ id }: CatalogItemEntity) => id;
  const item = uniqueBy(items.findByIds, idOf, isItemId);
  const visibleItem = uniqueBy((ids) => visible(items.findByIds(ids)), idOf, isItemId);
  const prices = listsBy(items.pricesOf, ({ itemId }) => itemId);
  const category = byId('category', categories.findByIds);
  const categoryBySlug = uniqueBy(categories.findBySlugs, ({ slug }) => slug, isStorable);
  const childrenOfCategory = listsBy(categories.childrenOf, ({ parentId }) => parentId ?? '');
  const stock = uniqueBy(stockRepository(db).findByItemIds, ({ itemId }) => itemId);
  return {
    /** Any item: a past order leads to it, or it was found to be for the viewer. */
    item,
    itemBySkuKey: uniqueBy(items.findBySkuKeys, ({ sku }) => skuKey(sku), isStorable),
    itemByIsbn: uniqueBy(items.findByIsbns, ({ isbn }) => isbn ?? ''),
    /** An item that the viewer may see: what is not sold is there for those who keep it. */
    visibleItem,
    visibleItemBySkuKey: uniqueBy(
      (keys) => visible(items.findBySkuKeys(keys)),
      ({ sku }) => skuKey(sku),
      isStorable,
    ),
    visibleItemByIsbn: uniqueBy(
      (isbns) => visible(items.findByIsbns(isbns)),
      ({ isbn }) => isbn ?? '',
    ),
    /** In other currencies than its own, by currency. */
    prices,
    stock,
    movement: byId('stockMovement', stockMovementsRepository(db).findByIds),
    category,
    categoryBySlug,
    /** By name. */
    childrenOfCategory,
    productsOfCategory: productsOf(db),
    /** What was read of the item before it changed. */
    forgetItem: (itemId: string): void => {
      for (const loader of [item, visibleItem, prices, stock]) loader.clear(itemId);
    },
    /** What was read of the tree before it changed. */
    forgetCategories: (): void => {
      for (const loader of [category, categoryBySlug, childrenOfCategory]) loader.clearAll();
    },
  };
}

/** A page of products for each of many categories: those asked for the same page share a statement. */
function productsOf(db: EntityManager): (categoryId: string, page: Page) => Promise<ProductListing> {
  const lists = itemListsRepository(db);
  const pages = new Map<string, ReturnType<typeof pagesLike>>();
  const pagesLike = (page: Page) =>
    listsBy(
      (ids) => lists.pagesOf(ids, page, newestFirst),
      ({ categoryId }) => categoryId ?? '',
    );
  const counts = countsBy(lists.countsOf);
  const facets = listsBy(lists.facetsOf, ({ categoryId }) => categoryId ?? '');
  return async (categoryId, page) => {
    const key = JSON.stringify(page);
    const loader = pages.get(key) ?? pagesLike(page);
    pages.set(key, loader);
    return {
      ...connectionOf(await loader.load(categoryId), page, newestFirst.keysOf),
      countAll: () => counts.load(categoryId),
      findFacets: async () => facetsFrom(await facets.load(categoryId)),
    };
  };
}

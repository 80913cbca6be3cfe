import { requireScope } from '@marquee/shared/auth';
import { InvalidInput } from '@marquee/shared/errors';
import { readStockScope } from '../domain/access';
import { skuKey } from '../domain/sku';
import type { QueryResolvers } from '../generated/resolverTypes';
import { categoriesRepository } from '../persistence/categoriesRepository';
import { listBooks } from '../services/books/listBooks';
import { listProducts } from '../services/products/listProducts';
import { checkAvailability } from '../services/stock/checkAvailability';
import { listMovements } from '../services/stock/listMovements';
import { ofKind } from './ofKind';

const mostIds = 100;

/** For everybody, signed in or not, but for the history of the stock. */
export const catalogQueries: QueryResolvers = {
  product: async (_root, { id, sku }, { loaders }) => {
    requireOne(id, sku, 'sku');
    return ofKind(
      'PRODUCT',
      await (id != null ? loaders.visibleItem.load(id) : loaders.visibleItemBySkuKey.load(skuKey(sku ?? ''))),
    );
  },
  products: (_root, args, { services, viewer }) => listProducts(services, viewer, args),
  book: async (_root, { id, isbn }, { loaders }) => {
    requireOne(id, isbn, 'isbn');
    return ofKind(
      'BOOK',
      await (id != null ? loaders.visibleItem.load(id) : loaders.visibleItemByIsbn.load(isbn ?? '')),
    );
  },
  books: (_root, args, { services }) => listBooks(services, args),
  catalogItems: (_root, { ids }, { loaders }) => {
    if (ids.length > mostIds) throw new InvalidInput(`There can be at most ${mostIds} ids.`, ['ids']);
    return Promise.all(ids.map((id) => loaders.visibleItem.load(id)));
  },
  category: (_root, { id, slug }, { loaders }) => {
    requireOne(id, slug, 'slug');
    return id != null ? loaders.category.load(id) : loaders.categoryBySlug.load(slug ?? '');
  },
  categories: (_root, _args, { services }) => categoriesRepository(services.db.manager).tops(),
  stockAvailability: (_root, { lines }, { services }) => checkAvailability(services, lines),
  stockMovements: (_root, args, context) => {
    requireScope(context, readStockScope);
    return listMovements(context.services, args);
  },
};

function requireOne(id: string | null | undefined, other: string | null | undefined, name: string): void {
  if ((id == null) === (other == null)) throw new InvalidInput(`Give either an id or a ${name}.`, ['id']);
}

import { type AccessRow, cells, type Target } from '../access';
import type { City } from '../city';

/** What is not sold exists for who keeps the catalog. */
const keepers = cells('unknown', { admin: 'sees' });
/** By a way that is closed to all others: the list of what is not sold, and what came to the stock. */
const staffOnly = cells('forbidden', { admin: 'sees', anonymous: 'signedOut' });

export const theArchived = async ({ shopFloor }: City): Promise<Target> => shopFloor.archived;
export const theArchivedBook = async ({ shopFloor }: City): Promise<Target> => shopFloor.archivedBook;
export const theMovement = async ({ shopFloor }: City): Promise<Target> => shopFloor.movement;

/** What everybody may read. */
function open(path: string, operation: (city: City) => string, mark: (city: City) => string): AccessRow {
  return {
    paths: [path],
    target: async (city) => ({ keys: {}, unknown: {}, marks: [mark(city)] }),
    operation: (_keys, city) => {
      const { lamp, bookId, categoryId } = city.shopFloor.shop;
      return { query: operation(city), variables: { productId: lamp.id, bookId, categoryId } };
    },
    cells: cells('public'),
  };
}

/** What is archived, by a key of it. */
function hidden(
  path: string,
  target: AccessRow['target'],
  key: string,
  query: (city: City) => string,
  rowCells = keepers,
): AccessRow {
  return {
    paths: [path],
    target,
    operation: (keys, city) => ({ query: query(city), variables: { key: keys[key] } }),
    cells: rowCells,
  };
}

/** A list in which nothing of what is archived stands, for nobody. */
function listed(path: string, target: AccessRow['target'], query: string): AccessRow {
  return {
    paths: [path],
    target,
    operation: (_keys, { shopFloor }) => ({ query, variables: { categoryId: shopFloor.shop.categoryId } }),
    cells: cells('nothing'),
  };
}

const lampId = ({ shopFloor }: City): string => shopFloor.shop.lamp.id;
const categoryIdOf = ({ shopFloor }: City): string => shopFloor.shop.categoryId;

/** Each root field of Query. */
export const catalogQueryRows: readonly AccessRow[] = [
  open(
    'Query.product',
    ({ whole }) => `query ($productId: ID!) { product(id: $productId) ${whole('Product')} }`,
    () => 'Harbour lamp',
  ),
  hidden(
    'Query.product',
    theArchived,
    'id',
    ({ whole }) => `query ($key: ID!) { product(id: $key) ${whole('Product')} }`,
  ),
  hidden(
    'Query.product',
    theArchived,
    'sku',
    ({ whole }) => `query ($key: String!) { product(sku: $key) ${whole('Product')} }`,
  ),
  open(
    'Query.products',
    () => '{ products(first: 100) { totalCount nodes { id title } facets { field buckets { value count } } } }',
    () => 'Harbour lamp',
  ),
  listed('Query.products', theArchived, '{ products(first: 100) { totalCount nodes { id title } } }'),
  {
    paths: ['Query.products'],
    target: theArchived,
    operation: () => ({ query: '{ products(first: 100, filter: { isActive: false }) { nodes { id title } } }' }),
    cells: staffOnly,
  },

  open(
    'Query.book',
    ({ whole }) => `query ($bookId: ID!) { book(id: $bookId) ${whole('Book')} }`,
    () => 'The Salt Almanac',
  ),
  hidden('Query.book', theArchivedBook, 'id', ({ whole }) => `query ($key: ID!) { book(id: $key) ${whole('Book')} }`),
  hidden(
    'Query.book',
    theArchivedBook,
    'isbn',
    ({ whole }) => `query ($key: ISBN!) { book(isbn: $key) ${whole('Book')} }`,
  ),
  open(
    'Query.books',
    () => '{ books(first: 100) { totalCount nodes { id title } } }',
    () => 'The Salt Almanac',
  ),
  listed('Query.books', theArchivedBook, '{ books(first: 100) { totalCount nodes { id title } } }'),

  open(
    'Query.catalogItems',
    () => 'query ($productId: ID!, $bookId: ID!) { catalogItems(ids: [$productId, $bookId]) { id title } }',
    () => 'Harbour lamp',
  ),
  hidden(
    'Query.catalogItems',
    theArchived,
    'id',
    () => 'query ($key: ID!) { catalogItems(ids: [$key]) { __typename title } }',
  ),
  open(
    'Query.category',
    ({ whole }) => `query ($categoryId: ID!) { category(id: $categoryId) ${whole('Category')} }`,
    lampId,
  ),
  listed(
    'Query.category',
    theArchived,
    'query ($categoryId: ID!) { category(id: $categoryId) { products(first: 100) { totalCount nodes { id title } } } }',
  ),
  open('Query.categories', ({ whole }) => `{ categories ${whole('Category')} }`, categoryIdOf),
  open(
    'Query.stockAvailability',
    ({ whole }) => `query ($productId: ID!) {
      stockAvailability(lines: [{ itemId: $productId, quantity: 1000000 }]) ${whole('StockShortage')}
    }`,
    lampId,
  ),
  // Of what is archived there is none, as of what there never was.
  hidden(
    'Query.stockAvailability',
    theArchived,
    'id',
    ({ whole }) => `query ($key: ID!) {
      stockAvailability(lines: [{ itemId: $key, quantity: 1 }]) ${whole('StockShortage')}
    }`,
    cells('unknown'),
  ),
  {
    paths: ['Query.stockMovements(itemId:)'],
    target: theMovement,
    operation: ({ itemId }, { whole }) => ({
      query: `query ($itemId: ID!) { stockMovements(itemId: $itemId, first: 100) { nodes ${whole('StockMovement')} } }`,
      variables: { itemId },
    }),
    cells: staffOnly,
  },
];

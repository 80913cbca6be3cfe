import { type AccessRow, cells } from '../access';

/** Fields of a stock that only those get who may read it. */
export const countedFields = '{ onHand reserved lowStockThreshold }';

/** Each field of an item that leads to its stock: whether there is some is public, how much lies there is not. */
export const catalogNestedRows: readonly AccessRow[] = [
  {
    paths: ['Product.stock'],
    target: async ({ shopFloor }) => ({ keys: { id: shopFloor.shop.laptopId }, unknown: {}, marks: ['"available":3'] }),
    operation: ({ id }) => ({
      query: 'query ($id: ID!) { product(id: $id) { stockQuantity stock { status available } } }',
      variables: { id },
    }),
    cells: cells('public'),
  },
  {
    paths: ['Product.stock'],
    target: async ({ shopFloor }) => shopFloor.counted,
    operation: ({ id }) => ({
      query: `query ($id: ID!) { product(id: $id) { stock ${countedFields} } }`,
      variables: { id },
    }),
    cells: cells('unknown', { admin: 'sees' }),
  },
  {
    paths: ['Product.stock', 'Query.catalogItems'],
    target: async ({ shopFloor }) => shopFloor.counted,
    operation: ({ id }) => ({
      query: `query ($id: ID!) { catalogItems(ids: [$id]) { stock ${countedFields} } }`,
      variables: { id },
    }),
    cells: cells('unknown', { admin: 'sees' }),
  },
  {
    paths: ['Book.stock'],
    target: async ({ shopFloor }) => ({
      keys: { id: shopFloor.shop.bookId },
      unknown: { id: shopFloor.shop.spares.bookUpdated },
      marks: ['"onHand":0'],
    }),
    operation: ({ id }) => ({
      query: `query ($id: ID!) { book(id: $id) { stock ${countedFields} } }`,
      variables: { id },
    }),
    cells: cells('unknown', { admin: 'sees' }),
  },
];

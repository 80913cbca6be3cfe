import { randomUUID } from 'node:crypto';
import { isbn, lampPrice, laptopPrice } from '../shop';
import { eur, id, includes, instant } from './expectations';
import type { ServedEndpoint } from './servedEndpoint';

const aSku = () => `NEW-${randomUUID().slice(0, 8)}`;
const newLamp = aSku();
const newLaptop = aSku();

/** What sold goods. */
const goods: readonly ServedEndpoint[] = [
  {
    system: 'shop platform',
    endpoint: 'GET /products',
    operation:
      '{ products(first: 20, filter: {query: "lamp", categorySlugs: ["home"], isActive: true}, orderBy: {field: PRICE, direction: ASC}) { totalCount nodes { id sku title price { minor currency } } } }',
    expected: ({ shop: { lamp } }) => ({
      products: { totalCount: 1, nodes: [{ ...lamp, title: 'Harbour lamp', price: lampPrice }] },
    }),
  },
  {
    system: 'shop platform',
    endpoint: 'GET /products/{id}',
    operation: 'query($id: ID!) { product(id: $id) { id title stock { available } } }',
    variables: ({ shop }) => ({ id: shop.lamp.id }),
    expected: ({ shop }) => ({ product: { id: shop.lamp.id, title: 'Harbour lamp', stock: { available: 10 } } }),
  },
  {
    system: 'shop platform',
    endpoint: 'POST /products',
    operation:
      'mutation($i: ProductCreateInput!) { productCreate(input: $i) { product { id sku } errors { code message path } } }',
    as: 'admin',
    variables: () => ({ i: { sku: newLamp, title: 'Torch', price: eur(900) } }),
    expected: () => ({ productCreate: { product: { id: id('prd'), sku: newLamp }, errors: [] } }),
  },
  {
    system: 'shop platform',
    endpoint: 'PUT /products/{id}',
    operation:
      'mutation($i: ProductReplaceInput!) { productReplace(input: $i) { product { id version } errors { code message path } } }',
    as: 'admin',
    variables: ({ shop: { spares } }) => ({
      i: { id: spares.replaced, version: 1, sku: aSku(), title: 'Other', price: eur(100), isActive: true },
    }),
    expected: ({ shop: { spares } }) => ({
      productReplace: { product: { id: spares.replaced, version: 2 }, errors: [] },
    }),
  },
  {
    system: 'shop platform',
    endpoint: 'PATCH /products/{id}',
    operation:
      'mutation($i: ProductUpdateInput!) { productUpdate(input: $i) { product { id version } errors { code message path } } }',
    as: 'admin',
    variables: ({ shop: { spares } }) => ({ i: { id: spares.updated, version: 1, title: 'Better' } }),
    expected: ({ shop: { spares } }) => ({
      productUpdate: { product: { id: spares.updated, version: 2 }, errors: [] },
    }),
  },
  {
    system: 'shop platform',
    endpoint: 'DELETE /products/{id}',
    operation: 'mutation($id: ID!) { productArchive(id: $id) { archivedId errors { code message path } } }',
    as: 'admin',
    variables: ({ shop: { spares } }) => ({ id: spares.archived }),
    expected: ({ shop: { spares } }) => ({ productArchive: { archivedId: spares.archived, errors: [] } }),
  },
  {
    system: 'shop platform',
    endpoint: 'PATCH /products/{id}/stock',
    operation:
      'mutation($i: StockSetInput!) { stockSet(input: $i) { item { id } movement { delta balanceAfter } replayed errors { code message path } } }',
    as: 'admin',
    variables: ({ shop: { spares } }) => ({
      i: { itemId: spares.counted, onHand: 4, reason: 'Stocktake', idempotencyKey: randomUUID() },
    }),
    expected: ({ shop: { spares } }) => ({
      stockSet: {
        item: { id: spares.counted },
        movement: { delta: -6, balanceAfter: 4 },
        replayed: false,
        errors: [],
      },
    }),
  },
  {
    system: 'products and orders',
    endpoint: 'GET /products',
    operation:
      '{ products(first: 10, filter: {categorySlugs: ["electronics"], query: "laptop"}) { nodes { id title price { minor currency } stock { status available } } facets { field buckets { value count } } } }',
    expected: ({ shop }) => ({
      products: {
        nodes: [
          { id: shop.laptopId, title: 'Small laptop', price: laptopPrice, stock: { status: 'LOW', available: 3 } },
        ],
        facets: [
          { field: 'category', buckets: [{ value: 'electronics', count: 1 }] },
          { field: 'price', buckets: [{ value: 'EUR:25000-', count: 1 }] },
          { field: 'inStock', buckets: [{ value: 'true', count: 1 }] },
        ],
      },
    }),
  },
  {
    system: 'products and orders',
    endpoint: 'POST /products',
    operation:
      'mutation($i: ProductCreateInput!) { productCreate(input: $i) { product { id sku stock { onHand } } errors { code message path } } }',
    as: 'admin',
    variables: () => ({ i: { sku: newLaptop, title: 'Charger', price: eur(3900), initialStock: 12 } }),
    expected: () => ({
      productCreate: { product: { id: id('prd'), sku: newLaptop, stock: { onHand: 12 } }, errors: [] },
    }),
  },
  {
    system: 'products and orders',
    endpoint: 'POST /items',
    operation:
      'mutation($i: ProductCreateInput!) { productCreate(input: $i) { product { id } errors { code message path } } }',
    as: 'admin',
    variables: () => ({ i: { sku: aSku(), title: 'Item', price: eur(100) } }),
    expected: () => ({ productCreate: { product: { id: id('prd') }, errors: [] } }),
  },
  {
    system: 'products and orders',
    endpoint: 'GET /items',
    operation: '{ products(first: 20) { nodes { id title } } }',
    expected: ({ shop: { lamp } }) => ({ products: { nodes: includes({ id: lamp.id, title: 'Harbour lamp' }) } }),
  },
  {
    system: 'products and orders',
    endpoint: 'ANY /inventory',
    operation:
      'query($id: ID!, $l: [StockCheckInput!]!) { stockMovements(itemId: $id, first: 20) { nodes { kind delta balanceAfter createdAt } } stockAvailability(lines: $l) { itemId available } }',
    as: 'admin',
    variables: ({ shop: { lamp, laptopId } }) => ({
      id: lamp.id,
      l: [
        { itemId: lamp.id, quantity: 10 },
        { itemId: laptopId, quantity: 4 },
      ],
    }),
    expected: ({ shop: { laptopId } }) => ({
      stockMovements: { nodes: [{ kind: 'RECEIPT', delta: 10, balanceAfter: 10, createdAt: instant }] },
      stockAvailability: [{ itemId: laptopId, available: 3 }],
    }),
  },
];

const books: readonly ServedEndpoint[] = [
  {
    system: 'book shop',
    endpoint: 'GET /books/',
    operation: '{ books(first: 20) { nodes { id isbn title authors price { minor currency } } } }',
    expected: ({ shop }) => ({
      books: {
        nodes: includes({
          id: shop.bookId,
          isbn,
          title: 'The Salt Almanac',
          authors: ['Ines Marlowe'],
          price: lampPrice,
        }),
      },
    }),
  },
  {
    system: 'book shop',
    endpoint: 'POST /books/',
    operation:
      'mutation($i: BookCreateInput!) { bookCreate(input: $i) { book { id isbn } errors { code message path } } }',
    as: 'admin',
    variables: () => ({ i: { isbn: '0-8044-2957-X', title: 'Letters', authors: ['Ada Quill'], price: eur(1200) } }),
    expected: () => ({ bookCreate: { book: { id: id('bok'), isbn: '9780804429573' }, errors: [] } }),
  },
  {
    system: 'book shop',
    endpoint: 'book update',
    operation:
      'mutation($i: BookUpdateInput!) { bookUpdate(input: $i) { book { id version } errors { code message path } } }',
    as: 'admin',
    variables: ({ shop: { spares } }) => ({ i: { id: spares.bookUpdated, version: 1, pageCount: 288 } }),
    expected: ({ shop: { spares } }) => ({ bookUpdate: { book: { id: spares.bookUpdated, version: 2 }, errors: [] } }),
  },
  {
    system: 'book shop',
    endpoint: 'book delete',
    operation: 'mutation($id: ID!) { bookArchive(id: $id) { archivedId errors { code message path } } }',
    as: 'admin',
    variables: ({ shop: { spares } }) => ({ id: spares.bookArchived }),
    expected: ({ shop: { spares } }) => ({ bookArchive: { archivedId: spares.bookArchived, errors: [] } }),
  },
];

/** What the shops of three systems did, in the order of their documentation. */
export const catalogEndpoints: readonly ServedEndpoint[] = [...goods, ...books];

import { randomUUID } from 'node:crypto';
import { lampPrice } from '../../shop';
import { type AccessRow, cells, type Party, type Target } from '../access';
import type { City } from '../city';
import { run, unknownId } from '../run';
import { archive, createBook, createCategory, createProduct, problems } from './catalogCity';

const writers = cells('forbidden', { admin: 'done', anonymous: 'signedOut' });

/** Everything about the things that a mutation could reach, as who keeps them reads it. */
const shopState = async ({ keys }: Target, { marquee, people }: City): Promise<unknown> =>
  run(
    marquee,
    people.admin.token,
    `query ($productId: ID!, $bookId: ID!, $categoryId: ID!) {
      product(id: $productId) {
        sku title description version isActive price { minor } category { id } stock { onHand reserved }
      }
      book(id: $bookId) { title version isActive price { minor } }
      category(id: $categoryId) { slug name description children { id } products(first: 1) { totalCount } }
      books(first: 1) { totalCount }
    }`,
    { productId: keys['productId'], bookId: keys['bookId'], categoryId: keys['categoryId'] },
  );

/** What the shop sells for those who are refused; who may change something changes what was made for it. */
async function someGoods(city: City, party: Party): Promise<Target> {
  const { lamp, bookId, categoryId } = city.shopFloor.shop;
  const keys =
    party === 'admin'
      ? {
          productId: (await createProduct(city)).id,
          bookId: (await createBook(city)).id,
          categoryId: await createCategory(city),
        }
      : { productId: lamp.id, bookId, categoryId };
  return {
    keys,
    unknown: { productId: unknownId('prd'), bookId: unknownId('bok'), categoryId: unknownId('cat') },
    marks: [],
  };
}

/** The same, with the product archived. */
async function archivedGoods(city: City, party: Party): Promise<Target> {
  const target = await someGoods(city, party);
  if (party === 'admin') await archive(city, 'productArchive', target.keys['productId'] ?? '');
  return target;
}

type Ids = Record<'productId' | 'bookId' | 'categoryId', string>;

/** A mutation of public data: everyone may know of it, few may change it. */
function ofShop(
  name: string,
  ids: readonly string[],
  inputType: string,
  input: (ids: Ids) => Readonly<Record<string, unknown>>,
): AccessRow {
  return {
    paths: ids.length === 0 ? [`Mutation.${name}`] : ids.map((id) => `Mutation.${name}(input.${id}:)`),
    target: someGoods,
    operation: (keys) => ({
      query: `mutation ($input: ${inputType}!) { ${name}(input: $input) { ${problems} } }`,
      variables: { input: input(keys as Ids) },
    }),
    cells: writers,
    state: shopState,
  };
}

/** A mutation that takes nothing but an id. */
function byId(name: string, key: keyof Ids, target: AccessRow['target'] = someGoods): AccessRow {
  return {
    paths: [`Mutation.${name}(id:)`],
    target,
    operation: (keys) => ({
      query: `mutation ($id: ID!) { ${name}(id: $id) { ${problems} } }`,
      variables: { id: keys[key] },
    }),
    cells: writers,
    state: shopState,
  };
}

const goods = () => ({ sku: randomUUID().toUpperCase(), title: 'Matrix', price: lampPrice });

/** What every mutation of the catalog and of the stock asks of a caller. */
export const catalogMutationRows: readonly AccessRow[] = [
  ofShop('productCreate', ['categoryId'], 'ProductCreateInput', ({ categoryId }) => ({ ...goods(), categoryId })),
  ofShop('productUpdate', ['id', 'categoryId'], 'ProductUpdateInput', ({ productId: id, categoryId }) => ({
    id,
    version: 1,
    title: 'Renamed',
    categoryId,
  })),
  ofShop('productReplace', ['id', 'categoryId'], 'ProductReplaceInput', ({ productId: id, categoryId }) => ({
    ...goods(),
    id,
    version: 1,
    isActive: true,
    categoryId,
  })),
  byId('productArchive', 'productId'),
  byId('productRestore', 'productId', archivedGoods),
  {
    paths: ['Mutation.productImport(rows.categoryId:)'],
    target: someGoods,
    operation: ({ categoryId }) => ({
      query: `mutation ($rows: [ProductCreateInput!]!) {
        productImport(rows: $rows) { accepted rows { item { id } ${problems} } ${problems} }
      }`,
      variables: { rows: [{ ...goods(), categoryId }] },
    }),
    cells: writers,
    state: shopState,
  },
  ofShop('stockSet', ['itemId'], 'StockSetInput', ({ productId: itemId }) => ({
    itemId,
    onHand: 7,
    idempotencyKey: randomUUID(),
  })),
  ofShop('stockAdjust', ['itemId'], 'StockAdjustInput', ({ productId: itemId }) => ({
    itemId,
    delta: 3,
    reason: 'the matrix',
    idempotencyKey: randomUUID(),
  })),
  ofShop('bookCreate', [], 'BookCreateInput', () => ({ title: 'Matrix', authors: ['Ada Quill'], price: lampPrice })),
  ofShop('bookUpdate', ['id'], 'BookUpdateInput', ({ bookId: id }) => ({ id, version: 1, title: 'Renamed' })),
  byId('bookArchive', 'bookId'),
  ofShop('categorySave', ['id'], 'CategorySaveInput', ({ categoryId: id }) => ({
    id,
    slug: `renamed-${randomUUID().slice(0, 8)}`,
    name: 'Renamed',
  })),
  ofShop('categorySave', ['parentId'], 'CategorySaveInput', ({ categoryId: parentId }) => ({
    slug: `below-${randomUUID().slice(0, 8)}`,
    name: 'Below',
    parentId,
  })),
];

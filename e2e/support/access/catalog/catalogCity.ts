import { randomUUID } from 'node:crypto';
import { lampPrice, openShop, type Shop } from '../../shop';
import type { Target } from '../access';
import type { Started } from '../city';
import { run, unknownId } from '../run';

/** What the shop sells, and what it keeps to itself. */
export interface ShopFloor {
  readonly shop: Shop;
  /** On the shelf of the lamp, but not sold any more. */
  readonly archived: Target;
  readonly archivedBook: Target;
  /** Of the lamp; its mark is the reason that was given. */
  readonly movement: Target;
  /** The lamp, by how many of them there are. Whoever may not know gets the same of the laptop. */
  readonly counted: Target;
}

export const problems = `errors { __typename code message path
  ... on NotFoundError { missingId }
  ... on VersionConflictError { currentVersion }
  ... on InsufficientStockError { shortages { itemId available } } }`;

export const unknownSku = 'NO-SUCH-SKU';
const archivedIsbn = '9780262033848';
const unknownIsbn = '9780131103627';
const lampsCounted = 481_516;

/** Opens a shop, takes a product and a book out of it, and counts the lamps. */
export async function openShopFloor(city: Started): Promise<ShopFloor> {
  const shop = await openShop(city.marquee.url);
  const { lamp, laptopId, categoryId } = shop;
  const product = await createProduct(city, { categoryId });
  await archive(city, 'productArchive', product.id);
  const book = await createBook(city, { isbn: archivedIsbn });
  await archive(city, 'bookArchive', book.id);
  const reason = `reason ${randomUUID()}`;
  const movementId = await countStock(city, lamp.id, reason);
  return {
    shop,
    archived: {
      keys: { id: product.id, sku: product.sku },
      unknown: { id: unknownId('prd'), sku: unknownSku },
      marks: [product.title],
    },
    archivedBook: {
      keys: { id: book.id, isbn: archivedIsbn },
      unknown: { id: unknownId('bok'), isbn: unknownIsbn },
      marks: [book.title],
    },
    movement: {
      keys: { id: movementId, itemId: lamp.id },
      unknown: { id: unknownId('stm'), itemId: unknownId('prd') },
      marks: [reason],
    },
    counted: { keys: { id: lamp.id }, unknown: { id: laptopId }, marks: [`${lampsCounted}`] },
  };
}

type Item = Readonly<Record<'id' | 'sku' | 'title', string>>;

/** A product whose title stands nowhere else. */
export async function createProduct({ marquee, people }: Started, given: object = {}): Promise<Item> {
  const [sku, title] = [randomUUID().toUpperCase(), `Goods ${randomUUID()}`];
  const { productCreate } = await run<{ productCreate: { product: { id: string } } }>(
    marquee,
    people.admin.token,
    `mutation ($input: ProductCreateInput!) { productCreate(input: $input) { product { id } ${problems} } }`,
    { input: { sku, title, price: lampPrice, initialStock: 10, ...given } },
  );
  return { id: productCreate.product.id, sku, title };
}

/** A book whose title stands nowhere else. */
export async function createBook({ marquee, people }: Started, given: object = {}): Promise<Item> {
  const title = `Pages ${randomUUID()}`;
  const { bookCreate } = await run<{ bookCreate: { book: { id: string; sku: string } } }>(
    marquee,
    people.admin.token,
    `mutation ($input: BookCreateInput!) { bookCreate(input: $input) { book { id sku } ${problems} } }`,
    { input: { title, authors: ['Ines Marlowe'], price: lampPrice, initialStock: 10, ...given } },
  );
  return { ...bookCreate.book, title };
}

/** A shelf at the top. */
export async function createCategory({ marquee, people }: Started): Promise<string> {
  const { categorySave } = await run<{ categorySave: { category: { id: string } } }>(
    marquee,
    people.admin.token,
    `mutation ($input: CategorySaveInput!) { categorySave(input: $input) { category { id } ${problems} } }`,
    { input: { slug: `shelf-${randomUUID().slice(0, 8)}`, name: 'A shelf' } },
  );
  return categorySave.category.id;
}

export async function archive(
  { marquee, people }: Started,
  name: 'productArchive' | 'bookArchive',
  id: string,
): Promise<void> {
  await run(marquee, people.admin.token, `mutation ($id: ID!) { ${name}(id: $id) { ${problems} } }`, { id });
}

async function countStock({ marquee, people }: Started, itemId: string, reason: string): Promise<string> {
  const { stockSet } = await run<{ stockSet: { movement: { id: string } } }>(
    marquee,
    people.admin.token,
    `mutation ($input: StockSetInput!) { stockSet(input: $input) { movement { id } ${problems} } }`,
    { input: { itemId, onHand: lampsCounted, reason, idempotencyKey: randomUUID() } },
  );
  return stockSet.movement.id;
}

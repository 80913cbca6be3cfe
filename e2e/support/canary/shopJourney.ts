import { randomUUID } from 'node:crypto';
import { logInAsAdministrator } from '../people';
import { lampPrice, openShop, type Shop } from '../shop';
import type { Flight } from './journey';
import { withoutTable } from './traces';

const problems = `errors { __typename code message path
  ... on VersionConflictError { currentVersion }
  ... on InsufficientStockError { shortages { requested available } } }`;
const count = `mutation ($input: StockSetInput!) { stockSet(input: $input) { movement { reason } replayed ${problems} } }`;
const adjust = `mutation ($input: StockAdjustInput!) { stockAdjust(input: $input) { movement { reason } ${problems} } }`;
const create = `mutation ($input: ProductCreateInput!) { productCreate(input: $input) { product { id } ${problems} } }`;
const createBook = `mutation ($input: BookCreateInput!) { bookCreate(input: $input) { book { id } ${problems} } }`;
const update = `mutation ($input: ProductUpdateInput!) { productUpdate(input: $input) { product { id } ${problems} } }`;
const importRows = `mutation ($rows: [ProductCreateInput!]!) {
  productImport(rows: $rows) { rejected rows { row ${problems} } ${problems} }
}`;

/** Who gives what to the staff of the shop. */
interface Keeper {
  readonly shop: Shop;
  readonly token: string;
}

/** Counts, corrects, makes and imports goods, in the right way and in every wrong one. What is sold is public, titles too. */
export async function keepShop(flight: Flight): Promise<void> {
  const { url } = flight.marquee;
  const keeper = { shop: await openShop(url), token: await logInAsAdministrator(url) };
  await moveStock(flight, keeper);
  await saveGoods(flight, keeper);
  await askForNothing(flight, keeper);
  await failInside(flight, keeper);
}

async function moveStock({ recorder, canaries }: Flight, { shop, token }: Keeper): Promise<void> {
  const { stockReason: reason, stockKey: idempotencyKey, misplacedId } = canaries.personal;
  const itemId = shop.lamp.id;
  const counted = { itemId, onHand: 12, reason, idempotencyKey };
  await recorder.send(count, { input: counted }, { token });
  await recorder.send(count, { input: counted }, { token });
  await recorder.send(count, { input: counted });
  for (const change of [
    { reason: `${reason} again` },
    { reason: reason.repeat(100), idempotencyKey: randomUUID() },
    { reason: `${reason}\u0000`, idempotencyKey: randomUUID() },
    { reason: { text: reason } },
    { itemId: misplacedId, idempotencyKey: randomUUID() },
    { onHand: reason },
    { idempotencyKey: `${idempotencyKey} ` },
    { [idempotencyKey]: 1 },
  ]) {
    await recorder.send(count, { input: { ...counted, ...change } }, { token });
  }
  const adjusted = { itemId, delta: 2, reason, idempotencyKey };
  await recorder.send(adjust, { input: adjusted }, { token });
  for (const change of [{ delta: -1_000 }, { delta: 0 }, { delta: 1_000_000 }, { itemId: misplacedId }]) {
    await recorder.send(adjust, { input: { ...adjusted, ...change, idempotencyKey: randomUUID() } }, { token });
  }
}

async function saveGoods({ recorder, canaries }: Flight, { shop, token }: Keeper): Promise<void> {
  const { stockKey: idempotencyKey, misplacedId, misplacedSku } = canaries.personal;
  const goods = { sku: 'CANARY-1', title: 'A cage', price: lampPrice, idempotencyKey };
  await recorder.send(create, { input: goods }, { token });
  for (const change of [
    { title: 'Another cage' },
    { sku: misplacedSku, idempotencyKey: randomUUID() },
    { categoryId: misplacedId, idempotencyKey: randomUUID() },
    { price: { ...lampPrice, currency: misplacedId } },
    { imageUrl: misplacedId },
  ]) {
    await recorder.send(create, { input: { ...goods, ...change } }, { token });
  }
  const pages = { title: 'On canaries', authors: ['Ada Quill'], price: lampPrice, idempotencyKey };
  await recorder.send(createBook, { input: pages }, { token });
  await recorder.send(createBook, { input: { ...pages, title: 'On finches' } }, { token });
  await recorder.send(createBook, { input: { ...pages, isbn: misplacedId } }, { token });
  await recorder.send(update, { input: { id: shop.spares.updated, version: 99, title: 'Late' } }, { token });
  await recorder.send(update, { input: { id: misplacedId, version: 1 } }, { token });
  const rows = [{ ...goods, sku: misplacedSku }, { ...goods, categoryId: misplacedId }, goods];
  await recorder.send(importRows, { rows }, { token });
  await recorder.send(importRows, { rows: [{ ...goods, price: misplacedId }] }, { token });
}

/** Ids, keys and cursors that are none. */
async function askForNothing({ recorder, canaries }: Flight, { token }: Keeper): Promise<void> {
  const { misplacedId: text, misplacedSku } = canaries.personal;
  for (const query of [
    'query ($text: String!) { product(sku: $text) { id } products(first: 1, after: $text) { nodes { id } } }',
    'query ($text: String!) { products(filter: { skus: [$text], query: $text }) { nodes { id } } }',
    'query ($text: ID!) { catalogItems(ids: [$text]) { id } stockMovements(itemId: $text) { nodes { id } } }',
    'query ($text: ID!) { stockAvailability(lines: [{ itemId: $text, quantity: 0 }]) { available } }',
    'query ($text: ISBN!) { book(isbn: $text) { id } }',
  ]) {
    await recorder.send(query, { text }, { token });
  }
  await recorder.send(`{ product(sku: "${misplacedSku}`, {}, { token });
}

/** The same while a table is gone: what the database says of it must not say what was in the statement. */
async function failInside({ recorder, canaries, marquee }: Flight, { shop, token }: Keeper): Promise<void> {
  const { stockReason: reason, stockKey } = canaries.personal;
  const catalog = marquee.environment['CATALOG_DATABASE_URL'] ?? '';
  for (const table of ['stock', 'stock_movement', 'idempotency_record', 'outbox']) {
    await withoutTable(catalog, table, async () => {
      const moved = { itemId: shop.lamp.id, reason, idempotencyKey: `${stockKey}-${table}` };
      await recorder.send(count, { input: { ...moved, onHand: 77 } }, { token });
      await recorder.send(adjust, { input: { ...moved, delta: 1 } }, { token });
    });
  }
}

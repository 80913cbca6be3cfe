import { newId } from '@marquee/shared/ids';
import { plansOf } from '@marquee/shared/testing';
import { aCatalogBed, type CatalogBed } from './support/catalogBed';
import { everyRight } from './support/keep';

let bed: CatalogBed;
const itemId = newId('product');
const categoryId = newId('category');

/** A shop with more of everything than a page can be sorted from: 20,000 products and as many books. */
beforeAll(async () => {
  bed = await aCatalogBed();
  await bed.db.query(
    `insert into category (id, slug, name)
     select case n when 0 then $1 else 'cat_' || n end, 'shelf-' || n, 'Shelf ' || n from generate_series(0, 499) as n`,
    [categoryId],
  );
  for (let first = 0; first < 40_000; first += 8_000) await insertItems(first, first + 7_999);
  await bed.db.query('insert into stock (item_id, on_hand) select id, length(title) % 7 from catalog_item');
  await bed.db.query(
    `insert into item_price (item_id, currency, price_minor) select id, 'USD', price_minor + 10 from catalog_item`,
  );
  await bed.db.query(
    `insert into stock_movement (id, item_id, kind, delta, balance_after, created_at)
     select 'stm_' || n, case n % 1000 when 0 then $1 else 'x_' || n % 1000 end, 'RECEIPT', 1, 1, now()
     from generate_series(0, 19999) as n`,
    [itemId],
  );
  await bed.db.query(
    `insert into stock_reservation (id, reference, state, expires_at, created_at, updated_at)
     select 'rsv_' || n, 'order-' || n, case n % 100 when 0 then 'ACTIVE' else 'COMMITTED' end,
       timestamptz '2030-01-01T00:00:00Z', now(), now()
     from generate_series(0, 19999) as n`,
  );
  await bed.db.query('vacuum analyze');
});
afterAll(() => bed.close());

/** In parts: on a busy machine all of them in one statement take longer than one may. */
async function insertItems(first: number, last: number): Promise<void> {
  await bed.db.query(
    `insert into catalog_item (id, kind, sku, title, description, price_minor, currency, category_id, isbn, authors,
       published_on, is_active, version, created_at, updated_at)
     select case n when 0 then $1 else 'x_' || n end, case n % 2 when 0 then 'PRODUCT' else 'BOOK' end, 'SKU-' || n,
       'Thing ' || md5(n::text), md5(n::text || 'd') || case n % 10 when 0 then ' warm' else '' end || ' ' || md5(n::text || 'e'), 100 + n, 'EUR',
       case n % 500 when 0 then $2 else 'cat_' || n % 500 end,
       case n % 2 when 1 then '9780' || lpad(n::text, 9, '0') end, jsonb_build_array('Ada ' || md5(n::text || 'a')),
       date '2000-01-01' + n / 10, n % 10 <> 2, 1, at, at
     from generate_series($3::int, $4::int) as n
       cross join lateral (select timestamptz '2030-01-01T00:00:00Z' + n * interval '1 minute' as at) as made`,
    [itemId, categoryId, first, last],
  );
}

/** How the database finds what answers the query. */
const plansFor = (query: string) =>
  plansOf(bed.db, async () => expect((await bed.ask(everyRight(), query)).errors).toBeUndefined());

const products = (args: string) => `{ products(first: 5, ${args}) { nodes { id } } }`;
const books = (filter: string) => `{ books(first: 5, filter: { ${filter} }) { nodes { id } } }`;

describe('a page is found by an index among many', () => {
  it.each([
    ['the newest products', products('filter: {}'), 'listed_item_by_age'],
    ['products by title', products('orderBy: { field: TITLE, direction: ASC }'), 'listed_item_by_title'],
    ['products by price', products('orderBy: { field: PRICE }'), 'listed_item_by_price'],
    ['products without a query by relevance', products('orderBy: { field: RELEVANCE }'), 'listed_item_by_title'],
    ['products of categories', products('filter: { categorySlugs: ["shelf-1"] }'), 'listed_item_'],
    ['products that are there', products('filter: { inStockOnly: true }'), 'listed_item_by_age'],
    [
      'products in a range of prices',
      products('filter: { minPrice: { minor: 500, currency: "USD" } }'),
      'item_price_pkey',
    ],
    ['products by SKU', products('filter: { skus: ["SKU-4"] }'), 'catalog_item_sku_once'],
    ['products with a word', products('filter: { query: "abcdef" }'), 'catalog_item_words'],
    [
      'products with a word, the best first',
      products('filter: { query: "warm" }, orderBy: { field: RELEVANCE }'),
      'catalog_item_title_words',
    ],
    ['products that are not sold', products('filter: { isActive: false }'), 'hidden_item_by_age'],
    [
      'products of many categories',
      `{ category(slug: "shelf-1") { products(first: 5) { nodes { id } totalCount } } }`,
      'listed_item_of_category',
    ],
    ['a product by SKU', '{ product(sku: "SKU-4") { id } }', 'catalog_item_sku_once'],
    ['books by title', books(''), 'listed_item_by_title'],
    ['books with a word', books('query: "abcdef"'), 'catalog_item_words'],
    ['books of an author', books('author: "abcdef"'), 'catalog_item_words'],
    ['a book by ISBN', '{ book(isbn: "9780306406157") { id } }', 'catalog_item_isbn_once'],
    [
      'the movements of an item',
      `{ stockMovements(itemId: "${itemId}", first: 5) { nodes { id } } }`,
      'stock_movement_of_item',
    ],
    [
      'what is available',
      `{ stockAvailability(lines: [{ itemId: "${itemId}", quantity: 1 }]) { available } }`,
      'stock_pkey',
    ],
  ])('(%s)', async (_name, query, index) => {
    const plan = await plansFor(query);
    expect(plan).toContain(index);
    expect(plan).not.toMatch(/Seq Scan on (catalog_item|stock|item_price|stock_movement)\b/);
  });

  it('(facets and counts of a category)', async () => {
    const plan = await plansFor(
      '{ products(first: 5, filter: { categorySlugs: ["shelf-1"] }) { totalCount facets { field } nodes { id } } }',
    );
    expect(plan).toContain('stock_sold_out');
    expect(plan).not.toMatch(/Seq Scan on (catalog_item|stock|item_price|stock_movement)\b/);
  });

  it('(reservations whose time is over)', async () => {
    const rows: { 'QUERY PLAN': string }[] = await bed.db.query(
      `explain (generic_plan) select id from stock_reservation
       where state = 'ACTIVE' and expires_at <= catalog_now() order by expires_at limit $1`,
    );
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('stock_reservation_due');
  });
});

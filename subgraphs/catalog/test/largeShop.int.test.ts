import { readIsbn } from '@marquee/shared/books';
import { indexedPlansOf } from '@marquee/shared/testing';
import { seedLargeShop } from '../src';
import { aCatalogBed, type CatalogBed } from './support/catalogBed';
import { everyRight } from './support/keep';

const size = { products: 20_000, books: 4_000 };
let bed: CatalogBed;
let added: number;
const progress: number[] = [];
const seed = () =>
  seedLargeShop({ databaseUrl: bed.databaseUrl }, size, { ...bed, onProgress: (done) => void progress.push(done) });
const one = async <Row>(statement: string) => {
  const [row] = (await bed.db.query(statement)) as [Row];
  return row;
};

beforeAll(async () => {
  bed = await aCatalogBed();
  added = await seed();
  await bed.db.query('vacuum analyze');
}, 120_000);
afterAll(() => bed.close());

describe('a large shop', () => {
  it('tells how it goes on', () => {
    expect(progress[0]).toBe(1_000);
    expect(progress.at(-1)).toBe(24_000);
  });

  it('has so many goods and books, on shelves, each with its ISBN', async () => {
    expect(added).toBe(24_000);
    expect(
      await one(`select count(*) filter (where kind = 'PRODUCT')::int as products,
        count(*) filter (where kind = 'BOOK')::int as books, count(*) filter (where category_id is null)::int as lost
        from catalog_item`),
    ).toEqual({ products: 20_000, books: 4_000, lost: 0 });
    const { isbns } = await one<{ isbns: string[] }>(
      `select array_agg(isbn) as isbns from catalog_item where kind = 'BOOK'`,
    );
    expect(isbns.filter((isbn) => readIsbn(isbn) !== isbn)).toEqual([]);
  });

  it('has stock that its movements add up to, and tells of each item', async () => {
    expect(
      await one(`select count(*)::int as wrong from stock left join lateral (
          select coalesce(sum(delta), 0) as sum from stock_movement where item_id = stock.item_id
        ) as moved on true where moved.sum <> stock.available`),
    ).toEqual({ wrong: 0 });
    expect(
      await one(`select (select count(*)::int from stock) as stock,
        (select count(*)::int from outbox where type = 'product.created') as told,
        (select count(*)::int from stock_movement) = (select count(*)::int from outbox where type = 'inventory.updated')
          as "isToldOfEach"`),
    ).toEqual({ stock: 24_000, told: 24_000, isToldOfEach: true });
    const { soldOut } = await one<{ soldOut: number }>(
      'select count(*)::int as "soldOut" from stock where available = 0',
    );
    expect(soldOut).toBeGreaterThan(1_000);
  });

  it('is not made twice, and takes up a run that was broken off', async () => {
    const before = await one(
      'select count(*)::int as movements, (select count(*)::int from outbox) from stock_movement',
    );
    expect(await seed()).toBe(0);
    expect(
      await one('select count(*)::int as movements, (select count(*)::int from outbox) from stock_movement'),
    ).toEqual(before);
    const more = { ...size, products: size.products + 500 };
    const more500 = await seedLargeShop({ databaseUrl: bed.databaseUrl }, more, { ...bed, onProgress: () => {} });
    expect(more500).toBe(500);
  });
});

const plansFor = (query: string) =>
  indexedPlansOf(bed.db, async () => expect((await bed.ask(everyRight(), query)).errors).toBeUndefined());

describe('nothing that people look for reads a large table from one end to the other', () => {
  const node = 'nodes { id title price { minor } stock { status available } category { slug } prices { minor } }';
  const products = (args: string, selection = node) => `{ products(first: 20${args && `, ${args}`}) { ${selection} } }`;
  const filtered = (filter: string, more = '') => products(`filter: { ${filter} }${more}`);
  const whole = (filter: string) =>
    products(`filter: { ${filter} }`, `totalCount facets { field buckets { value count } } ${node}`);
  const order = (field: string, direction: string) => `orderBy: { field: ${field}, direction: ${direction} }`;
  const books = (filter: string) =>
    `{ books(first: 20, filter: { ${filter} }) { totalCount nodes { id title price { minor } stock { status } category { slug } } } }`;

  it.each([
    ['the newest', products('')],
    ['the oldest', products(order('CREATED_AT', 'ASC'))],
    ['by title', products(order('TITLE', 'ASC'))],
    ['by title, from the end', products(order('TITLE', 'DESC'))],
    ['by price', products(order('PRICE', 'ASC'))],
    ['the dearest', products(order('PRICE', 'DESC'))],
    ['by relevance', filtered('query: "oak"', order('RELEVANCE', 'DESC'))],
    ['by relevance, with a word that most have', filtered('query: "for"', order('RELEVANCE', 'DESC'))],
    ['by relevance, with a word in few', filtered('query: "kettlebell"', order('RELEVANCE', 'DESC'))],
    ['by relevance, from the end', filtered('query: "for"', order('RELEVANCE', 'ASC'))],
    ['with a word that most have', filtered('query: "for"')],
    ['with a word', filtered('query: "bookcase"')],
    ['with words', filtered('query: "fenwick oak bookcase"')],
    ['with a word by price', filtered('query: "bookcase"', order('PRICE', 'ASC'))],
    ['with a word that is nowhere', filtered('query: "zzzzzz"')],
    ['with two letters', filtered('query: "oa"')],
    ['of a category', filtered('categorySlugs: ["garden-tools"]')],
    ['of a department', filtered('categorySlugs: ["garden"]')],
    ['of a category by price', filtered('categorySlugs: ["garden-tools"]', order('PRICE', 'ASC'))],
    ['of a category by title', filtered('categorySlugs: ["garden-tools"]', order('TITLE', 'ASC'))],
    ['from a price', filtered('minPrice: { minor: 40000, currency: "EUR" }')],
    [
      'in a range by price',
      filtered(
        'minPrice: { minor: 1000, currency: "EUR" }, maxPrice: { minor: 1200, currency: "EUR" }',
        order('PRICE', 'ASC'),
      ),
    ],
    ['in a range abroad', filtered('minPrice: { minor: 40000, currency: "USD" }')],
    ['in stock', filtered('inStockOnly: true')],
    ['by SKU', filtered('skus: ["GT-000001", "GT-000002"]')],
    [
      'all at once',
      filtered(
        'query: "oak", categorySlugs: ["garden"], inStockOnly: true, maxPrice: { minor: 9000, currency: "EUR" }',
      ),
    ],
    ['that are not sold', filtered('isActive: false')],
    ['the count and facets of a word', whole('query: "bookcase"')],
    ['the count and facets of a category', whole('categorySlugs: ["garden-tools"]')],
    ['the count and facets of what is in stock', whole('inStockOnly: true')],
    ['the count and facets of a range of prices', whole('minPrice: { minor: 20000, currency: "EUR" }')],
    ['the count and facets of all', products('', `totalCount facets { field buckets { value count } } ${node}`)],
    [
      'the shelves',
      '{ categories { slug products(first: 3) { totalCount nodes { id } facets { field } } children { slug products(first: 3) { totalCount nodes { id } } } } }',
    ],
    ['books', books('')],
    ['books with a word', books('query: "harbour"')],
    ['books of an author', books('author: "ada marlowe"')],
    ['books of a year', books('publishedAfter: "2020-01-01", publishedBefore: "2020-12-31"')],
  ])('(%s)', async (_name, query) => {
    expect(await plansFor(query)).toContain('Index');
  });

  it('(facets of all, which are counted from an index)', async () => {
    const plans = await plansFor(products('', 'facets { field }'));
    expect(plans).toContain('Index Only Scan using listed_item_by_facets');
  });
});

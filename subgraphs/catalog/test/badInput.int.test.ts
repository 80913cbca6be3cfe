import { aCatalogBed, type CatalogBed } from './support/catalogBed';
import { everyRight } from './support/keep';

let bed: CatalogBed;
beforeAll(async () => {
  bed = await aCatalogBed();
});
afterAll(() => bed.close());

/** What a fuzzer types; nothing of it may be a fault of ours. */
const texts = ["' or 1=1 --", '\u0000', '\ud800', 'x'.repeat(10_000), '%', '\\', '"', '{"a":1}', '-1', '٣', '\u202e'];

const queries = [
  'query ($t: String!) { product(sku: $t) { id } }',
  'query ($t: ID!) { product(id: $t) { id } }',
  'query ($t: ID!) { book(id: $t) { id } }',
  'query ($t: ISBN!) { book(isbn: $t) { id } }',
  'query ($t: ID!) { catalogItems(ids: [$t]) { id } }',
  'query ($t: ID!) { category(id: $t) { id } }',
  'query ($t: String!) { category(slug: $t) { id } }',
  'query ($t: String!) { products(after: $t) { nodes { id } } }',
  'query ($t: String!) { products(filter: { query: $t }) { nodes { id } facets { field } totalCount } }',
  'query ($t: String!) { products(filter: { query: $t }, orderBy: { field: RELEVANCE }) { nodes { id } } }',
  'query ($t: String!) { products(filter: { categorySlugs: [$t] }) { nodes { id } } }',
  'query ($t: String!) { products(filter: { skus: [$t] }) { nodes { id } } }',
  'query ($t: String!) { books(filter: { query: $t }) { nodes { id } } }',
  'query ($t: String!) { books(filter: { author: $t }) { nodes { id } } }',
  'query ($t: ID!) { stockAvailability(lines: [{ itemId: $t, quantity: 1 }]) { available } }',
  'query ($t: ID!) { stockMovements(itemId: $t) { nodes { id } } }',
  'query ($t: String!) { r: _entities(representations: [{ __typename: "Product", sku: $t }]) { __typename } }',
  'query ($t: String!) { r: _entities(representations: [{ __typename: "Book", isbn: $t }]) { __typename } }',
  'query ($t: String!) { r: _entities(representations: [{ __typename: "CatalogItem", id: $t }]) { __typename } }',
  'query ($t: String!) { r: _entities(representations: [{ __typename: "Category", slug: $t }]) { __typename } }',
  'mutation ($t: ID!) { productArchive(id: $t) { errors { code } } }',
  'mutation ($t: String!) { categorySave(input: { slug: $t, name: $t }) { errors { code } } }',
  'mutation ($t: ID!) { categorySave(input: { slug: "a", name: "a", parentId: $t }) { errors { code } } }',
  'mutation ($t: String!) { productCreate(input: { sku: $t, title: $t, price: { minor: 1, currency: "EUR" } }) { errors { code } } }',
  'mutation ($t: ID!) { productCreate(input: { sku: "a", title: "a", categoryId: $t, idempotencyKey: "some-key-2", price: { minor: 1, currency: "EUR" } }) { errors { code } } }',
  'mutation ($t: String!) { bookCreate(input: { title: $t, authors: [$t], language: $t, price: { minor: 1, currency: "EUR" } }) { errors { code } } }',
  'mutation ($t: ID!) { stockSet(input: { itemId: $t, onHand: 1, idempotencyKey: "some-key-1" }) { errors { code } } }',
];

describe('whatever text somebody types', () => {
  it.each(queries)('is no fault of ours in %s', async (query) => {
    for (const t of texts) {
      const { errors } = await bed.ask(everyRight(), query, { t });
      expect(errors?.map(({ extensions }) => extensions?.['code']) ?? []).not.toContain('INTERNAL_SERVER_ERROR');
    }
  });
});

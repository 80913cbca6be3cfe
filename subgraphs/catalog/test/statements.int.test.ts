import { countStatements } from '@marquee/shared/database';
import { aBook, aCategory, aProduct, usd } from './support/builders';
import { aCatalogBed, type CatalogBed } from './support/catalogBed';
import { aStorekeeper } from './support/people';

let bed: CatalogBed;
beforeAll(async () => {
  bed = await aCatalogBed();
  for (let index = 0; index < 30; index += 1) {
    const parentId = await aCategory(bed, `top-${index}`);
    const categoryId = await aCategory(bed, `below-${index}`, { parentId });
    for (const title of ['One', 'Two']) await aProduct(bed, { title, categoryId, prices: [usd(100)] });
    await aBook(bed);
  }
});
afterAll(() => bed.close());

async function statementsFor(query: string, variables: Record<string, unknown>): Promise<readonly string[]> {
  const { result, statements } = await countStatements(bed.db, () => bed.ask(aStorekeeper(), query, variables));
  expect(result.errors).toBeUndefined();
  return statements;
}

describe('the number of statements does not grow with the number of rows', () => {
  it.each<[string, number, string]>([
    [
      // Products; categories; their parents; stock; prices.
      'from products to their categories, stock and prices',
      5,
      `query ($first: Int) { products(first: $first) { nodes {
        category { slug parent { slug } } stock { available onHand } stockQuantity prices { minor }
      } } }`,
    ],
    // Books; stock.
    [
      'from books to their stock',
      2,
      'query ($first: Int) { books(first: $first) { nodes { title stock { status } } } }',
    ],
    // Products; counts; facets.
    [
      'of a list with its count and facets',
      3,
      'query ($first: Int) { products(first: $first) { totalCount facets { field buckets { count } } nodes { id } } }',
    ],
  ])('%s', async (_name, expected, query) => {
    expect(await statementsFor(query, { first: 3 })).toHaveLength(expected);
    expect(await statementsFor(query, { first: 30 })).toHaveLength(expected);
  });

  it('from categories down to products and back', async () => {
    const few = await aCatalogBed();
    const query = `{ categories { children { products(first: 5) {
      totalCount facets { field buckets { value count } } nodes { title stock { available } category { slug parent { slug } } }
    } } } }`;
    try {
      for (const slug of ['a', 'b', 'c']) {
        const parentId = await aCategory(few, slug);
        await aProduct(few, { categoryId: await aCategory(few, `${slug}-below`, { parentId }) });
      }
      // Tops; children; products; counts; facets; stock; their categories; parents of these.
      const { statements } = await countStatements(few.db, () => few.ask(null, query));
      expect(statements).toHaveLength(8);
      expect(await statementsFor(query, {})).toHaveLength(8);
    } finally {
      await few.close();
    }
  });

  it('for references of every type and key', async () => {
    const { data } = await bed.ask<{
      products: { nodes: { id: string; sku: string; category: { id: string; slug: string } }[] };
      books: { nodes: { id: string; isbn: string }[] };
    }>(null, '{ products(first: 5) { nodes { id sku category { id slug } } } books(first: 5) { nodes { id isbn } } }');
    const { nodes: products } = data.products;
    const { nodes: books } = data.books;
    const representations = [
      ...products.flatMap(({ id, sku, category }) => [
        { __typename: 'CatalogItem', id },
        { __typename: 'Product', id },
        { __typename: 'Product', sku },
        { __typename: 'Category', id: category.id },
        { __typename: 'Category', slug: category.slug },
      ]),
      ...books.flatMap(({ id, isbn }) => [
        { __typename: 'CatalogItem', id },
        { __typename: 'Book', id },
        { __typename: 'Book', isbn },
      ]),
    ];
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) {
      __typename ... on CatalogItem { title isActive } ... on Category { name }
    } }`;
    // Items; by SKU; by ISBN; categories; by slug.
    expect(await statementsFor(query, { r: representations })).toHaveLength(5);
    const { result } = await countStatements(bed.db, () =>
      bed.ask<{ _entities: { __typename: string }[] }>(null, query, { r: representations }),
    );
    expect(result.data._entities.map((entity) => entity.__typename.slice(0, 4))).toEqual([
      ...products.flatMap(() => ['Prod', 'Prod', 'Prod', 'Cate', 'Cate']),
      ...books.flatMap(() => ['Book', 'Book', 'Book']),
    ]);
  });
});

import { aCategory, aProduct, eur, usd } from './support/builders';
import { aCatalogBed, type CatalogBed } from './support/catalogBed';
import { everyRight, keeps, keepsById } from './support/keep';
import { aCustomer } from './support/people';

let bed: CatalogBed;

interface Page {
  readonly nodes: readonly { readonly title: string }[];
  readonly edges: readonly { readonly cursor: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean };
  readonly totalCount: number;
}

const pageQuery = `query ($first: Int, $after: String, $last: Int, $before: String, $filter: ProductFilter, $orderBy: ProductOrder) {
  page: products(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {
    nodes { title } edges { cursor } pageInfo { hasNextPage hasPreviousPage } totalCount
  }
}`;
const page = async (variables: Record<string, unknown>, viewer: Parameters<typeof bed.ask>[0] = null) => {
  const { data, errors } = await bed.ask<{ page: Page } | null>(viewer, pageQuery, variables);
  return { page: data?.page, errors };
};
const titles = async (
  filter: Record<string, unknown>,
  orderBy: Record<string, unknown> = { field: 'TITLE', direction: 'ASC' },
) => {
  const found = await page({ first: 100, filter, orderBy });
  expect(found.errors).toBeUndefined();
  expect(found.page?.totalCount).toBe(found.page?.nodes.length);
  return found.page?.nodes.map(({ title }) => title);
};

beforeAll(async () => {
  bed = await aCatalogBed();
  const homeId = await aCategory(bed, 'home');
  const lightId = await aCategory(bed, 'lighting', { parentId: homeId });
  const deskId = await aCategory(bed, 'desk-lamps', { parentId: lightId });
  const toysId = await aCategory(bed, 'toys');
  const goods: [string, Record<string, unknown>][] = [
    ['Anglepoise lamp', { categoryId: deskId, price: eur(9900), prices: [usd(10_900)], description: 'For a desk' }],
    ['oil Lamp 100%_', { categoryId: lightId, price: eur(500), initialStock: 0 }],
    [
      'Blanket',
      { categoryId: homeId, price: eur(2500), prices: [usd(2400)], description: 'Warm by any lamp', sku: 'BL_1' },
    ],
    ['Robot', { categoryId: toysId, price: usd(2500) }],
    ['Pebble', { price: eur(1), initialStock: 1 }],
  ];
  for (const [nth, [title, given]] of goods.entries()) {
    await bed.setNow(`2030-07-03T12:00:0${nth}.000Z`);
    await aProduct(bed, { title, ...given });
  }
  await aProduct(bed, { title: 'Hidden', isActive: false });
  const archived = await aProduct(bed, { title: 'Archived' });
  await keepsById(bed, 'productArchive', archived);
});
afterAll(() => bed.close());

const all = ['Anglepoise lamp', 'Blanket', 'oil Lamp 100%_', 'Pebble', 'Robot'];

describe('products are narrowed', () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    ['by nothing', { query: ' ', categorySlugs: null, inStockOnly: false }, all],
    ['by a word, wherever it is', { query: 'LAMP' }, ['Anglepoise lamp', 'Blanket', 'oil Lamp 100%_']],
    ['by words of title and description', { query: 'angle desk' }, ['Anglepoise lamp']],
    ['by words of which one is nowhere', { query: 'lamp robot' }, []],
    ['by a SKU in part', { query: 'bl_' }, ['Blanket']],
    ['by % and _ as themselves', { query: '0%_' }, ['oil Lamp 100%_']],
    [
      'by a category with all that is below it',
      { categorySlugs: ['home'] },
      ['Anglepoise lamp', 'Blanket', 'oil Lamp 100%_'],
    ],
    ['by a category in the middle', { categorySlugs: ['lighting'] }, ['Anglepoise lamp', 'oil Lamp 100%_']],
    ['by two categories', { categorySlugs: ['toys', 'desk-lamps'] }, ['Anglepoise lamp', 'Robot']],
    ['by no category', { categorySlugs: [] }, []],
    ['by a category that is none', { categorySlugs: ['{"x"}'] }, []],
    ['by the least price', { minPrice: eur(2500) }, ['Anglepoise lamp', 'Blanket']],
    ['by the highest price', { maxPrice: eur(2499) }, ['oil Lamp 100%_', 'Pebble']],
    ['by a price in another currency', { minPrice: usd(2400), maxPrice: usd(2500) }, ['Blanket', 'Robot']],
    ['by a currency that nothing has', { minPrice: { minor: 0, currency: 'JPY' } }, []],
    ['by what is there', { inStockOnly: true }, ['Anglepoise lamp', 'Blanket', 'Pebble', 'Robot']],
    ['by SKUs', { skus: ['bl_1', 'no'] }, ['Blanket']],
    ['by no SKU', { skus: [] }, []],
    ['by what is sold', { isActive: true }, all],
    [
      'by everything at once',
      { query: 'lamp', categorySlugs: ['home'], minPrice: eur(600), inStockOnly: true },
      ['Anglepoise lamp', 'Blanket'],
    ],
  ])('%s', async (_name, filter, expected) => {
    expect(await titles(filter)).toEqual(expected);
  });

  it('to those that are not sold for their keepers alone', async () => {
    const variables = { filter: { isActive: false }, orderBy: { field: 'TITLE', direction: 'ASC' } };
    const kept = await page(variables, everyRight());
    expect(kept.page?.nodes).toEqual([{ title: 'Archived' }, { title: 'Hidden' }]);
    expect((await page({}, everyRight())).page?.totalCount).toBe(all.length);
    expect((await page(variables, aCustomer())).errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
    expect((await page(variables)).errors?.[0]?.extensions?.['code']).toBe('UNAUTHENTICATED');
  });

  it.each<[string, Record<string, unknown>]>([
    ['two currencies', { minPrice: eur(1), maxPrice: usd(2) }],
    ['51 categories', { categorySlugs: Array.from({ length: 51 }, (_, nth) => `c${nth}`) }],
    ['101 SKUs', { skus: Array.from({ length: 101 }, (_, nth) => `s${nth}`) }],
    ['a text that cannot be stored', { query: 'a\u0000' }],
    ['a slug that cannot be stored', { categorySlugs: ['\ud800'] }],
    ['a query of 101 characters', { query: 'x'.repeat(101) }],
  ])('is refused for %s', async (_name, filter) => {
    expect((await page({ filter })).errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
  });
});

describe('products are sorted', () => {
  const newest = ['Pebble', 'Robot', 'Blanket', 'oil Lamp 100%_', 'Anglepoise lamp'];
  const cheapest = ['Pebble', 'oil Lamp 100%_', 'Blanket', 'Anglepoise lamp', 'Robot'];
  const fitting = ['Anglepoise lamp', 'oil Lamp 100%_', 'Blanket'];
  it.each<[string, string, Record<string, unknown>, string[]]>([
    ['CREATED_AT', 'DESC', {}, newest],
    ['CREATED_AT', 'ASC', {}, newest.toReversed()],
    ['TITLE', 'ASC', {}, all],
    ['TITLE', 'DESC', {}, all.toReversed()],
    ['PRICE', 'ASC', {}, cheapest],
    ['PRICE', 'DESC', {}, cheapest.toReversed()],
    ['RELEVANCE', 'DESC', {}, all],
    ['RELEVANCE', 'DESC', { query: 'lamp' }, fitting],
    ['RELEVANCE', 'ASC', { query: 'lamp' }, fitting.toReversed()],
  ])('by %s %s, with %j, on every page in both directions', async (field, direction, filter, expected) => {
    const orderBy = { field, direction };
    expect(await titles(filter, orderBy)).toEqual(expected);
    const forward: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { page: part } = await page({ first: 2, after, filter, orderBy });
      forward.push(...(part?.nodes.map(({ title }) => title) ?? []));
      after = part?.edges.at(-1)?.cursor ?? null;
      more = part?.pageInfo.hasNextPage ?? false;
    }
    expect(forward).toEqual(expected);
    const backward: string[] = [];
    for (let before: string | null = null, more = true; more; ) {
      const { page: part } = await page({ last: 2, before, filter, orderBy });
      backward.unshift(...(part?.nodes.map(({ title }) => title) ?? []));
      before = part?.edges[0]?.cursor ?? null;
      more = part?.pageInfo.hasPreviousPage ?? false;
    }
    expect(backward).toEqual(expected);
  });

  it('by the newest first when nothing is said', async () => {
    expect((await page({})).page?.nodes.map(({ title }) => title)).toEqual(newest);
    expect((await page({ orderBy: {} })).page?.nodes.map(({ title }) => title)).toEqual(newest);
  });

  it.each<[string, Record<string, unknown>]>([
    ['another order', { orderBy: { field: 'PRICE' } }],
    ['another direction', { orderBy: { field: 'TITLE', direction: 'DESC' } }],
    ['no list', { orderBy: { field: 'TITLE', direction: 'ASC' }, forge: true }],
  ])('and a cursor is of one order: one of %s is refused', async (_name, { forge, ...variables }) => {
    const { page: first } = await page({ first: 1, orderBy: { field: 'TITLE', direction: 'ASC' } });
    const after = forge === true ? Buffer.from('["x","y","z"]').toString('base64url') : first?.edges[0]?.cursor;
    const { errors } = await page({ ...variables, after });
    expect(errors?.[0]).toMatchObject({ message: 'after is not a cursor of this list.' });
  });

  it('and a page has at most 100', async () => {
    expect((await page({ first: 101 })).errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
    expect((await page({ first: 0 })).errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
  });
});

describe('facets', () => {
  const facets = async (filter: Record<string, unknown>) => {
    const query = `query ($filter: ProductFilter) {
      products(first: 1, filter: $filter) { facets { field buckets { value count } } }
    }`;
    const { data } = await bed.ask<{ products: { facets: unknown } }>(null, query, { filter });
    return data.products.facets;
  };

  it('say how the whole list divides, whatever the page', async () => {
    expect(await facets({})).toEqual([
      {
        field: 'category',
        buckets: ['desk-lamps', 'home', 'lighting', 'toys'].map((value) => ({ value, count: 1 })),
      },
      {
        field: 'price',
        buckets: [
          { value: 'EUR:0-999', count: 2 },
          { value: 'EUR:2500-4999', count: 1 },
          { value: 'EUR:5000-9999', count: 1 },
          { value: 'USD:2500-4999', count: 1 },
        ],
      },
      {
        field: 'inStock',
        buckets: [
          { value: 'true', count: 4 },
          { value: 'false', count: 1 },
        ],
      },
    ]);
  });

  it('are of what the filter leaves', async () => {
    expect(await facets({ query: 'lamp', inStockOnly: true })).toEqual([
      {
        field: 'category',
        buckets: [
          { value: 'desk-lamps', count: 1 },
          { value: 'home', count: 1 },
        ],
      },
      {
        field: 'price',
        buckets: [
          { value: 'EUR:2500-4999', count: 1 },
          { value: 'EUR:5000-9999', count: 1 },
        ],
      },
      { field: 'inStock', buckets: [{ value: 'true', count: 2 }] },
    ]);
    expect(await facets({ skus: [] })).toEqual(
      ['category', 'price', 'inStock'].map((field) => ({ field, buckets: [] })),
    );
  });
});

describe('the products of a category', () => {
  it('are those right in it, newest first, with their own pages and facets', async () => {
    const { data: made } = await bed.ask<{ category: { id: string } }>(null, '{ category(slug: "toys") { id } }');
    for (const nth of [1, 2]) {
      await bed.setNow(`2030-07-03T12:01:0${nth}.000Z`);
      await keeps(bed, 'productCreate', {
        sku: `BALL-${nth}`,
        title: `Ball ${nth}`,
        price: eur(300),
        categoryId: made.category.id,
      });
    }
    const query = `query ($after: String, $before: String, $first: Int, $last: Int) { category(slug: "toys") {
      products(first: $first, after: $after, last: $last, before: $before) {
        nodes { title } edges { cursor } totalCount pageInfo { hasNextPage }
        facets { field buckets { value count } }
      }
    } }`;
    const ask = async (variables: Record<string, unknown>) => {
      const { data, errors } = await bed.ask<{ category: { products: Page } | null } | null>(null, query, variables);
      return { products: data?.category?.products, errors };
    };
    const { products } = await ask({ first: 2 });
    expect(products).toMatchObject({
      nodes: [{ title: 'Ball 2' }, { title: 'Ball 1' }],
      totalCount: 3,
      pageInfo: { hasNextPage: true },
      facets: [
        { field: 'category', buckets: [{ value: 'toys', count: 3 }] },
        {
          field: 'price',
          buckets: [
            { value: 'EUR:0-999', count: 2 },
            { value: 'USD:2500-4999', count: 1 },
          ],
        },
        {
          field: 'inStock',
          buckets: [
            { value: 'true', count: 1 },
            { value: 'false', count: 2 },
          ],
        },
      ],
    });
    const cursor = products?.edges[1]?.cursor;
    expect((await ask({ after: cursor })).products?.nodes).toEqual([{ title: 'Robot' }]);
    expect((await ask({ before: cursor })).products?.nodes).toEqual([{ title: 'Ball 2' }]);
    const { page: list } = await page({ first: 1 });
    expect((await ask({ after: list?.edges[0]?.cursor })).errors).toBeDefined();
  });
});

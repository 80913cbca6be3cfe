import { newId } from '@marquee/shared/ids';
import { aCategory, aKey, aProduct, aSku, eur, usd } from './support/builders';
import { aCatalogBed, type CatalogBed } from './support/catalogBed';
import { everyRight, keeps, keepsById, refusalOf } from './support/keep';
import { aCustomer, aStorekeeper } from './support/people';

let bed: CatalogBed;
beforeAll(async () => {
  bed = await aCatalogBed();
  await aCategory(bed, 'lighting');
});
afterAll(() => bed.close());

const lightingId = async () => {
  const { data } = await bed.ask<{ category: { id: string } }>(null, '{ category(slug: "lighting") { id } }');
  return data.category.id;
};
const lamp = async (given: Record<string, unknown> = {}) => ({
  sku: aSku(),
  title: ' Reading lamp ',
  description: 'Bends.\nShines.',
  price: eur(2500),
  prices: [usd(2700), { minor: 4100, currency: 'AUD' }],
  categoryId: await lightingId(),
  attributes: [{ name: 'Colour', value: 'red' }],
  initialStock: 3,
  weightGrams: 900,
  imageUrl: 'https://example.com/lamp.jpg',
  ...given,
});
const shown = {
  title: 'Reading lamp',
  description: 'Bends.\nShines.',
  price: eur(2500),
  prices: [{ minor: 4100, currency: 'AUD' }, usd(2700)],
  category: { slug: 'lighting' },
  attributes: [{ name: 'Colour', value: 'red' }],
  imageUrl: 'https://example.com/lamp.jpg',
  isActive: true,
  version: 1,
  stock: { status: 'LOW', available: 3 },
};
const read = async (id: string, viewer: Parameters<typeof bed.ask>[0] = null) => {
  const { data } = await bed.ask<{ product: Record<string, unknown> | null }>(
    viewer,
    'query ($id: ID!) { product(id: $id) { id title isActive version name stockQuantity stock { status } } }',
    { id },
  );
  return data.product;
};

describe('a product', () => {
  it('is put into the shop as it is given, once a key', async () => {
    const [keeper, input] = [everyRight(), { ...(await lamp()), idempotencyKey: aKey() }];
    const { payload } = await keeps(bed, 'productCreate', input, keeper);
    expect(payload).toEqual({
      replayed: false,
      product: { id: expect.stringMatching(/^prd_/), sku: input.sku, ...shown },
      errors: [],
    });
    const again = await keeps(bed, 'productCreate', input, keeper);
    expect(again.payload).toEqual({ ...payload, replayed: true });
    const other = await keeps(bed, 'productCreate', { ...input, title: 'Other' }, keeper);
    expect(other.payload?.errors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED' }]);
  });

  it('is found by id and by sku, also under its old spellings', async () => {
    const sku = aSku();
    const id = await aProduct(bed, { sku, title: 'Desk lamp' });
    expect(await read(id)).toMatchObject({ id, name: 'Desk lamp', stockQuantity: 10 });
    const bySku = 'query ($sku: String!) { product(sku: $sku) { id } }';
    expect((await bed.ask(null, bySku, { sku })).data).toEqual({ product: { id } });
    expect((await bed.ask(null, bySku, { sku: sku.toLowerCase() })).data).toEqual({ product: { id } });
    const r = [{ __typename: 'Product', sku: sku.toLowerCase() }];
    const entities = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Product { id sku } } }';
    expect((await bed.ask(null, entities, { r })).data).toEqual({ _entities: [{ id, sku }] });
    expect((await bed.ask(null, bySku, { sku: 'nothing' })).data).toEqual({ product: null });
    expect(await read(newId('product'))).toBeNull();
    expect(await read('x')).toBeNull();
    const { errors } = await bed.ask(null, '{ product { id } }');
    expect(errors?.[0]?.message).toBe('Give either an id or a sku.');
  });

  it('has a SKU that no other item has, however it is spelt', async () => {
    const sku = aSku();
    await aProduct(bed, { sku });
    const path = ['input', 'sku'];
    const taken = { code: 'SKU_TAKEN', __typename: 'ValidationError', path };
    expect(await refusalOf(bed, 'productCreate', await lamp({ sku: sku.toLowerCase() }))).toMatchObject(taken);
    const book = { sku, title: 'B', authors: ['A'], price: eur(1) };
    expect(await refusalOf(bed, 'bookCreate', book)).toMatchObject(taken);
    const other = await aProduct(bed);
    expect(await refusalOf(bed, 'productUpdate', { id: other, version: 1, sku })).toMatchObject(taken);
    await keepsById(bed, 'productArchive', other);
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    ['no title', { title: ' ' }, ['title']],
    ['a price of nothing', { price: eur(0) }, ['price', 'minor']],
    ['a negative price', { prices: [usd(-1)] }, ['prices', '0', 'minor']],
    ['two prices in one currency', { prices: [usd(1), usd(2)] }, ['prices', '1', 'currency']],
    ['another price in its own currency', { prices: [eur(1)] }, ['prices', '0', 'currency']],
    ['a negative stock', { initialStock: -1 }, ['initialStock']],
    [
      'an attribute twice',
      {
        attributes: [
          { name: 'a', value: 'b' },
          { name: 'A', value: 'c' },
        ],
      },
      ['attributes', '1', 'name'],
    ],
    ['no weight', { weightGrams: 0 }, ['weightGrams']],
    ['a category that is none', { categoryId: newId('category') }, ['categoryId']],
  ])('cannot have %s', async (_name, given, path) => {
    expect(await refusalOf(bed, 'productCreate', await lamp(given))).toMatchObject({ path: ['input', ...path] });
  });

  it('is for those who keep the shop, whatever else one may do', async () => {
    for (const viewer of [null, aCustomer(), aStorekeeper()]) {
      const { payload, faults } = await keeps(bed, 'productCreate', await lamp(), viewer);
      expect(payload).toBeNull();
      expect(faults?.[0]?.extensions?.['code']).toBe(viewer === null ? 'UNAUTHENTICATED' : 'FORBIDDEN');
    }
  });
});

describe('a change of a product', () => {
  it('keeps what it leaves out and clears what it says is null', async () => {
    const id = await aProduct(bed, await lamp());
    const changed = await keeps(bed, 'productUpdate', {
      id,
      version: 1,
      title: 'Lamp',
      description: null,
      prices: null,
    });
    expect(changed.payload?.['product']).toMatchObject({
      ...shown,
      title: 'Lamp',
      description: null,
      prices: [],
      version: 2,
    });
    const cleared = { title: null, price: null, isActive: null, categoryId: null, attributes: null, imageUrl: null };
    const again = await keeps(bed, 'productUpdate', { id, version: 2, ...cleared });
    expect(again.payload?.['product']).toMatchObject({
      title: 'Lamp',
      price: eur(2500),
      isActive: true,
      category: null,
      attributes: [],
      imageUrl: null,
      version: 3,
    });
  });

  it('as a whole clears what it leaves out, but for the image', async () => {
    const id = await aProduct(bed, await lamp());
    const sku = aSku();
    const whole = { id, version: 1, sku, title: 'Torch', price: usd(900), isActive: true };
    expect((await keeps(bed, 'productReplace', whole)).payload?.['product']).toEqual({
      id,
      sku,
      title: 'Torch',
      description: null,
      price: usd(900),
      prices: [],
      category: null,
      attributes: [],
      imageUrl: shown.imageUrl,
      isActive: true,
      version: 2,
      stock: shown.stock,
    });
  });

  it('is refused when somebody else saved first, with the version there is', async () => {
    const id = await aProduct(bed);
    await keeps(bed, 'productUpdate', { id, version: 1, title: 'First' });
    const late = { id, version: 1, title: 'Second' };
    expect(await refusalOf(bed, 'productUpdate', late)).toMatchObject({
      __typename: 'VersionConflictError',
      code: 'VERSION_CONFLICT',
      currentVersion: 2,
      path: ['input', 'version'],
    });
    expect(await read(id)).toMatchObject({ title: 'First', version: 2 });
  });

  it('is saved by one of twenty who make it at once', async () => {
    const id = await aProduct(bed);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, nth) => keeps(bed, 'productUpdate', { id, version: 1, title: `T${nth}` })),
    );
    const codes = answers.flatMap(({ payload }) => payload?.errors.map(({ code }) => code) ?? []);
    expect(codes).toEqual(Array.from({ length: 19 }, () => 'VERSION_CONFLICT'));
    expect(await read(id)).toMatchObject({ version: 2 });
  });

  it('cannot leave two prices in one currency, nor be of what is none', async () => {
    const id = await aProduct(bed, { prices: [usd(2700)] });
    expect(await refusalOf(bed, 'productUpdate', { id, version: 1, price: usd(1) })).toMatchObject({
      path: ['input', 'prices', '0', 'currency'],
    });
    const missingId = newId('product');
    expect(await refusalOf(bed, 'productUpdate', { id: missingId, version: 1 })).toMatchObject({
      code: 'NOT_FOUND',
      missingId,
    });
  });
});

describe('a product that is archived', () => {
  it('is gone for everybody but its keepers, until it is restored', async () => {
    const id = await aProduct(bed);
    expect((await keepsById(bed, 'productArchive', id)).payload).toEqual({ archivedId: id, errors: [] });
    expect((await keepsById(bed, 'productArchive', id)).payload).toEqual({ archivedId: id, errors: [] });
    expect(await read(id)).toBeNull();
    expect(await read(id, aCustomer())).toBeNull();
    expect(await read(id, everyRight())).toMatchObject({
      isActive: false,
      version: 2,
      stock: { status: 'DISCONTINUED' },
    });
    const lists = 'query ($ids: [ID!]!) { catalogItems(ids: $ids) { id } products(first: 100) { nodes { id } } }';
    const { data } = await bed.ask<{ catalogItems: unknown[]; products: { nodes: unknown[] } }>(null, lists, {
      ids: [id],
    });
    expect(data.catalogItems).toEqual([null]);
    expect(data.products.nodes).not.toContainEqual({ id });
    expect(await refusalOf(bed, 'productUpdate', { id, version: 2, title: 'x' })).toMatchObject({ code: 'VALIDATION' });

    expect((await keepsById(bed, 'productRestore', id)).payload?.['product']).toMatchObject({
      isActive: true,
      version: 3,
    });
    expect((await keepsById(bed, 'productRestore', id)).payload?.['product']).toMatchObject({ version: 3 });
    expect(await read(id)).toMatchObject({ isActive: true });
  });

  it('is still there for a reference, so that past orders can show it', async () => {
    const sku = aSku();
    const id = await aProduct(bed, { sku, title: 'Past' });
    await keepsById(bed, 'productArchive', id);
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) {
      __typename ... on Product { id title isActive } ... on CatalogItem { sku }
    } }`;
    const expected = { __typename: 'Product', id, title: 'Past', isActive: false, sku };
    const r = [
      { __typename: 'Product', id },
      { __typename: 'Product', sku },
      { __typename: 'CatalogItem', id },
      { __typename: 'Book', id },
    ];
    const { data, errors } = await bed.ask(null, query, { r });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ _entities: [expected, expected, expected, null] });
  });
});

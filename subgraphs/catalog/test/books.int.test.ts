import { newId } from '@marquee/shared/ids';
import { aBook, aKey, anIsbn, aProduct, aSku, eur } from './support/builders';
import { aCatalogBed, type CatalogBed } from './support/catalogBed';
import { everyRight, keeps, keepsById, refusalOf } from './support/keep';

let bed: CatalogBed;
beforeAll(async () => {
  bed = await aCatalogBed();
});
afterAll(() => bed.close());

const almanac = {
  title: 'The Salt Almanac',
  subtitle: 'A novel',
  authors: ['Ines Marlowe', 'Theo Quist'],
  publisher: 'Harbour Press',
  publishedOn: '2026-03-14',
  pageCount: 312,
  language: 'en-IE',
  description: 'A year.\nA ship.',
  price: eur(1200),
  coverUrl: 'https://example.com/almanac.jpg',
};
const book = async (args: { readonly id?: string; readonly isbn?: string }) => {
  const query = 'query ($id: ID, $isbn: ISBN) { book(id: $id, isbn: $isbn) { id } }';
  const { data } = await bed.ask<{ book: { id: string } | null } | null>(null, query, args);
  return data?.book;
};

describe('a book', () => {
  it('is put into the shop as it is given, under its ISBN, once a key', async () => {
    const isbn = anIsbn();
    const [keeper, input] = [everyRight(), { ...almanac, isbn, initialStock: 6, idempotencyKey: aKey() }];
    const { payload } = await keeps(bed, 'bookCreate', input, keeper);
    expect(payload).toEqual({
      replayed: false,
      book: {
        id: expect.stringMatching(/^bok_/),
        sku: isbn,
        isbn,
        ...almanac,
        category: null,
        isActive: true,
        version: 1,
        stock: { status: 'IN_STOCK', available: 6 },
      },
      errors: [],
    });
    expect((await keeps(bed, 'bookCreate', input, keeper)).payload).toEqual({ ...payload, replayed: true });
  });

  it('is one book in every spelling of its ISBN', async () => {
    const id = await aBook(bed, { isbn: '0-306-40615-2' });
    for (const isbn of ['978-0-306-40615-7', '9780306406157', '0306406152']) {
      expect(await book({ isbn })).toEqual({ id });
      const path = ['input', 'isbn'];
      const input = { ...almanac, sku: aSku(), isbn };
      expect(await refusalOf(bed, 'bookCreate', input)).toMatchObject({ code: 'ISBN_TAKEN', path });
    }
    expect(await book({ id })).toEqual({ id });
    expect(await book({ isbn: '9780306406158' })).toBeUndefined();
    const r = [
      { __typename: 'Book', isbn: '9780306406157' },
      { __typename: 'Book', isbn: 'x' },
      { __typename: 'CatalogItem', id },
    ];
    const entities = 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Book { id isbn } } }';
    const found = { __typename: 'Book', id, isbn: '9780306406157' };
    expect((await bed.ask(null, entities, { r })).data).toEqual({ _entities: [found, null, found] });
  });

  it('needs no ISBN, and gets a SKU of its own then', async () => {
    const { payload } = await keeps(bed, 'bookCreate', { title: 'Zine', authors: ['A'], price: eur(300) });
    expect(payload?.['book']).toMatchObject({ isbn: null, sku: expect.stringMatching(/^BOOK-[\dA-F]{12}$/) });
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    ['no author', { authors: [] }, ['authors']],
    ['an author without a name', { authors: ['A', ' '] }, ['authors', '1']],
    ['no page', { pageCount: 0 }, ['pageCount']],
    ['a language that is none', { language: 'not a language' }, ['language']],
    ['a price of nothing', { price: eur(0) }, ['price', 'minor']],
    ['a SKU with a space', { sku: 'a b' }, ['sku']],
  ])('cannot have %s', async (_name, given, path) => {
    expect(await refusalOf(bed, 'bookCreate', { ...almanac, ...given })).toMatchObject({ path: ['input', ...path] });
  });

  it('is changed in what is given, from the version that was read', async () => {
    const id = await aBook(bed, almanac);
    const { payload } = await keeps(bed, 'bookUpdate', {
      id,
      version: 1,
      title: 'Salt',
      subtitle: null,
      authors: null,
      isbn: null,
    });
    expect(payload?.['book']).toMatchObject({ ...almanac, title: 'Salt', subtitle: null, isbn: null, version: 2 });
    expect(await refusalOf(bed, 'bookUpdate', { id, version: 1 })).toMatchObject({ currentVersion: 2 });
    const product = await aProduct(bed);
    expect(await refusalOf(bed, 'bookUpdate', { id: product, version: 1 })).toMatchObject({ code: 'NOT_FOUND' });
    const isbn = anIsbn();
    await aBook(bed, { isbn });
    expect(await refusalOf(bed, 'bookUpdate', { id, version: 2, isbn })).toMatchObject({ code: 'ISBN_TAKEN' });
  });

  it('is archived, and comes back with isActive', async () => {
    const id = await aBook(bed);
    expect((await keepsById(bed, 'bookArchive', id)).payload).toEqual({ archivedId: id, errors: [] });
    expect(await book({ id })).toBeNull();
    expect((await keepsById(bed, 'productArchive', id)).payload?.errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect(await refusalOf(bed, 'bookUpdate', { id, version: 2, title: 'x' })).toMatchObject({ code: 'VALIDATION' });
    const { payload } = await keeps(bed, 'bookUpdate', { id, version: 2, isActive: true });
    expect(payload?.['book']).toMatchObject({ isActive: true, version: 3 });
    expect(await book({ id })).toEqual({ id });
    const missing = newId('book');
    expect((await keepsById(bed, 'bookArchive', missing)).payload?.errors).toMatchObject([{ missingId: missing }]);
  });
});

describe('a list of books', () => {
  let listed: CatalogBed;
  beforeAll(async () => {
    listed = await aCatalogBed();
    await aBook(listed, { ...almanac, isbn: '9780306406157' });
    await aBook(listed, {
      title: 'atlas of Rain',
      authors: ['Theo Marlowe'],
      publishedOn: '2025-01-01',
      initialStock: 0,
    });
    await aBook(listed, { title: 'Undated', authors: ['Quist, T.'] });
    await aBook(listed, { title: 'Hidden', authors: ['Ines Marlowe'] }).then((id) =>
      keepsById(listed, 'bookArchive', id),
    );
    await aProduct(listed, { title: 'Salt mill' });
  });
  afterAll(() => listed.close());

  it.each<[string, Record<string, unknown>, string[]]>([
    ['nothing', {}, ['atlas of Rain', 'The Salt Almanac', 'Undated']],
    ['a word of the title', { query: 'SALT' }, ['The Salt Almanac']],
    ['words of author and description', { query: 'quist ship' }, ['The Salt Almanac']],
    ['its ISBN', { query: '9780306406157' }, ['The Salt Almanac']],
    ['an author', { author: 'marlowe' }, ['atlas of Rain', 'The Salt Almanac']],
    ['the whole name of one author, not of two', { author: 'theo marlowe' }, ['atlas of Rain']],
    [
      'days, both included',
      { publishedAfter: '2025-01-01', publishedBefore: '2026-03-14' },
      ['atlas of Rain', 'The Salt Almanac'],
    ],
    ['a day', { publishedAfter: '2025-01-02' }, ['The Salt Almanac']],
    ['what is there', { inStockOnly: true }, ['The Salt Almanac', 'Undated']],
    ['% as itself', { author: '%' }, []],
  ])('is by title, and narrowed by %s', async (_name, filter, expected) => {
    const query = `query ($filter: BookFilter, $after: String, $first: Int) {
      books(first: $first, filter: $filter, after: $after) { nodes { title } edges { cursor } totalCount }
    }`;
    interface Found {
      books: { nodes: { title: string }[]; edges: { cursor: string }[]; totalCount: number };
    }
    const { data } = await listed.ask<Found>(null, query, { filter });
    expect(data.books.nodes.map(({ title }) => title)).toEqual(expected);
    expect(data.books.totalCount).toBe(expected.length);
    const [first] = data.books.edges;
    if (first === undefined) return;
    const rest = await listed.ask<Found>(null, query, { filter, after: first.cursor });
    expect(rest.data.books.nodes.map(({ title }) => title)).toEqual(expected.slice(1));
  });
});

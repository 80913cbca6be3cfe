import { randomUUID } from 'node:crypto';
import { noIds, refusal, type Traces, unread, watchForTraces } from './support/badInput';
import { post } from './support/client';
import { type Marquee, startMarquee } from './support/marquee';
import { logInAsAdministrator } from './support/people';
import { lampPrice, openShop, type Shop } from './support/shop';

type Input = Readonly<Record<string, unknown>>;

const texts = ['\u0000', '\ud83d', '%', '\\', "' or 1=1 --", 'x'.repeat(10_000), 'x '.repeat(5_000)];

describe('bad input in the shop', () => {
  let marquee: Marquee;
  let shop: Shop;
  let token: string;
  let traces: Traces;

  beforeAll(async () => {
    marquee = await startMarquee('colocated');
    shop = await openShop(marquee.url);
    token = await logInAsAdministrator(marquee.url);
    traces = await watchForTraces(marquee, 'catalog');
  });

  afterAll(async () => {
    await traces.stop();
    await marquee.stop();
  });

  const save = (mutation: string, inputType: string, input: Input) => () =>
    post(
      marquee.url,
      `mutation ($input: ${inputType}!) { ${mutation}(input: $input) { errors { code message path } } }`,
      { input },
      { token },
    );
  const product = (change: Input) =>
    save('productCreate', 'ProductCreateInput', { sku: 'NEW-1', title: 'New', price: lampPrice, ...change });
  const book = (change: Input) =>
    save('bookCreate', 'BookCreateInput', { title: 'New', authors: ['Ada Quill'], price: lampPrice, ...change });
  const shelf = (change: Input) =>
    save('categorySave', 'CategorySaveInput', { slug: 'new-shelf', name: 'New', ...change });
  const stock = (mutation: 'stockSet' | 'stockAdjust', change: Input) =>
    save(mutation, mutation === 'stockSet' ? 'StockSetInput' : 'StockAdjustInput', {
      itemId: shop.lamp.id,
      idempotencyKey: randomUUID(),
      ...change,
    });

  describe('in a product', () => {
    it.each<[string, Input, string[]]>([
      ['no SKU', { sku: ' ' }, ['input', 'sku']],
      ['a SKU with NUL', { sku: 'a\u0000' }, ['input', 'sku']],
      ['no title', { title: '' }, ['input', 'title']],
      ['a title of 10 kB', { title: 'x'.repeat(10_000) }, ['input', 'title']],
      ['half a character in the title', { title: 'New \ud83d' }, ['input', 'title']],
      ['a price below nothing', { price: { ...lampPrice, minor: -1 } }, ['input', 'price', 'minor']],
      ['two prices in one currency', { prices: [lampPrice] }, ['input', 'prices', '0', 'currency']],
      ['less than no pieces', { initialStock: -1 }, ['input', 'initialStock']],
      ['more pieces than a house holds', { initialStock: 2 ** 31 - 1 }, ['input', 'initialStock']],
      ['no weight', { weightGrams: 0 }, ['input', 'weightGrams']],
      [
        'an attribute without a name',
        { attributes: [{ name: ' ', value: 'x' }] },
        ['input', 'attributes', '0', 'name'],
      ],
    ])('refuses %s, and nothing has changed', async (_name, change, path) => {
      expect(await traces.consequenceOf(product(change))).toEqual(refusal('VALIDATION', path));
    });

    it.each(noIds)('knows no category that is %s', async (_name, categoryId) => {
      const found = refusal('NOT_FOUND', ['input', 'categoryId']);
      expect(await traces.consequenceOf(product({ categoryId }))).toEqual(found);
    });

    it.each<[string, Input]>([
      ['half a piece', { initialStock: 1.5 }],
      ['more pieces than an Int', { initialStock: 2 ** 31 }],
      ['a currency there is not', { price: { ...lampPrice, currency: 'XXY' } }],
      ['an image that is no URL', { imageUrl: 'lamp.png' }],
      ['an id named by the caller', { id: 'prd_1' }],
    ])('does not even run with %s', async (_name, change) => {
      expect(await traces.consequenceOf(product(change))).toEqual(unread);
    });
  });

  describe('in a book', () => {
    it.each<[string, Input, string[]]>([
      ['nobody who wrote it', { authors: [] }, ['input', 'authors']],
      ['an author without a name', { authors: ['Ada Quill', ' '] }, ['input', 'authors', '1']],
      ['no pages', { pageCount: 0 }, ['input', 'pageCount']],
      ['a language there is not', { language: 'no language' }, ['input', 'language']],
    ])('refuses %s, and nothing has changed', async (_name, change, path) => {
      expect(await traces.consequenceOf(book(change))).toEqual(refusal('VALIDATION', path));
    });

    it.each<[string, Input]>([
      ['an ISBN with a wrong check digit', { isbn: '9780306406158' }],
      ['30 February', { publishedOn: '2030-02-30' }],
    ])('does not even run with %s', async (_name, change) => {
      expect(await traces.consequenceOf(book(change))).toEqual(unread);
    });
  });

  describe('in a category', () => {
    it.each<[string, Input, string[]]>([
      ['a slug with a space', { slug: 'new shelf' }, ['input', 'slug']],
      ['no name', { name: ' ' }, ['input', 'name']],
    ])('refuses %s, and nothing has changed', async (_name, change, path) => {
      expect(await traces.consequenceOf(shelf(change))).toEqual(refusal('VALIDATION', path));
    });

    it('refuses to stand below itself, and nothing has changed', async () => {
      const circle = shelf({ id: shop.categoryId, slug: 'home', parentId: shop.categoryId });
      expect(await traces.consequenceOf(circle)).toEqual(refusal('VALIDATION', ['input', 'parentId']));
    });
  });

  describe('in the stock', () => {
    it.each<[string, 'stockSet' | 'stockAdjust', Input, string, string]>([
      ['less than nothing', 'stockSet', { onHand: -1 }, 'VALIDATION', 'onHand'],
      ['more than a house holds', 'stockSet', { onHand: 1_000_001 }, 'VALIDATION', 'onHand'],
      ['a reason with NUL', 'stockSet', { onHand: 1, reason: 'a\u0000' }, 'VALIDATION', 'reason'],
      ['no change', 'stockAdjust', { delta: 0, reason: 'x' }, 'VALIDATION', 'delta'],
      ['no reason', 'stockAdjust', { delta: 1, reason: ' ' }, 'VALIDATION', 'reason'],
      ['more than there is', 'stockAdjust', { delta: -1_000_000, reason: 'x' }, 'INSUFFICIENT_STOCK', 'delta'],
      ['more than there can be', 'stockAdjust', { delta: -(2 ** 31), reason: 'x' }, 'VALIDATION', 'delta'],
      ['more than fits', 'stockAdjust', { delta: 2 ** 31 - 1, reason: 'x' }, 'VALIDATION', 'delta'],
    ])('refuses %s, and nothing has changed', async (_name, mutation, change, code, field) => {
      expect(await traces.consequenceOf(stock(mutation, change))).toEqual(refusal(code, ['input', field]));
    });

    it.each(noIds)('knows no item that is %s', async (_name, itemId) => {
      const found = refusal('NOT_FOUND', ['input', 'itemId']);
      expect(await traces.consequenceOf(stock('stockSet', { itemId, onHand: 1 }))).toEqual(found);
    });
  });

  describe('in a list', () => {
    const list = `query ($products: ProductFilter, $books: BookFilter, $after: String) {
      products(first: 5, filter: $products, after: $after) { nodes { id } totalCount facets { field } }
      books(first: 5, filter: $books) { nodes { id } totalCount }
    }`;
    /** What is neither an answer nor a refusal. */
    const faultsOf = async (variables: Input): Promise<unknown[]> => {
      const { errors } = await post(marquee.url, list, variables);
      return errors.filter(({ extensions }) => extensions['code'] !== 'BAD_USER_INPUT');
    };

    it.each(texts)('searches for what nobody would (%#)', async (text) => {
      expect(await faultsOf({ products: { query: text }, books: { query: text } })).toEqual([]);
      expect(await faultsOf({ products: { categorySlugs: [text] }, books: { author: text } })).toEqual([]);
      expect(await faultsOf({ products: { skus: [text] }, after: text })).toEqual([]);
    });

    it.each([0, -1, 2 ** 31 - 1, -(2 ** 31), 2 ** 53 - 1])('takes %d as the price', async (minor) => {
      expect(await faultsOf({ products: { minPrice: { ...lampPrice, minor } } })).toEqual([]);
      expect(await faultsOf({ products: { maxPrice: { ...lampPrice, minor } } })).toEqual([]);
    });

    it.each(['0001-01-01', '9999-12-31', '0000-00-00', '+275760-09-13'])('takes the day %s', async (day) => {
      expect(await faultsOf({ books: { publishedAfter: day } })).toEqual([]);
      expect(await faultsOf({ books: { publishedBefore: day } })).toEqual([]);
    });

    it('takes empty lists', async () => {
      expect(await faultsOf({ products: { categorySlugs: [], skus: [] } })).toEqual([]);
    });
  });
});

import { post } from './client';
import { forAll } from './forAll';
import { logInAsAdministrator } from './people';

/** A shop with two shelves, goods on them, and a book. */
export interface Shop {
  readonly categoryId: string;
  /** On the shelf `home`; ten of them are there. */
  readonly lamp: { readonly id: string; readonly sku: string };
  /** On the shelf `electronics`; three of them are there. */
  readonly laptopId: string;
  readonly bookId: string;
  /** On no shelf, and so many of them that orders may take some. */
  readonly mugId: string;
  /** What may be changed, as a whole, in part, or in its stock; archived; and a book for each. */
  readonly spares: Readonly<
    Record<'replaced' | 'updated' | 'archived' | 'counted' | 'bookUpdated' | 'bookArchived', string>
  >;
}

export const lampPrice = { minor: 2500, currency: 'EUR' };
export const mugPrice = { minor: 900, currency: 'EUR' };
export const laptopPrice = { minor: 89_900, currency: 'EUR' };
export const isbn = '9780306406157';

interface Saved {
  readonly thing: { readonly id: string } | null;
  readonly errors: readonly unknown[];
}

export type Save = (mutation: string, inputType: string, member: string, input: object) => Promise<string>;

/** Saves something as the administrator, and returns its id. */
export async function saveAsAdministrator(url: string): Promise<Save> {
  const token = await logInAsAdministrator(url);
  return async (mutation, inputType, member, input) => {
    const query = `mutation ($input: ${inputType}!) {
      saved: ${mutation}(input: $input) { thing: ${member} { id } errors { code message path } }
    }`;
    const { data, errors } = await post<{ saved: Saved }>(url, query, { input }, { token });
    expect({ errors, problems: data.saved?.errors }).toEqual({ errors: [], problems: [] });
    return data.saved.thing?.id ?? '';
  };
}

/** Opened by the administrator through the API, as a real one would be. */
export async function openShop(url: string): Promise<Shop> {
  const save = await saveAsAdministrator(url);
  const shelf = (slug: string, name: string) => save('categorySave', 'CategorySaveInput', 'category', { slug, name });
  const product = (sku: string, given: object = {}) =>
    save('productCreate', 'ProductCreateInput', 'product', {
      sku,
      title: sku,
      price: lampPrice,
      initialStock: 10,
      ...given,
    });
  const book = (title: string, given: object = {}) =>
    save('bookCreate', 'BookCreateInput', 'book', { title, authors: ['Ines Marlowe'], price: lampPrice, ...given });

  const categoryId = await shelf('home', 'Home');
  const electronicsId = await shelf('electronics', 'Electronics');
  const lamp = { sku: 'LAMP-1', id: await product('LAMP-1', { title: 'Harbour lamp', categoryId }) };
  const laptop = { title: 'Small laptop', price: laptopPrice, categoryId: electronicsId, initialStock: 3 };
  return {
    categoryId,
    lamp,
    laptopId: await product('LAPTOP-1', laptop),
    bookId: await book('The Salt Almanac', { isbn }),
    mugId: await product('MUG-1', { title: 'Sea mug', price: mugPrice, initialStock: 10_000 }),
    spares: {
      replaced: await product('SPARE-1'),
      updated: await product('SPARE-2'),
      archived: await product('SPARE-3'),
      counted: await product('SPARE-4'),
      bookUpdated: await book('Nine Bridges'),
      bookArchived: await book('Low Tide'),
    },
  };
}

/** So many products, each on a shelf of its own that stands below another. */
export async function fillShelves(url: string, count: number): Promise<void> {
  const save = await saveAsAdministrator(url);
  const shelf = (slug: string, parentId?: string) =>
    save('categorySave', 'CategorySaveInput', 'category', { slug, name: slug, parentId });
  await forAll(Array(count).keys(), 5, async (nth) => {
    const categoryId = await shelf(`below-${nth}`, await shelf(`above-${nth}`));
    const prices = [{ ...lampPrice, currency: 'USD' }];
    const goods = { sku: `GOODS-${nth}`, title: `Goods ${nth}`, price: lampPrice, prices, categoryId, initialStock: 5 };
    await save('productCreate', 'ProductCreateInput', 'product', goods);
  });
}

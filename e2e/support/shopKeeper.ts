import { post } from './client';
import { logInAsAdministrator } from './people';
import { lampPrice, type Save, saveAsAdministrator } from './shop';

/** Somebody who fills the shop, one thing at a time; what is made answers its id. */
export interface ShopKeeper {
  readonly save: Save;
  shelf(slug: string, name: string): Promise<string>;
  product(given: object): Promise<string>;
  book(given: object): Promise<string>;
  byId(mutation: 'productArchive' | 'productRestore' | 'bookArchive', id: string): Promise<void>;
}

export async function aShopKeeper(url: string): Promise<ShopKeeper> {
  const save = await saveAsAdministrator(url);
  const token = await logInAsAdministrator(url);
  return {
    save,
    shelf: (slug, name) => save('categorySave', 'CategorySaveInput', 'category', { slug, name }),
    product: (given) => save('productCreate', 'ProductCreateInput', 'product', { price: lampPrice, ...given }),
    book: (given) =>
      save('bookCreate', 'BookCreateInput', 'book', { authors: ['Ada Quill'], price: lampPrice, ...given }),
    byId: async (mutation, id) => {
      const query = `mutation ($id: ID!) { done: ${mutation}(id: $id) { errors { code message } } }`;
      const { data, errors } = await post(url, query, { id }, { token });
      expect({ errors, data }).toEqual({ errors: [], data: { done: { errors: [] } } });
    },
  };
}

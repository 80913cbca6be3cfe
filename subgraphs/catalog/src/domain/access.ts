/** Keeps products, books and categories, and sees those that are not sold. */
export const writeScope = 'catalog:write';
/** Reads what lies in the stock, and how it came to that. */
export const readStockScope = 'inventory:read';
/** Counts and corrects the stock. */
export const writeStockScope = 'inventory:write';

interface Reader {
  readonly scopes: readonly string[];
}

/** Whether the item exists for this reader: what is not sold is there for those who keep it. */
export function maySeeItem(reader: Reader | null, { isListed }: { readonly isListed: boolean }): boolean {
  return isListed || (reader?.scopes.includes(writeScope) ?? false);
}

import { type IdKind, isId } from '@marquee/shared/ids';

export const itemKinds = ['PRODUCT', 'BOOK'] as const;
export type ItemKind = (typeof itemKinds)[number];

/** What ids of each kind begin with. */
export const idKindOf = { PRODUCT: 'product', BOOK: 'book' } as const satisfies Record<ItemKind, IdKind>;

/** Whether the text has the form of an item's id, whatever its kind. */
export function isItemId(text: string): boolean {
  return itemKinds.some((kind) => isId(idKindOf[kind], text));
}

import { readIsbn } from '@marquee/shared/books';
import type { BookResolvers } from '../generated/resolverTypes';
import { itemFields } from './catalogItem';
import { ofKind } from './ofKind';

export const Book: BookResolvers = {
  __resolveReference: async (reference, { loaders }) =>
    ofKind(
      'BOOK',
      await ('id' in reference
        ? loaders.item.load(reference.id)
        : loaders.itemByIsbn.load(readIsbn(String(reference.isbn)) ?? '')),
    ),
  ...itemFields,
  coverUrl: ({ imageUrl }) => imageUrl,
};

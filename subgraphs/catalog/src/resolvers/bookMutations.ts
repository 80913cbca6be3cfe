import { requireScope } from '@marquee/shared/auth';
import { writeScope } from '../domain/access';
import type { MutationResolvers } from '../generated/resolverTypes';
import { createBook } from '../services/books/createBook';
import { updateBook } from '../services/books/updateBook';
import { saveCategory } from '../services/categories/saveCategory';
import { archiveItem } from '../services/items/archiveItem';

/** What the shop's keepers do with books, and with the shelves of the whole shop. */
export const bookMutations: MutationResolvers = {
  bookCreate: async (_root, { input }, context) => {
    const { userId } = requireScope(context, writeScope);
    const { id, replayed } = await createBook(context.services, { ...input, userId });
    return { book: await context.loaders.item.load(id), replayed, errors: [] };
  },
  bookUpdate: async (_root, { input }, context) => {
    requireScope(context, writeScope);
    await updateBook(context.services, input);
    context.loaders.forgetItem(input.id);
    return { book: await context.loaders.item.load(input.id), replayed: false, errors: [] };
  },
  bookArchive: async (_root, { id }, context) => {
    requireScope(context, writeScope);
    await archiveItem(context.services, 'BOOK', id);
    context.loaders.forgetItem(id);
    return { archivedId: id, errors: [] };
  },
};

export const categoryMutations: MutationResolvers = {
  categorySave: async (_root, { input }, context) => {
    requireScope(context, writeScope);
    const id = await saveCategory(context.services, input);
    context.loaders.forgetCategories();
    return { category: await context.loaders.category.load(id), errors: [] };
  },
};

import { requireScope } from '@marquee/shared/auth';
import { userErrorOf } from '@marquee/shared/subgraph';
import type { CatalogContext } from '../context';
import { writeScope } from '../domain/access';
import type { BulkRowResultResolvers, MutationResolvers, ValidationError } from '../generated/resolverTypes';
import { archiveItem } from '../services/items/archiveItem';
import { createProduct } from '../services/products/createProduct';
import { importProducts } from '../services/products/importProducts';
import { replaceProduct } from '../services/products/replaceProduct';
import { restoreProduct } from '../services/products/restoreProduct';
import { updateProduct } from '../services/products/updateProduct';

/** What the shop's keepers do with products. An answer is read after the change. */
export const productMutations: MutationResolvers = {
  productCreate: async (_root, { input }, context) => {
    const { userId } = requireScope(context, writeScope);
    const { id, replayed } = await createProduct(context.services, { ...input, userId });
    return { product: await fresh(context, id), replayed, errors: [] };
  },
  productUpdate: async (_root, { input }, context) => {
    requireScope(context, writeScope);
    await updateProduct(context.services, input);
    return { product: await fresh(context, input.id), replayed: false, errors: [] };
  },
  productReplace: async (_root, { input }, context) => {
    requireScope(context, writeScope);
    await replaceProduct(context.services, input);
    return { product: await fresh(context, input.id), replayed: false, errors: [] };
  },
  productArchive: async (_root, { id }, context) => {
    requireScope(context, writeScope);
    await archiveItem(context.services, 'PRODUCT', id);
    context.loaders.forgetItem(id);
    return { archivedId: id, errors: [] };
  },
  productRestore: async (_root, { id }, context) => {
    requireScope(context, writeScope);
    await restoreProduct(context.services, id);
    return { product: await fresh(context, id), replayed: false, errors: [] };
  },
  productImport: async (_root, { rows, dryRun }, context) => {
    requireScope(context, writeScope);
    const results = await importProducts(context.services, { rows, dryRun });
    const rejected = results.filter(({ error }) => error !== null).length;
    return { accepted: results.length - rejected, rejected, rows: [...results], errors: [] };
  },
};

export const BulkRowResult: BulkRowResultResolvers = {
  item: ({ itemId }, _args, { loaders }) => (itemId === null ? null : loaders.item.load(itemId)),
  errors: ({ error }) => (error === null ? [] : [userErrorOf(error) as unknown as ValidationError]),
};

function fresh({ loaders }: CatalogContext, id: string) {
  loaders.forgetItem(id);
  return loaders.item.load(id);
}

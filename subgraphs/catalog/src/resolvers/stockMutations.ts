import { requireScope } from '@marquee/shared/auth';
import type { CatalogContext } from '../context';
import { writeStockScope } from '../domain/access';
import type { MutationResolvers } from '../generated/resolverTypes';
import { adjustStock } from '../services/stock/adjustStock';
import type { StockChanged } from '../services/stock/changeStock';
import { setStock } from '../services/stock/setStock';

export const stockMutations: MutationResolvers = {
  stockSet: async (_root, { input }, context) => {
    const { userId } = requireScope(context, writeStockScope);
    return shown(context, await setStock(context.services, { ...input, userId }));
  },
  stockAdjust: async (_root, { input }, context) => {
    const { userId } = requireScope(context, writeStockScope);
    return shown(context, await adjustStock(context.services, { ...input, userId }));
  },
};

async function shown({ loaders }: CatalogContext, { itemId, movementId, replayed }: StockChanged) {
  loaders.forgetItem(itemId);
  const movement = movementId === null ? null : await loaders.movement.load(movementId);
  return { item: await loaders.item.load(itemId), movement, replayed, errors: [] };
}

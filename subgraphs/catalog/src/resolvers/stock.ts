import { requireScope } from '@marquee/shared/auth';
import { referenced } from '@marquee/shared/loaders';
import type { CatalogContext } from '../context';
import { readStockScope } from '../domain/access';
import type { StockLevel as StockLevelModel } from '../domain/stock';
import type { StockLevelResolvers, StockMovementResolvers } from '../generated/resolverTypes';

const forStaff =
  (field: 'onHand' | 'reserved' | 'lowStockThreshold') =>
  (level: StockLevelModel, _args: unknown, context: CatalogContext): number => {
    requireScope(context, readStockScope);
    return level[field];
  };

export const StockLevel: StockLevelResolvers = {
  onHand: forStaff('onHand'),
  reserved: forStaff('reserved'),
  lowStockThreshold: forStaff('lowStockThreshold'),
};

export const StockMovement: StockMovementResolvers = {
  /** For the staff alone; a reference proves nothing. */
  __resolveReference: ({ id }, { loaders, viewer }) =>
    viewer?.scopes.includes(readStockScope) === true ? loaders.movement.load(id) : null,
  item: ({ itemId }, _args, { loaders }) => referenced(loaders.item.load(itemId)),
};

import { requireScope, requireViewer } from '@marquee/shared/auth';
import { InvalidInput } from '@marquee/shared/errors';
import { readSpokenNumber } from '@marquee/shared/ids';
import { readPage } from '@marquee/shared/pagination';
import { adminScope } from '../domain/access';
import type { QueryResolvers } from '../generated/resolverTypes';
import { sagasRepository } from '../saga';
import { listOrders } from '../services/orders/listOrders';

export const Query: QueryResolvers = {
  cart: (_root, { id }, { loaders, viewer }) => {
    if (id != null) return loaders.cart.load(id);
    return viewer === null ? null : loaders.cartOf.load(viewer.userId);
  },
  order: (_root, { id, number }, context) => {
    requireViewer(context);
    if ((id == null) === (number == null)) throw new InvalidInput('Give either an id or a number.', ['id']);
    if (id != null) return context.loaders.visibleOrder.load(id);
    const stored = readSpokenNumber('O', number ?? '');
    return stored === null ? null : context.loaders.visibleOrderByNumber.load(stored);
  },
  orders: (_root, args, context) => listOrders(context.services, requireViewer(context), args),
  checkoutSagas: (_root, { state, ...args }, context) => {
    requireScope(context, adminScope);
    const page = readPage(args, { list: 'checkoutSagas', keyCount: 1 });
    return sagasRepository(context.services.db.manager).list(state ?? null, page);
  },
};

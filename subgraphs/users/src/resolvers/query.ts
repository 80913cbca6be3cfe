import { requireScope, requireViewer } from '@marquee/shared/auth';
import { normalizedEmail } from '../domain/email';
import { mayReadAll, viewFor } from '../domain/userView';
import type { QueryResolvers } from '../generated/resolverTypes';
import { isUsernameAvailable } from '../services/isUsernameAvailable';
import { listUsers } from '../services/listUsers';
import { asListing } from './userConnection';

export const Query: QueryResolvers = {
  me: async (_root, _args, { viewer, loaders }) =>
    viewer === null ? null : viewFor(viewer, await loaders.user.load(viewer.userId)),

  user: async (_root, { id }, ctx) => {
    const viewer = requireViewer(ctx);
    // Asked before the database is: somebody else's id and an unknown one take the same time, too.
    return mayReadAll(viewer, id) ? viewFor(viewer, await ctx.loaders.user.load(id)) : null;
  },

  userByEmail: async (_root, { email }, ctx) => {
    const viewer = requireScope(ctx, 'users:read');
    return viewFor(viewer, await ctx.loaders.userByEmail.load(normalizedEmail(email)));
  },

  users: async (_root, { filter, orderBy, ...page }, ctx) => {
    requireScope(ctx, 'users:read');
    const order = { field: orderBy?.field ?? 'CREATED_AT', isDescending: orderBy?.direction !== 'ASC' };
    return asListing(await listUsers(ctx.services, { ...page, filter: filter ?? {}, order }));
  },

  usernameAvailable: (_root, { username }, { services }) => isUsernameAvailable(services, username),
};

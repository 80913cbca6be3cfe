import { requireViewer } from '@marquee/shared/auth';
import { mayReadAll, viewFor } from '../domain/userView';
import type { QueryResolvers } from '../generated/resolverTypes';

export const Query: QueryResolvers = {
  me: async (_root, _args, { viewer, loaders }) =>
    viewer === null ? null : viewFor(viewer, await loaders.user.load(viewer.userId)),

  user: async (_root, { id }, ctx) => {
    const viewer = requireViewer(ctx);
    // Asked before the database is: somebody else's id and an unknown one take the same time, too.
    return mayReadAll(viewer, id) ? viewFor(viewer, await ctx.loaders.user.load(id)) : null;
  },
};

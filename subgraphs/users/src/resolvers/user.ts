import { effectiveScopes } from '../domain/roles';
import { viewFor } from '../domain/userView';
import type { UserResolvers } from '../generated/resolverTypes';

export const User: UserResolvers = {
  // A reference names an id but proves nothing: the view decides what this viewer sees of the user.
  __resolveReference: async ({ id }, { viewer, loaders }) => viewFor(viewer, await loaders.user.load(id)),

  fullName: ({ displayName }) => displayName,

  scopes: async ({ id, role }, _args, { loaders }) => {
    if (role === null) return null;
    const { scopes, duties } = await loaders.grants.load(id);
    return [...effectiveScopes(role, scopes, duties)];
  },
};

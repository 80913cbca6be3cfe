import { hasScope } from '@marquee/shared/auth';
import { normalizedEmail } from '../domain/email';
import { effectiveScopes } from '../domain/roles';
import { mayReadAll, viewFor } from '../domain/userView';
import type { UserResolvers } from '../generated/resolverTypes';

export const User: UserResolvers = {
  // A reference names an id but proves nothing: the view decides what this viewer sees of the user.
  __resolveReference: async (reference, { viewer, loaders }) => {
    if ('id' in reference) return viewFor(viewer, await loaders.user.load(reference.id));
    // Who may not look anybody up by address gets the answer for an unknown one, and nobody was looked for.
    if (!hasScope(viewer, 'users:read') || reference.email == null) return null;
    return viewFor(viewer, await loaders.userByEmail.load(normalizedEmail(reference.email)));
  },

  fullName: ({ displayName }) => displayName,

  scopes: async ({ id, role }, _args, { loaders }) => {
    if (role === null) return null;
    const { scopes, duties } = await loaders.grants.load(id);
    return [...effectiveScopes(role, scopes, duties)];
  },

  addresses: ({ id }, _args, { viewer, loaders }) => (mayReadAll(viewer, id) ? loaders.addressesOfUser.load(id) : null),

  sessions: ({ id }, _args, { viewer, loaders }) => (viewer?.userId === id ? loaders.sessionsOfUser.load(id) : null),
};

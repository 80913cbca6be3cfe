import type { SessionResolvers } from '../generated/resolverTypes';

export const Session: SessionResolvers = {
  __resolveReference: async ({ id }, { viewer, loaders }) => {
    const session = viewer === null ? null : await loaders.session.load(id);
    return session !== null && session.userId === viewer?.userId ? session : null;
  },

  isCurrent: ({ id }, _args, { viewer }) => id === viewer?.sessionId,
};

import type { Connection } from '@marquee/shared/pagination';
import { fullView, type UserView } from '../domain/userView';
import type { UserConnectionResolvers } from '../generated/resolverTypes';
import type { UserPage } from '../services/listUsers';

export type UserListing = Connection<UserView> & Pick<UserPage, 'countAll'>;

/** The list is for holders of `users:read`, who see everything about everyone in it. */
export function asListing({ edges, nodes, pageInfo, countAll }: UserPage): UserListing {
  return {
    edges: edges.map(({ cursor, node }) => ({ cursor, node: fullView(node) })),
    nodes: nodes.map(fullView),
    pageInfo,
    countAll,
  };
}

export const UserConnection: UserConnectionResolvers = { totalCount: ({ countAll }) => countAll() };

import { requireScope } from '@marquee/shared/auth';
import type { Resolvers } from '../generated/resolverTypes';
import { reindexSearch } from '../services/reindexSearch';
import { search } from '../services/search';
import { suggest } from '../services/suggest';
import { systemHealth } from '../services/systemHealth';
import { SearchHit, SearchSubject } from './search';

export const adminScope = 'platform:admin';

export const resolvers: Resolvers = {
  Query: {
    search: (_root, args, { services, viewer }) => search(services, viewer, args),
    searchSuggest: (_root, args, { services, viewer }) => suggest(services, viewer, args),
    serviceInfo: (_root, _args, { services }) => services.info,
    systemHealth: (_root, _args, { services }) => systemHealth(services),
  },
  Mutation: {
    searchReindex: async (_root, { kinds }, context) => {
      requireScope(context, adminScope);
      return { ...(await reindexSearch(context.services, kinds)), errors: [] };
    },
  },
  SearchHit,
  SearchSubject,
};

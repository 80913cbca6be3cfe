import { requireScope } from '@marquee/shared/auth';
import { readPage } from '@marquee/shared/pagination';
import { manageScope } from '../domain/access';
import type { IpoListingResolvers, MutationResolvers, QueryResolvers } from '../generated/resolverTypes';
import { ipoListingsRepository } from '../persistence/ipoListingsRepository';
import { refreshIpoListings } from '../services/ipo/refreshIpoListings';

export const ipoQueries: QueryResolvers = {
  upcomingIpos: (_root, args, { services }) =>
    ipoListingsRepository(services.db.manager).list(readPage(args, { list: 'upcomingIpos', keyCount: 2 })),
};

export const ipoMutations: MutationResolvers = {
  upcomingIpoRefresh: async (_root, { input }, context) => {
    requireScope(context, manageScope);
    return { ...(await refreshIpoListings(context.services, input.feed ?? 'default')), errors: [] };
  },
};

export const IpoListing: IpoListingResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.ipoListing.load(id),
};

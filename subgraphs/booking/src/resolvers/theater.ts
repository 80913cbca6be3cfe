import { readPage } from '@marquee/shared/pagination';
import type { TheaterResolvers } from '../generated/resolverTypes';
import { showingCriteria, showingPages } from '../services/cinema/listShowings';

export const Theater: TheaterResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.theater.load(id),
  capacity: ({ id }, _args, { loaders }) => loaders.capacityOfTheater.load(id),
  screens: ({ id }, _args, { loaders }) => loaders.screensOfTheater.load(id),
  showings: ({ id }, args, { loaders }) =>
    loaders.showingsOfTheater(id, showingCriteria(args.filter), readPage(args, showingPages('Theater.showings'))),
};

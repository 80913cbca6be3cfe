import { readPage } from '@marquee/shared/pagination';
import type { MovieResolvers } from '../generated/resolverTypes';
import { showingCriteria, showingPages } from '../services/cinema/listShowings';

export const Movie: MovieResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.movie.load(id),
  showings: ({ id }, args, { loaders }) =>
    loaders.showingsOfMovie(id, showingCriteria(args.filter), readPage(args, showingPages('Movie.showings'))),
};

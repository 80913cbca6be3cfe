import type { QueryResolvers } from '../generated/resolverTypes';
import { listMovies } from '../services/cinema/listMovies';
import { listSeats } from '../services/cinema/listSeats';
import { listShowings } from '../services/cinema/listShowings';
import { listTheaters } from '../services/cinema/listTheaters';

/** Theaters, films and showings: for everybody, signed in or not. */
export const cinemaQueries: QueryResolvers = {
  theater: (_root, { id }, { loaders }) => loaders.theater.load(id),
  theaters: (_root, args, { services }) => listTheaters(services, args),
  movie: (_root, { id }, { loaders }) => loaders.movie.load(id),
  movies: (_root, args, { services }) => listMovies(services, args),
  showing: (_root, { id }, { loaders }) => loaders.showing.load(id),
  showings: (_root, args, { services }) => listShowings(services, args),
  seats: (_root, args, { services }) => listSeats(services, args),
};

import { type Listing, type PageArguments, readPage } from '@marquee/shared/pagination';
import { filterTexts, searchWords } from '@marquee/shared/text';
import type { MovieEntity } from '../../persistence/movie.entity';
import { moviesRepository } from '../../persistence/moviesRepository';
import type { BookingServices } from '../services';

export interface ListMovies extends PageArguments {
  readonly filter?:
    | {
        readonly query?: string | null | undefined;
        readonly genres?: readonly string[] | null | undefined;
        readonly showingOn?: string | null | undefined;
      }
    | null
    | undefined;
}

const mostGenres = 20;

/** Films by title. @throws InvalidInput for a page or a filter that cannot be */
export function listMovies({ db }: BookingServices, args: ListMovies): Promise<Listing<MovieEntity>> {
  const { query, genres, showingOn = null } = args.filter ?? {};
  const criteria = {
    words: searchWords(query),
    genres: filterTexts(genres ?? [], { most: mostGenres, path: ['filter', 'genres'] }),
    showingOn,
  };
  return moviesRepository(db.manager).list(criteria, readPage(args, { list: 'movies', keyCount: 2 }));
}

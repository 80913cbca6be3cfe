import { isId } from '@marquee/shared/ids';
import { type Listing, type PageArguments, readPage } from '@marquee/shared/pagination';
import type { ShowingStatus } from '../../domain/showing';
import type { ShowingEntity } from '../../persistence/showing.entity';
import { type ShowingCriteria, showingsRepository } from '../../persistence/showingsRepository';
import type { BookingServices } from '../services';

export interface ShowingFilter {
  readonly movieId?: string | null | undefined;
  readonly theaterId?: string | null | undefined;
  readonly from?: Date | null | undefined;
  readonly to?: Date | null | undefined;
  readonly status?: readonly ShowingStatus[] | null | undefined;
  readonly minSeatsAvailable?: number | null | undefined;
}

export interface ListShowings extends PageArguments {
  readonly filter?: ShowingFilter | null | undefined;
}

/** How many sort keys a cursor of a list of showings has. */
export const showingPages = (list: string) => ({ list, keyCount: 2 });

/** Showings by beginning. @throws InvalidInput for a page that cannot be */
export function listShowings({ db }: BookingServices, args: ListShowings): Promise<Listing<ShowingEntity>> {
  return showingsRepository(db.manager).list(showingCriteria(args.filter), readPage(args, showingPages('showings')));
}

/** The filter as the database takes it. What is no id matches nothing, like an id that is not there. */
export function showingCriteria(filter: ShowingFilter | null | undefined): ShowingCriteria {
  const { movieId, theaterId, from = null, to = null, status = null, minSeatsAvailable = null } = filter ?? {};
  return {
    movieId: idOrNone('movie', movieId),
    theaterId: idOrNone('theater', theaterId),
    from,
    to,
    statuses: status,
    minSeatsAvailable,
  };
}

function idOrNone(kind: 'movie' | 'theater', id: string | null | undefined): string | null {
  if (id == null) return null;
  return isId(kind, id) ? id : '';
}

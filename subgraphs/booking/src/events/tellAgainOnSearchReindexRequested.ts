import { tellsAgain } from '@marquee/shared/events';
import type { EntityManager } from 'typeorm';
import { factsRepository, type ToldTable } from '../persistence/factsRepository';
import { tellOfBookings } from '../services/telling/tellOfBookings';
import { tellOfMovies } from '../services/telling/tellOfMovies';
import { tellOfShowings } from '../services/telling/tellOfShowings';
import { tellOfTheaters } from '../services/telling/tellOfTheaters';

const idsOf = (table: ToldTable) => (tx: EntityManager, after: string, limit: number) =>
  factsRepository(tx).idsAfter(table, after, limit);

export const tellAgainOnSearchReindexRequested = tellsAgain({
  MOVIE: { idsAfter: idsOf('movie'), tell: tellOfMovies },
  THEATER: { idsAfter: idsOf('theater'), tell: tellOfTheaters },
  SHOWING: { idsAfter: idsOf('showing'), tell: tellOfShowings },
  BOOKING: { idsAfter: idsOf('booking'), tell: tellOfBookings },
});

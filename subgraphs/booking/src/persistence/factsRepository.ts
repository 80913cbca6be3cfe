import type { EventOf, movieSavedV1, showingSavedV1, theaterSavedV1 } from '@marquee/shared/events';
import type { EntityManager } from 'typeorm';
import type { NamedShowing } from '../domain/showingTitle';

type Facts<Contract extends typeof movieSavedV1 | typeof theaterSavedV1 | typeof showingSavedV1> =
  EventOf<Contract>['data'];
export type MovieFacts = Facts<typeof movieSavedV1>;
export type TheaterFacts = Facts<typeof theaterSavedV1>;
export type ShowingFacts = Facts<typeof showingSavedV1>;

/** The tables of things that others are told of. */
export type ToldTable = keyof typeof idsAfterSql;

/** What is told to others of films, theaters and showings. The rows are locked, so that no older state follows a newer. */
export function factsRepository(tx: EntityManager) {
  return {
    ofMovies: (ids: readonly string[]): Promise<MovieFacts[]> =>
      tx.query(
        `select id as "movieId", title, description, genres, released_on::text as "releasedOn"
         from movie where id = any ($1) order by id for share`,
        [ids],
      ),

    ofTheaters: (ids: readonly string[]): Promise<TheaterFacts[]> =>
      tx.query(
        `select id as "theaterId", name, address->>'line1' as street, address->>'city' as city
         from theater where id = any ($1) order by id for share`,
        [ids],
      ),

    async ofShowings(ids: readonly string[]): Promise<ShowingFacts[]> {
      const rows: (Omit<ShowingFacts, 'startsAt' | 'endsAt'> & { startsAt: Date; endsAt: Date })[] = await tx.query(
        `select showing.id as "showingId", movie.id as "movieId", movie.title as "movieTitle", movie.genres,
           theater.id as "theaterId", theater.name as "theaterName", theater.address->>'city' as city,
           screen.name as "screenName", showing.starts_at as "startsAt", showing.ends_at as "endsAt",
           showing.sale = 'CANCELLED' as "isCancelled"
         from showing
         join movie on movie.id = showing.movie_id
         join screen on screen.id = showing.screen_id
         join theater on theater.id = showing.theater_id
         where showing.id = any ($1) order by showing.id for share of showing`,
        [ids],
      );
      return rows.map(({ startsAt, endsAt, ...facts }) => ({
        ...facts,
        startsAt: startsAt.toISOString(),
        endsAt: endsAt.toISOString(),
      }));
    },

    /**
     * What holds or bookings are for, as it is called now. No lock: whoever has the booking's must not wait for the
     * showing's.
     */
    async namesOfShowings(ids: readonly string[]): Promise<(id: string) => NamedShowing> {
      const rows: (NamedShowing & { id: string })[] = await tx.query(
        `select showing.id, movie.title as "movieTitle", theater.name as "theaterName", showing.starts_at as "startsAt",
           theater.time_zone as "timeZone"
         from showing join movie on movie.id = showing.movie_id join theater on theater.id = showing.theater_id
         where showing.id = any ($1)`,
        [ids],
      );
      const byId = new Map(rows.map((row) => [row.id, row]));
      return (id) => {
        const names = byId.get(id);
        if (names === undefined) throw new Error('the showing of a hold or a booking is gone');
        return names;
      };
    },

    /** Showings to come of a film, a theater or a screen: what is told of them names all three. */
    async showingsToComeOf(owner: {
      readonly movieId?: string;
      readonly theaterId?: string;
      readonly screenId?: string;
    }): Promise<string[]> {
      const rows: { id: string }[] = await tx.query(
        `select id from showing where (movie_id = $1 or theater_id = $2 or screen_id = $3)
           and sale <> 'CANCELLED' and ends_at > booking_now() order by id`,
        [owner.movieId ?? null, owner.theaterId ?? null, owner.screenId ?? null],
      );
      return rows.map(({ id }) => id);
    },

    /** The ids after that one, in the order of ids. */
    async idsAfter(table: ToldTable, after: string, limit: number): Promise<string[]> {
      const rows: { id: string }[] = await tx.query(idsAfterSql[table], [after, limit]);
      return rows.map(({ id }) => id);
    },
  };
}

const idsAfterSql = {
  movie: 'select id from movie where id > $1 order by id limit $2',
  theater: 'select id from theater where id > $1 order by id limit $2',
  // What is over is not found any more.
  showing: 'select id from showing where id > $1 and ends_at > booking_now() order by id limit $2',
  booking: 'select id from booking where id > $1 order by id limit $2',
} as const;

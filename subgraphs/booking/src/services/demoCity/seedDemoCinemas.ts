import type { Logger } from '@marquee/shared/logging';
import { fixedId, insertMissing } from '@marquee/shared/seeding';
import type { EntityManager } from 'typeorm';
import { scheduleShowing } from '../../domain/showing';
import { databaseNow } from '../../persistence/databaseNow';
import { openBookingDatabase } from '../../persistence/dataSource';
import { MovieEntity } from '../../persistence/movie.entity';
import { PriceTierEntity } from '../../persistence/priceTier.entity';
import { ScreenEntity } from '../../persistence/screen.entity';
import { SeatEntity } from '../../persistence/seat.entity';
import { ShowingEntity } from '../../persistence/showing.entity';
import { TheaterEntity } from '../../persistence/theater.entity';
import { tellOfMovies } from '../telling/tellOfMovies';
import { tellOfShowings } from '../telling/tellOfShowings';
import { tellOfTheaters } from '../telling/tellOfTheaters';
import { type DemoMovie, demoMovies } from './demoMovies';
import { demoSlots } from './demoShowings';
import { type DemoScreen, type DemoTheater, demoCity, demoTheaters } from './demoTheaters';
import { demoTiers } from './demoTiers';
import { drawPlan } from './drawPlan';

const theaterId = ({ name }: DemoTheater) => fixedId('theater', name);
const screenKey = (theater: DemoTheater, { name }: DemoScreen) => `${theater.name} ${name}`;
const movieId = ({ title }: DemoMovie) => fixedId('movie', title);

/**
 * Fills the database with cinemas, films and what they show from now on for two weeks. What is there already stays as
 * it is, changes by people included, so it may run at every start.
 */
export async function seedDemoCinemas(
  { databaseUrl }: { readonly databaseUrl: string },
  { logger }: { readonly logger: Logger },
): Promise<void> {
  const db = await openBookingDatabase(databaseUrl, logger);
  try {
    await db.transaction(async (tx) => {
      // Two launchers at once would both find the cinemas missing.
      await tx.query(`select pg_advisory_xact_lock(hashtextextended('demo_city', 0))`);
      await insertCinemas(tx);
      const showings = await insertShowings(tx, await databaseNow(tx));
      logger.info({ showings }, 'demo cinemas are there');
    });
  } finally {
    await db.destroy();
  }
}

async function insertCinemas(tx: EntityManager): Promise<void> {
  const { city, country, timeZone } = demoCity;
  const address = { recipient: null, line2: null, region: null, city, country };
  const newTheaters = await insertMissing(
    tx,
    TheaterEntity,
    demoTheaters.map((theater) => {
      const { name, line1, postalCode } = theater;
      return { id: theaterId(theater), name, address: { ...address, line1, postalCode }, timeZone };
    }),
  );
  const newScreens = new Set(
    await insertMissing(
      tx,
      ScreenEntity,
      demoScreens().map(({ row }) => row),
    ),
  );
  // A plan that somebody has changed since is left alone, whatever it has lost.
  const seats = demoScreens()
    .filter(({ row }) => newScreens.has(row.id))
    .flatMap(({ seats: planned }) => planned);
  if (seats.length > 0) await insertMissing(tx, SeatEntity, seats);
  const newMovies = await insertMissing(
    tx,
    MovieEntity,
    demoMovies.map((movie) => ({ ...movie, id: movieId(movie), genres: [...movie.genres], posterUrl: null })),
  );
  await tellOfTheaters(tx, newTheaters);
  await tellOfMovies(tx, newMovies);
}

function demoScreens() {
  return demoTheaters.flatMap((theater) =>
    theater.screens.map((screen) => {
      const key = screenKey(theater, screen);
      const id = fixedId('screen', key);
      const { width: planWidth, height: planHeight, seats } = drawPlan(screen.plan);
      return {
        screen,
        row: {
          id,
          theaterId: theaterId(theater),
          name: screen.name,
          features: [...screen.features],
          planVersion: 1,
          planWidth,
          planHeight,
        },
        seats: seats.map((seat) => ({
          ...seat,
          id: fixedId('seat', `${key} ${seat.row}${seat.number}`),
          screenId: id,
          isBlocked: false,
          isRetired: false,
        })),
      };
    }),
  );
}

/** Returns how many were not there. A time that people have filled otherwise stays theirs. */
async function insertShowings(tx: EntityManager, now: Date): Promise<number> {
  const { currency, timeZone } = demoCity;
  const planned = demoScreens().flatMap(({ screen, row }, screenIndex) =>
    demoSlots(screenIndex, demoMovies.length, timeZone, now).flatMap(({ key, startsAt, movieIndex }) => {
      const movie = demoMovies[movieIndex];
      if (movie === undefined) return [];
      const showing = {
        id: fixedId('showing', `${row.id} ${key}`),
        movieId: movieId(movie),
        screenId: row.id,
        theaterId: row.theaterId,
        ...scheduleShowing({ startsAt }, movie.durationMinutes, now),
        sale: 'ON_SALE' as const,
        basePriceMinor: screen.basePriceMinor,
        currency,
      };
      return [showing];
    }),
  );
  const added = new Set(await insertMissing(tx, ShowingEntity, planned));
  const tiers = planned.filter(({ id }) => added.has(id)).flatMap(demoTiers);
  if (tiers.length > 0) await tx.insert(PriceTierEntity, tiers);
  await tellOfShowings(tx, [...added]);
  return added.size;
}

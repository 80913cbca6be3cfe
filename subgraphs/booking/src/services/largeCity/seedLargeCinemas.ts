import { outbox } from '@marquee/shared/events';
import { newId } from '@marquee/shared/ids';
import type { Logger } from '@marquee/shared/logging';
import { drawFor, inPortions, insertMissing, missingIds, type OnProgress } from '@marquee/shared/seeding';
import type { DataSource, EntityManager } from 'typeorm';
import { bookingConfirmed } from '../../events/published';
import { BookedSeatEntity } from '../../persistence/bookedSeat.entity';
import { BookingEntity } from '../../persistence/booking.entity';
import { BookingTimelineEntity } from '../../persistence/bookingTimeline.entity';
import { databaseNow } from '../../persistence/databaseNow';
import { openBookingDatabase } from '../../persistence/dataSource';
import { factsRepository } from '../../persistence/factsRepository';
import { MovieEntity } from '../../persistence/movie.entity';
import { PriceTierEntity } from '../../persistence/priceTier.entity';
import { ScreenEntity } from '../../persistence/screen.entity';
import { SeatEntity } from '../../persistence/seat.entity';
import { seatClaimsRepository } from '../../persistence/seatClaimsRepository';
import { ShowingEntity } from '../../persistence/showing.entity';
import { TheaterEntity } from '../../persistence/theater.entity';
import { TicketEntity } from '../../persistence/ticket.entity';
import { demoTiers } from '../demoCity/demoTiers';
import { tellOfMovies } from '../telling/tellOfMovies';
import { tellOfShowings } from '../telling/tellOfShowings';
import { tellOfTheaters } from '../telling/tellOfTheaters';
import { largeMovie, movieId } from './largeMovies';
import { largeProgramme, moviesOnScreens, showingsAScreen } from './largeProgramme';
import { type LargeSale, largeSales } from './largeSales';
import { type LargeTheater, largeTheater, screensATheater } from './largeTheaters';

export interface LargeCinemasSize {
  readonly movies: number;
  readonly showings: number;
}

interface Seeding {
  readonly customerIds: readonly string[];
  readonly logger: Logger;
  readonly onProgress: OnProgress;
}

/** Few enough that a busy machine finishes each statement in the time that one has. */
const portions = { theaters: 5, movies: 500, showings: 100 };

/**
 * Fills the database with the cinemas of a large city, with films old and new, and with so many showings to come, of
 * which seats have been sold to these customers. What is there already stays as it is, so a run that was broken off is
 * taken up again, and a later one goes on where the programme ended. Returns how many showings were not there.
 */
export async function seedLargeCinemas(
  { databaseUrl }: { readonly databaseUrl: string },
  size: LargeCinemasSize,
  { customerIds, logger, onProgress }: Seeding,
): Promise<number> {
  const db = await openBookingDatabase(databaseUrl, logger);
  try {
    const now = await databaseNow(db.manager);
    const theaters = theatersFor(size.showings);
    const total = theaters.length + Math.max(size.movies, moviesOnScreens) + size.showings;
    let before = 0;
    const next = (count: number, portion: number) => {
      const start = before;
      before += count;
      return { total: count, size: portion, onProgress: (done: number) => onProgress(start + done, total) };
    };
    await inPortions(next(theaters.length, portions.theaters), (numbers) => insertTheaters(db, theaters, numbers));
    await inPortions(next(Math.max(size.movies, moviesOnScreens), portions.movies), (numbers) =>
      insertMovies(db, numbers, now),
    );
    const screens = theaters.flatMap((theater) => theater.screens);
    const seatsOf = new Map(screens.map(({ row, seats }) => [row.id, seats]));
    const planned = largeProgramme(screens, size.showings, now);
    return await inPortions(next(planned.length, portions.showings), (numbers) =>
      db.transaction(async (tx) => {
        const showings = planned.slice(numbers[0], (numbers.at(-1) ?? 0) + 1);
        const added = await insertShowings(tx, showings);
        await sell(
          tx,
          added.flatMap((showing) =>
            largeSales(showing, seatsOf.get(showing.screenId) ?? [], { customerIds, draw: drawOf(showing), now }),
          ),
        );
        return added.length;
      }),
    );
  } finally {
    await db.destroy();
  }
}

function theatersFor(showings: number): LargeTheater[] {
  const count = Math.ceil(showings / showingsAScreen / screensATheater);
  return Array.from({ length: count }, (_, nth) => largeTheater(nth));
}

/** By its id, so that a later run, which plans other showings first, draws the same for each. */
const drawOf = ({ id }: ShowingEntity) => drawFor(Number.parseInt(id.slice(-8), 16));

function insertTheaters(db: DataSource, all: readonly LargeTheater[], numbers: readonly number[]): Promise<number> {
  const theaters = numbers.flatMap((nth) => all[nth] ?? []);
  return db.transaction(async (tx) => {
    const rows = theaters.map(({ row }) => row);
    const added = await insertMissing(tx, TheaterEntity, rows);
    const screens = theaters.flatMap((theater) => theater.screens);
    const newScreens = new Set(
      await insertMissing(
        tx,
        ScreenEntity,
        screens.map(({ row }) => row),
      ),
    );
    // A plan that somebody has changed since is left alone, whatever it has lost.
    const missing = screens.filter(({ row }) => newScreens.has(row.id));
    await insertMissing(
      tx,
      SeatEntity,
      missing.flatMap(({ seats }) => seats),
    );
    await tellOfTheaters(tx, added);
    return added.length;
  });
}

function insertMovies(db: DataSource, numbers: readonly number[], now: Date): Promise<number> {
  return db.transaction(async (tx) => {
    const missing = await missingIds(tx, MovieEntity, numbers.map(movieId));
    const wanted = numbers.filter((nth) => missing.has(movieId(nth)));
    const added = await insertMissing(
      tx,
      MovieEntity,
      wanted.map((nth) => largeMovie(nth, now)),
    );
    await tellOfMovies(tx, added);
    return added.length;
  });
}

/** Returns those that were not there. A time that people have filled otherwise stays theirs. */
async function insertShowings(tx: EntityManager, planned: readonly ShowingEntity[]): Promise<ShowingEntity[]> {
  const inserted = new Set(await insertMissing(tx, ShowingEntity, planned));
  const added = planned.filter(({ id }) => inserted.has(id));
  await insertMissing(tx, PriceTierEntity, added.flatMap(demoTiers));
  await tellOfShowings(tx, [...inserted]);
  return added;
}

/** Bookings of showings that nobody else has seen yet, as if each had been made when it says. */
async function sell(tx: EntityManager, sales: readonly LargeSale[]): Promise<void> {
  const bookings = sales.map(({ booking }) => booking);
  const seats = sales.flatMap((sale) => sale.seats);
  await insertMissing(tx, BookingEntity, bookings);
  await insertMissing(tx, BookedSeatEntity, seats);
  await insertMissing(
    tx,
    TicketEntity,
    seats.map(({ id, bookingId, seatId }) => ({
      id: newId('ticket'),
      bookingId,
      bookedSeatId: id,
      seatId,
      checkedInAt: null,
    })),
  );
  await insertMissing(
    tx,
    BookingTimelineEntity,
    bookings.map(({ id, version, status, createdAt }) => ({
      bookingId: id,
      version,
      status,
      note: null,
      at: createdAt,
    })),
  );
  await seatClaimsRepository(tx).insertSold(
    sales.flatMap(({ booking, seats: sold }) =>
      sold.map(({ seatId }) => ({ showingId: booking.showingId, seatId, bookingId: booking.id })),
    ),
  );
  await tellOfSales(tx, sales);
}

async function tellOfSales(tx: EntityManager, sales: readonly LargeSale[]): Promise<void> {
  const showingIds = [...new Set(sales.map(({ booking }) => booking.showingId))];
  const facts = new Map((await factsRepository(tx).ofShowings(showingIds)).map((fact) => [fact.showingId, fact]));
  const events = sales.flatMap(({ booking, seats }) => {
    const fact = facts.get(booking.showingId);
    if (fact === undefined) return [];
    const { movieTitle, theaterName, startsAt } = fact;
    const showing = { movieTitle, theaterName, startsAt };
    return [bookingConfirmed(booking, { seatIds: seats.map(({ seatId }) => seatId), showing })];
  });
  await outbox(tx).append(...events);
}

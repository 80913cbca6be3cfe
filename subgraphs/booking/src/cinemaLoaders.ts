import { byId, countsBy, listsBy } from '@marquee/shared/loaders';
import { connectionOf, type Listing, type Page } from '@marquee/shared/pagination';
import DataLoader from 'dataloader';
import type { EntityManager } from 'typeorm';
import { audienceKinds } from './domain/prices';
import { seatTypes } from './domain/seat';
import { neighborIdsOf } from './domain/seatRuns';
import { databaseNow } from './persistence/databaseNow';
import { moviesRepository } from './persistence/moviesRepository';
import type { PriceTierEntity } from './persistence/priceTier.entity';
import { screensRepository } from './persistence/screensRepository';
import type { SeatEntity } from './persistence/seat.entity';
import { seatsRepository } from './persistence/seatsRepository';
import type { ShowingEntity } from './persistence/showing.entity';
import {
  byBeginning,
  type ShowingCriteria,
  type ShowingParent,
  showingsRepository,
} from './persistence/showingsRepository';
import { theatersRepository } from './persistence/theatersRepository';
import { knownPlans } from './services/seats/seatPlans';

/** What one request reads of theaters, films and showings. Never outlives the request. */
export function createCinemaLoaders(db: EntityManager) {
  const seats = seatsRepository(db);
  const screen = byId('screen', screensRepository(db).findByIds);
  const showing = byId('showing', showingsRepository(db).findByIds);
  const seatsOfScreen = listsBy(seats.plansOf, ({ screenId }) => screenId);
  const neighborsOfScreen = neighborsOf(seatsOfScreen);
  const planOfScreen = new DataLoader((ids: readonly string[]) => knownPlans(db, ids));
  const capacityOfScreen = countsBy(seats.capacitiesOf);
  const capacityOfTheater = countsBy(theatersRepository(db).capacitiesOf);
  const priceTiers = listsBy(
    async (ids) => inOrder(await showingsRepository(db).tiersOf(ids)),
    ({ showingId }) => showingId,
  );
  return {
    theater: byId('theater', theatersRepository(db).findByIds),
    screen,
    /** Retired ones too: bookings of the past lead there. */
    seat: byId('seat', seats.findByIds),
    movie: byId('movie', moviesRepository(db).findByIds),
    showing,
    /** By name. */
    screensOfTheater: listsBy(screensRepository(db).screensOf, ({ theaterId }) => theaterId),
    /** The plan of today, by y, then x. */
    seatsOfScreen,
    /** The seats beside each seat of a screen's plan, by id. */
    neighborsOfScreen,
    /** As seats are sold from it. */
    planOfScreen,
    /** Seats that can be sold. */
    capacityOfScreen,
    capacityOfTheater,
    /** By seat type, then audience. */
    priceTiers,
    showingsOfTheater: showingsOf(db, 'theater'),
    showingsOfMovie: showingsOf(db, 'movie'),
    /** What time it is, the same for the whole request. */
    now: timeOf(db),
    /** What was read of the plan before it changed. */
    forgetPlan: (screenId: string): void => {
      for (const loader of [screen, seatsOfScreen, neighborsOfScreen, planOfScreen, capacityOfScreen]) {
        loader.clear(screenId);
      }
      capacityOfTheater.clearAll();
    },
    /** What was read of the showing before it changed. */
    forgetShowing: (showingId: string): void => {
      showing.clear(showingId);
      priceTiers.clear(showingId);
    },
  };
}

type Neighbors = ReadonlyMap<string, readonly string[]>;

/** Worked out once a plan, not once a seat. */
function neighborsOf(plans: DataLoader<string, SeatEntity[]>): DataLoader<string, Neighbors> {
  return new DataLoader((ids) => Promise.all(ids.map(async (id) => neighborIdsOf(await plans.load(id)))));
}

function inOrder(tiers: readonly PriceTierEntity[]): PriceTierEntity[] {
  const byType = (a: PriceTierEntity, b: PriceTierEntity) =>
    seatTypes.indexOf(a.seatType) - seatTypes.indexOf(b.seatType);
  const byAudience = (a: PriceTierEntity, b: PriceTierEntity) =>
    audienceKinds.indexOf(a.audience) - audienceKinds.indexOf(b.audience);
  return tiers.toSorted((a, b) => byType(a, b) || byAudience(a, b));
}

function timeOf(db: EntityManager): () => Promise<Date> {
  let now: Promise<Date> | undefined;
  return () => {
    now ??= databaseNow(db);
    return now;
  };
}

/** A page of showings for each of many theaters or films: those asked for the same page share a statement. */
function showingsOf(
  db: EntityManager,
  parent: ShowingParent,
): (parentId: string, criteria: ShowingCriteria, page: Page) => Promise<Listing<ShowingEntity>> {
  const showings = showingsRepository(db);
  const parentIdOf = ({ theaterId, movieId }: ShowingEntity) => (parent === 'theater' ? theaterId : movieId);
  const pages = keptLoaders((criteria: ShowingCriteria, page: Page) =>
    listsBy((ids) => showings.pagesOf(parent, ids, criteria, page), parentIdOf),
  );
  const counts = keptLoaders((criteria: ShowingCriteria) =>
    countsBy((ids) => showings.countsOf(parent, ids, criteria)),
  );
  return async (parentId, criteria, page) => ({
    ...connectionOf(await pages(criteria, page).load(parentId), page, byBeginning.keysOf),
    countAll: () => counts(criteria).load(parentId),
  });
}

/** One loader for all who ask with equal arguments. */
function keptLoaders<Arguments extends unknown[], Loader>(
  create: (...args: Arguments) => Loader,
): (...args: Arguments) => Loader {
  const kept = new Map<string, Loader>();
  return (...args) => {
    const key = JSON.stringify(args);
    const loader = kept.get(key) ?? create(...args);
    kept.set(key, loader);
    return loader;
  };
}

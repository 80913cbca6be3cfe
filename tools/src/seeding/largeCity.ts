import { type LargeCinemasSize, readBookingConfig, seedLargeCinemas } from '@marquee/booking';
import { type LargeShopSize, readCatalogConfig, seedLargeShop } from '@marquee/catalog';
import { type LargeCitySize, readFoodConfig, seedLargeCity } from '@marquee/food';
import type { Environment } from '@marquee/shared/config';
import { createLogger } from '@marquee/shared/logging';
import type { OnProgress } from '@marquee/shared/seeding';
import { readUsersConfig, seedCrowd } from '@marquee/users';
import type { LogFile } from '../launch/logFile';
import { refreshStatistics } from './refreshStatistics';
import { tellEverything } from './tellEverything';

export interface CitySize extends LargeShopSize, LargeCinemasSize, LargeCitySize {
  /** Who have bought what has been sold. */
  readonly people: number;
}

export const largeCity: CitySize = {
  people: 2_000,
  restaurants: 2_000,
  movies: 2_000,
  showings: 10_000,
  products: 100_000,
  books: 10_000,
};

/** Shows how a part goes on. */
export type ShowPart = <T>(title: string, work: (onProgress: OnProgress) => Promise<T>) => Promise<T>;

/** How many of each were not there before. */
export type Added = Readonly<Record<'people' | 'restaurants' | 'showings' | 'items', number>>;

export interface LargeCityOptions {
  readonly environment: Environment;
  /** The same, with databases that do not wait for disks. */
  readonly hurried: Environment;
  readonly size: CitySize;
  readonly log: LogFile;
  readonly show: ShowPart;
}

/** Makes what is missing of a city of that size, one part after the other, each by the subgraph that owns it. */
export async function makeLargeCity({ environment, hurried, size, log, show }: LargeCityOptions): Promise<Added> {
  const logger = createLogger({ service: 'seed' }, log.destination);
  const crowd = await show('people', (onProgress) =>
    seedCrowd(readUsersConfig(environment), { people: size.people, logger, onProgress }),
  );
  const restaurants = await show('restaurants, their dishes and menus', (onProgress) =>
    seedLargeCity(readFoodConfig(environment), size, { logger, onProgress }),
  );
  const showings = await show('cinemas, films, showings and bookings', (onProgress) =>
    seedLargeCinemas(readBookingConfig(environment), size, { customerIds: crowd.ids, logger, onProgress }),
  );
  const items = await show('products, books and their stock', (onProgress) =>
    seedLargeShop(readCatalogConfig(environment), size, { logger, onProgress }),
  );
  await show('search and whoever else has to hear of it', (onProgress) => tellEverything(hurried, log, onProgress));
  await show('statistics of the databases', () => refreshStatistics(environment));
  return { people: crowd.added, restaurants, showings, items };
}

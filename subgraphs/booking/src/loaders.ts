import type { Viewer } from '@marquee/shared/auth';
import type { EntityManager } from 'typeorm';
import { createBookingLoaders } from './bookingLoaders';
import { createCinemaLoaders } from './cinemaLoaders';

export type Loaders = ReturnType<typeof createLoaders>;

/** What one request reads, each row once and what is asked for together in one statement. Never outlives the request. */
export function createLoaders(db: EntityManager, viewer: Viewer | null) {
  return { ...createCinemaLoaders(db), ...createBookingLoaders(db, viewer) };
}

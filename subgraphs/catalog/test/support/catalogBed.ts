import { createSubgraphBed, type SubgraphBed } from '@marquee/shared/testing';
import { escapeLiteral } from 'pg';
import { subscribedEvents } from '../../src/events/subscribed';
import { catalogMigrations } from '../../src/migrations';
import { catalogEntities } from '../../src/persistence/dataSource';
import { serveCatalog } from '../../src/server';
import type { CatalogServices } from '../../src/services/services';

/** Catalog over a database and a bus of its own, where the time stands still until it is set. */
export interface CatalogBed extends SubgraphBed {
  /** For the use cases that no operation calls yet. */
  readonly services: CatalogServices;
  /** What time the database, and with it catalog, says it is. */
  setNow(time: string): Promise<void>;
}

export const wednesdayNoon = '2030-07-03T12:00:00.000Z';

export async function aCatalogBed(): Promise<CatalogBed> {
  const bed = await createSubgraphBed({
    name: 'catalog',
    entities: catalogEntities,
    migrations: catalogMigrations,
    handlers: subscribedEvents,
    startsAt: wednesdayNoon,
    serve: ({ db, bus }, options) => serveCatalog({ db, bus }, options),
  });
  const setNow = async (time: string) => {
    bed.clock.set(time);
    // The database is a copy of its own, so that no other test file hears of it.
    await bed.db.query(`
      create or replace function catalog_now() returns timestamptz(3) language sql stable
        as $$ select ${escapeLiteral(time)}::timestamptz(3) $$`);
  };
  await setNow(wednesdayNoon);
  return { ...bed, services: { db: bed.db, bus: bed.bus }, setNow };
}

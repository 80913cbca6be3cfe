import { createSubgraphBed, type SubgraphBed } from '@marquee/shared/testing';
import { escapeLiteral } from 'pg';
import type { DataSource } from 'typeorm';
import { subscribedEvents } from '../../src/events/subscribed';
import { foodMigrations } from '../../src/migrations';
import { foodEntities } from '../../src/persistence/dataSource';
import { serveFood } from '../../src/server';

/** Food over a database and a bus of its own, with a clock that stands still until it is set. */
export interface FoodBed extends SubgraphBed {
  /** What time food, and its database, says it is. */
  setNow(time: string): Promise<void>;
  /** How many rows each table of food has that a request may write, the outbox and spent keys included. */
  rowCounts(): Promise<Record<string, number>>;
}

/** Wednesday, 13:00 in Dublin. */
export const wednesdayLunch = '2030-07-03T12:00:00.000Z';

export async function aFoodBed(): Promise<FoodBed> {
  const bed = await createSubgraphBed({
    name: 'food',
    entities: foodEntities,
    migrations: foodMigrations,
    handlers: subscribedEvents,
    startsAt: wednesdayLunch,
    serve: (opened, options) => serveFood({ ...opened, paymentWaitMs: 15 * 60_000 }, options),
  });
  const setNow = async (time: string) => {
    bed.clock.set(time);
    // The database is a copy of its own, so that no other test file hears of it.
    await bed.db.query(`
      create or replace function food_now() returns timestamptz(3) language sql stable
        as $$ select ${escapeLiteral(time)}::timestamptz(3) $$`);
  };
  await setNow(wednesdayLunch);
  return { ...bed, setNow, rowCounts: () => rowCounts(bed.db) };
}

const tables = [
  'food_category',
  'restaurant',
  'food',
  'menu_item',
  'option_group',
  'menu_option',
  'food_order',
  'food_order_line',
  'food_order_timeline',
  'food_order_courier',
  'restaurant_staff',
  'seat_booking',
  'outbox',
  'idempotency_record',
];

async function rowCounts(db: DataSource): Promise<Record<string, number>> {
  const counts = tables.map((table) => `(select count(*)::int from ${table}) as ${table}`).join(', ');
  const [row]: Record<string, number>[] = await db.query(`select ${counts}`);
  return row ?? {};
}

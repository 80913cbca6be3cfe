import { createSubgraphBed, type SubgraphBed } from '@marquee/shared/testing';
import { escapeLiteral } from 'pg';
import type { DataSource } from 'typeorm';
import { subscribedEvents } from '../../src/events/subscribed';
import { bookingMigrations } from '../../src/migrations';
import { bookingEntities } from '../../src/persistence/dataSource';
import { serveBooking } from '../../src/server';
import { loadTicketKey } from '../../src/services/tickets/ticketKeys';

/** Booking over a database and a bus of its own, where the time stands still until it is set. */
export interface BookingBed extends SubgraphBed {
  /** What time the database, and with it booking, says it is. */
  setNow(time: string): Promise<void>;
}

export const ticketKeySecret = 'another secret of the tests, long enough';

/** Wednesday, 13:00 in Dublin. */
export const wednesdayNoon = '2030-07-03T12:00:00.000Z';

export async function aBookingBed(): Promise<BookingBed> {
  const bed = await createSubgraphBed({
    name: 'booking',
    entities: bookingEntities,
    migrations: bookingMigrations,
    handlers: subscribedEvents,
    startsAt: wednesdayNoon,
    serve: async ({ db, bus, clock }, options) => {
      const ticketKey = await loadTicketKey(db, ticketKeySecret);
      const ipo = { feeds: [], timeoutMs: 1_000, maxBytes: 100_000, allowPrivate: true };
      return serveBooking({ db, bus, ticketKey, clock, logger: options.logger, ipo }, options);
    },
  });
  const setNow = async (time: string) => {
    bed.clock.set(time);
    await replaceNow(bed.db, time);
  };
  await setNow(wednesdayNoon);
  return { ...bed, setNow };
}

/** The database is a copy of its own, so that no other test file hears of it. */
async function replaceNow(db: DataSource, time: string): Promise<void> {
  await db.query(`
    create or replace function booking_now() returns timestamptz(3) language sql stable
      as $$ select ${escapeLiteral(time)}::timestamptz(3) $$`);
}

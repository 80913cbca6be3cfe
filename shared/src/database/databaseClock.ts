import type { EntityManager } from 'typeorm';
import { type SqlText, sql } from './sql';

/** Reads the time by the clock of a database, which all of its replicas share. `clock` is what says it, such as `booking_now()`. */
export function databaseClock(clock: SqlText): (db: EntityManager) => Promise<Date> {
  const question = sql`select ${clock} as now`;
  return async (db) => {
    const [row]: { now: Date }[] = await db.query(question);
    if (row === undefined) throw new Error('the database does not say what time it is');
    return row.now;
  };
}

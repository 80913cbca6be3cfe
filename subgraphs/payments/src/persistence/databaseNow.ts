import type { EntityManager } from 'typeorm';

/** The time by the clock of the database, the same for all replicas. Not that of the transaction's beginning. */
export async function databaseNow(db: EntityManager): Promise<Date> {
  const [row]: { now: Date }[] = await db.query('select clock_timestamp()::timestamptz(3) as now');
  if (row === undefined) throw new Error('the database does not say what time it is');
  return row.now;
}

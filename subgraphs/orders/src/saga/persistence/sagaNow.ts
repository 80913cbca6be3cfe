import type { EntityManager } from 'typeorm';

/** The time by the clock of the database, which every replica goes by. */
export async function sagaNow(db: EntityManager): Promise<Date> {
  const [row]: { now: Date }[] = await db.query('select saga_now() as now');
  if (row === undefined) throw new Error('the database does not say what time it is');
  return row.now;
}

import type { DataSource } from 'typeorm';
import { retentionHours } from './retention';

/** Deletes the keys whose retention is over; safe to run anywhere and at any time. */
export async function forgetSpentKeys(database: DataSource): Promise<void> {
  await database.query('delete from idempotency_record where created_at < now() - make_interval(hours => $1)', [
    retentionHours,
  ]);
}

import type { DataSource } from 'typeorm';
import { type SqlText, sql } from '../database';

const batchSize = 2_000;

/** Deletes published events older than the retention, a batch at a time; true when there may be more. */
export async function purgeOutbox(db: DataSource, retentionMs: number): Promise<boolean> {
  // The oldest rows are the ones that may go, so they are found by id: an index on the time would cost every event.
  const purged = await deleteBatch(
    db,
    sql`delete from outbox where id in (
       select id from (select id, published_at from outbox order by id limit $2) oldest
       where published_at < now() - make_interval(secs => $1))
     returning 1`,
    retentionMs,
  );
  return purged === batchSize;
}

/** Deletes claims that no redelivery can ask for any more; true when there may be more. */
export async function purgeInbox(db: DataSource, retentionMs: number): Promise<boolean> {
  const purged = await deleteBatch(
    db,
    sql`delete from inbox where (handler, event_id) in (
       select handler, event_id from inbox
       where claimed_at < now() - make_interval(secs => $1)
       order by claimed_at limit $2 for update skip locked)
     returning 1`,
    retentionMs,
  );
  return purged === batchSize;
}

async function deleteBatch(db: DataSource, statement: SqlText, retentionMs: number): Promise<number> {
  // TypeORM answers a DELETE with [rows, count].
  const [, count] = await db.query<[unknown[], number]>(statement, [retentionMs / 1_000, batchSize]);
  return count;
}

import { databaseClock, sql } from '@marquee/shared/database';

/** The time by the clock of the database, the same for all replicas. Not that of the transaction's beginning. */
export const databaseNow = databaseClock(sql`clock_timestamp()::timestamptz(3)`);

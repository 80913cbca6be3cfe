import { databaseClock, sql } from '@marquee/shared/database';

/** The time by the clock of the database, which every replica and every reservation goes by. */
export const databaseNow = databaseClock(sql`catalog_now()`);

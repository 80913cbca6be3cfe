import { databaseClock, sql } from '@marquee/shared/database';

/** The time by the clock of the database, which every replica and every payment that is waited for goes by. */
export const databaseNow = databaseClock(sql`food_now()`);

import { databaseClock, sql } from '@marquee/shared/database';

/** The time by the clock of the database, which every replica goes by. */
export const sagaNow = databaseClock(sql`saga_now()`);

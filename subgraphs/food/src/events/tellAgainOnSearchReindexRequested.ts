import { handles, inBatches, inbox, searchReindexRequestedV1 } from '@marquee/shared/events';
import { factsRepository } from '../persistence/factsRepository';
import { tellOfFoods } from '../services/telling/tellOfFoods';
import { tellOfRestaurants } from '../services/telling/tellOfRestaurants';

const name = 'tellAgainOnSearchReindexRequested';

const tellers = {
  RESTAURANT: { table: 'restaurant', tell: tellOfRestaurants },
  FOOD: { table: 'food', tell: tellOfFoods },
} as const;

/** Tells everything there is of the wanted kinds again. */
export const tellAgainOnSearchReindexRequested = handles(searchReindexRequestedV1, name, async (event, { db }) => {
  for (const [kind, { table, tell }] of Object.entries(tellers)) {
    if (!event.data.kinds.includes(kind)) continue;
    await inBatches(db, (tx, after, limit) => factsRepository(tx).idsAfter(table, after, limit), tell);
  }
  // Claimed at the end: a crash on the way tells some of it twice, and leaves nothing out.
  await db.transaction((tx) => inbox(tx).claim(name, event.id));
});

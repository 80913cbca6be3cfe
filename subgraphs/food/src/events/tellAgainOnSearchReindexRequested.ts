import { tellsAgain } from '@marquee/shared/events';
import type { EntityManager } from 'typeorm';
import { factsRepository, type ToldTable } from '../persistence/factsRepository';
import { tellOfFoods } from '../services/telling/tellOfFoods';
import { tellOfRestaurants } from '../services/telling/tellOfRestaurants';

const idsOf = (table: ToldTable) => (tx: EntityManager, after: string, limit: number) =>
  factsRepository(tx).idsAfter(table, after, limit);

export const tellAgainOnSearchReindexRequested = tellsAgain({
  RESTAURANT: { idsAfter: idsOf('restaurant'), tell: tellOfRestaurants },
  FOOD: { idsAfter: idsOf('food'), tell: tellOfFoods },
});

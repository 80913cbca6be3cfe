import { tellsAgain } from '@marquee/shared/events';
import type { EntityManager } from 'typeorm';
import { factsRepository, type ToldTable } from '../persistence/factsRepository';
import { tellOfFoods } from '../services/telling/tellOfFoods';
import { tellOfMenuItems } from '../services/telling/tellOfMenuItems';
import { tellOfRestaurants } from '../services/telling/tellOfRestaurants';
import { tellOfTerms } from '../services/telling/tellOfTerms';

const idsOf = (table: ToldTable) => (tx: EntityManager, after: string, limit: number) =>
  factsRepository(tx).idsAfter(table, after, limit);

export const tellAgainOnSearchReindexRequested = tellsAgain({
  RESTAURANT: { idsAfter: idsOf('restaurant'), tell: tellOfRestaurants },
  RESTAURANT_TERMS: { idsAfter: idsOf('restaurant'), tell: tellOfTerms },
  MENU_ITEM: { idsAfter: idsOf('menuItem'), tell: tellOfMenuItems },
  FOOD: { idsAfter: idsOf('food'), tell: tellOfFoods },
});

import { checkTimeZone } from '@marquee/shared/database';
import { getById, newId } from '@marquee/shared/ids';
import { changeRestaurant, type RestaurantProfileInput } from '../domain/restaurant';
import { menuItemsRepository } from '../persistence/menuItemsRepository';
import { restaurantsRepository } from '../persistence/restaurantsRepository';
import type { FoodServices } from './services';
import { tellOfRestaurants } from './telling/tellOfRestaurants';
import { tellOfTerms } from './telling/tellOfTerms';

export interface SaveRestaurant extends RestaurantProfileInput {
  readonly id?: string | null | undefined;
}

/** Lists are narrowed by opening hours in the database, which must know the zone as well. */
const timeZonePath = ['input', 'timeZone'];

/** Makes a restaurant, or changes the one with that id. Returns its id. @throws InvalidInput | NotFound */
export async function saveRestaurant({ db }: FoodServices, command: SaveRestaurant): Promise<string> {
  return db.transaction(async (tx) => {
    const restaurants = restaurantsRepository(tx);
    if (command.id == null) {
      const id = newId('restaurant');
      const made = changeRestaurant(null, command, null);
      await checkTimeZone(tx, made.timeZone, timeZonePath);
      await restaurants.insert({ id, isPaused: false, ...made });
      await tellOfRestaurants(tx, [id]);
      await tellOfTerms(tx, [id]);
      return id;
    }
    const current = await getById('restaurant', command.id, ['input', 'id'], restaurants.findForUpdate);
    const hasMenu = await menuItemsRepository(tx).existsAt(current.id);
    const changed = changeRestaurant(current, command, hasMenu ? current.currency : null);
    if (changed.timeZone !== current.timeZone) await checkTimeZone(tx, changed.timeZone, timeZonePath);
    await restaurants.update({ id: current.id, isPaused: current.isPaused, ...changed });
    await tellOfRestaurants(tx, [current.id]);
    await tellOfTerms(tx, [current.id]);
    return current.id;
  });
}

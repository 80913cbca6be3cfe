import { InvalidInput } from '@marquee/shared/errors';
import { getById, newId } from '@marquee/shared/ids';
import { changeRestaurant, type RestaurantProfileInput } from '../domain/restaurant';
import { menuItemsRepository } from '../persistence/menuItemsRepository';
import { restaurantsRepository } from '../persistence/restaurantsRepository';
import type { FoodServices } from './services';

export interface SaveRestaurant extends RestaurantProfileInput {
  readonly id?: string | null | undefined;
}

/** Makes a restaurant, or changes the one with that id. Returns its id. @throws InvalidInput | NotFound */
export async function saveRestaurant({ db }: FoodServices, command: SaveRestaurant): Promise<string> {
  return db.transaction(async (tx) => {
    const restaurants = restaurantsRepository(tx);
    if (command.id == null) {
      const id = newId('restaurant');
      const made = changeRestaurant(null, command, null);
      await checkTimeZone(made.timeZone, restaurants.knowsTimeZone);
      await restaurants.insert({ id, isPaused: false, ...made });
      return id;
    }
    const current = await getById('restaurant', command.id, ['input', 'id'], restaurants.findForUpdate);
    const hasMenu = await menuItemsRepository(tx).existsAt(current.id);
    const changed = changeRestaurant(current, command, hasMenu ? current.currency : null);
    if (changed.timeZone !== current.timeZone) await checkTimeZone(changed.timeZone, restaurants.knowsTimeZone);
    await restaurants.update({ id: current.id, isPaused: current.isPaused, ...changed });
    return current.id;
  });
}

/** Lists are narrowed by opening hours in the database, which must know the zone as well. */
async function checkTimeZone(name: string, isKnown: (name: string) => Promise<boolean>): Promise<void> {
  if (await isKnown(name)) return;
  throw new InvalidInput('This must be an IANA time zone such as Europe/Dublin.', ['input', 'timeZone']);
}

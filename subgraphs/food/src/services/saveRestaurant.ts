import { newId } from '@marquee/shared/ids';
import { changeRestaurant, type RestaurantProfileInput } from '../domain/restaurant';
import { menuItemsRepository } from '../persistence/menuItemsRepository';
import { restaurantsRepository } from '../persistence/restaurantsRepository';
import { getById } from './getById';
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
      await restaurants.insert({ id, isPaused: false, ...changeRestaurant(null, command, null) });
      return id;
    }
    const current = await getById('restaurant', command.id, ['input', 'id'], restaurants.findForUpdate);
    const hasMenu = await menuItemsRepository(tx).existsAt(current.id);
    const changed = changeRestaurant(current, command, hasMenu ? current.currency : null);
    await restaurants.update({ id: current.id, isPaused: current.isPaused, ...changed });
    return current.id;
  });
}

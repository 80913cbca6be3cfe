import type { Viewer } from '@marquee/shared/auth';
import { getById } from '@marquee/shared/ids';
import { restaurantsRepository } from '../persistence/restaurantsRepository';
import { checkKitchenDuty } from './duties';
import type { FoodServices } from './services';
import { tellOfTerms } from './telling/tellOfTerms';

/**
 * Stops or resumes the taking of orders, whatever the opening hours. Returns the restaurant's id.
 * @throws NotFound | Forbidden unless the viewer works in that kitchen
 */
export async function pauseRestaurant(
  { db }: FoodServices,
  viewer: Viewer,
  command: { readonly id: string; readonly paused: boolean },
): Promise<string> {
  return db.transaction(async (tx) => {
    const restaurants = restaurantsRepository(tx);
    const { id } = await getById('restaurant', command.id, ['id'], restaurants.find);
    await checkKitchenDuty(tx, viewer, id);
    await restaurants.setPaused(id, command.paused);
    await tellOfTerms(tx, [id]);
    return id;
  });
}

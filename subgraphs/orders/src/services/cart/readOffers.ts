import type { EntityManager } from 'typeorm';
import type { CartLine } from '../../domain/cart';
import type { Offers } from '../../domain/offers';
import { offersRepository } from '../../persistence/offersRepository';

/** Everything that these lines are quoted from. */
export async function readOffers(
  db: EntityManager,
  lines: readonly Pick<CartLine, 'kind' | 'subjectId'>[],
): Promise<Offers> {
  const offers = offersRepository(db);
  const idsOf = (kind: CartLine['kind']) =>
    lines.filter((line) => line.kind === kind).map(({ subjectId }) => subjectId);
  const find = async <T>(ids: readonly string[], read: (ids: readonly string[]) => Promise<T[]>) =>
    ids.length === 0 ? [] : read(ids);
  // One after the other: a transaction has one connection.
  const items = await find(idsOf('ITEM'), offers.items);
  const dishes = await find(idsOf('DISH'), offers.dishes);
  const holds = await find(idsOf('SEATS'), offers.holds);
  const restaurantIds = [...new Set(dishes.map(({ restaurantId }) => restaurantId))];
  const restaurants = await find(restaurantIds, offers.restaurants);
  return {
    items: new Map(items.map((item) => [item.itemId, item])),
    dishes: new Map(dishes.map((dish) => [dish.menuItemId, dish])),
    holds: new Map(holds.map((hold) => [hold.holdId, hold])),
    restaurants: new Map(restaurants.map((restaurant) => [restaurant.restaurantId, restaurant])),
  };
}

import { referenced } from '@marquee/shared/loaders';
import type { FoodContext } from '../context';
import { estimateDelivery } from '../domain/delivery';
import type { FoodOrder } from '../domain/foodOrder';
import { placeOf } from '../domain/geoPoint';

/** Where a courier was, and when. */
interface Position {
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly locatedAt: Date | null;
}

/** When the order should arrive by what is known now; null where there is nothing to say. */
export async function deliveryTimeOf(
  order: FoodOrder,
  position: Position | null,
  { loaders, services }: Pick<FoodContext, 'loaders' | 'services'>,
): Promise<Date | null> {
  const restaurant = await referenced(loaders.restaurant.load(order.restaurantId));
  const facts = {
    prepMinutes: restaurant.prepMinutes,
    restaurantAt: placeOf(restaurant),
    courierAt: position && placeOf(position),
    locatedAt: position?.locatedAt ?? null,
  };
  return estimateDelivery(order, facts, services.clock.now());
}

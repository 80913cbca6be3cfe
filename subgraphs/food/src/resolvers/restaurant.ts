import { type Money, money } from '@marquee/shared/money';
import { placeOf } from '../domain/geoPoint';
import { isOpen } from '../domain/kitchen';
import type { RestaurantResolvers } from '../generated/resolverTypes';

export const Restaurant: RestaurantResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.restaurant.load(id),
  isOpen: (restaurant, { at }, { services }) => isOpen(restaurant, at ?? services.clock.now()),
  location: placeOf,
  minimumOrder: ({ minimumOrderMinor, currency }) => optionalMoney(minimumOrderMinor, currency),
  deliveryFee: ({ deliveryFeeMinor, currency }) => optionalMoney(deliveryFeeMinor, currency),
  menu: async ({ id }, { categoryId, availableOnly }, { loaders }) => {
    const items = await loaders.menu.load(id);
    return items.filter(
      (item) => (item.isAvailable || !availableOnly) && (categoryId == null || item.categoryId === categoryId),
    );
  },
};

function optionalMoney(minor: number | null, currency: string | null): Money | null {
  return minor === null || currency === null ? null : money(minor, currency);
}

import { money } from '@marquee/shared/money';
import { isOpen } from '../domain/kitchen';
import type { RestaurantResolvers } from '../generated/resolverTypes';

export const Restaurant: RestaurantResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.restaurant.load(id),
  isOpen: (restaurant, { at }, { services }) => isOpen(restaurant, at ?? services.clock.now()),
  deliveryFee: ({ deliveryFeeMinor, currency }) =>
    deliveryFeeMinor === null || currency === null ? null : money(deliveryFeeMinor, currency),
  menu: async ({ id }, { categoryId, availableOnly }, { loaders }) => {
    const items = await loaders.menu.load(id);
    return items.filter(
      (item) => (item.isAvailable || !availableOnly) && (categoryId == null || item.categoryId === categoryId),
    );
  },
};

import { requireViewer } from '@marquee/shared/auth';
import { InvalidInput } from '@marquee/shared/errors';
import { readSpokenNumber } from '@marquee/shared/ids';
import type { QueryResolvers } from '../generated/resolverTypes';
import { listFoodOrders } from '../services/listFoodOrders';
import { listFoodCategories, listFoods, listMenuItems, listRestaurants } from '../services/listMenus';

export const Query: QueryResolvers = {
  foodCategory: (_root, { id }, { loaders }) => loaders.category.load(id),
  foodCategories: (_root, args, { services }) => listFoodCategories(services, args),
  restaurant: (_root, { id }, { loaders }) => loaders.restaurant.load(id),
  restaurants: (_root, args, { services }) => listRestaurants(services, args),
  food: (_root, { id }, { loaders }) => loaders.food.load(id),
  foods: (_root, args, { services }) => listFoods(services, args),
  menuItem: (_root, { id }, { loaders }) => loaders.menuItem.load(id),
  menuItems: (_root, args, { services }) => listMenuItems(services, args),

  foodOrder: (_root, { id, number }, context) => {
    requireViewer(context);
    if ((id == null) === (number == null)) throw new InvalidInput('Give either an id or a number.', ['id']);
    if (id != null) return context.loaders.visibleOrder.load(id);
    const stored = readSpokenNumber('F', number ?? '');
    return stored === null ? null : context.loaders.visibleOrderByNumber.load(stored);
  },
  foodOrders: (_root, args, context) => listFoodOrders(context.services, requireViewer(context), args),
};

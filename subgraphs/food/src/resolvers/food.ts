import { referenced } from '@marquee/shared/loaders';
import { money } from '@marquee/shared/money';
import { readPage } from '@marquee/shared/pagination';
import type {
  FoodCategoryResolvers,
  FoodResolvers,
  MenuItemResolvers,
  MenuOptionResolvers,
  OptionGroupResolvers,
} from '../generated/resolverTypes';

export const FoodCategory: FoodCategoryResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.category.load(id),
  foods: ({ id }, args, { loaders }) =>
    loaders.foodsOfCategory(id, readPage(args, { list: 'FoodCategory.foods', keyCount: 2 })),
};

export const Food: FoodResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.food.load(id),
  category: ({ categoryId }, _args, { loaders }) => referenced(loaders.category.load(categoryId)),
  listPrice: ({ listPriceMinor, currency }) => money(listPriceMinor, currency),
};

export const MenuItem: MenuItemResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.menuItem.load(id),
  restaurant: ({ restaurantId }, _args, { loaders }) => referenced(loaders.restaurant.load(restaurantId)),
  food: ({ foodId }, _args, { loaders }) => referenced(loaders.food.load(foodId)),
  category: ({ categoryId }, _args, { loaders }) => referenced(loaders.category.load(categoryId)),
  price: ({ priceMinor, currency }) => money(priceMinor, currency),
  optionGroups: ({ id }, _args, { loaders }) => loaders.optionGroups.load(id),
};

export const OptionGroup: OptionGroupResolvers = {
  options: ({ id }, _args, { loaders }) => loaders.options.load(id),
};

export const MenuOption: MenuOptionResolvers = {
  priceDelta: ({ priceDeltaMinor, currency }) => money(priceDeltaMinor, currency),
};

import type { Listing } from '@marquee/shared/pagination';
import type { FoodOrder } from '../domain/foodOrder';
import type {
  FoodCategoryConnectionResolvers,
  FoodConnectionResolvers,
  FoodOrderConnectionResolvers,
  MenuItemConnectionResolvers,
  RestaurantConnectionResolvers,
} from '../generated/resolverTypes';
import type { FoodEntity } from '../persistence/food.entity';
import type { FoodCategoryEntity } from '../persistence/foodCategory.entity';
import type { MenuItemEntity } from '../persistence/menuItem.entity';
import type { RestaurantEntity } from '../persistence/restaurant.entity';

export type FoodCategoryListing = Listing<FoodCategoryEntity>;
export type RestaurantListing = Listing<RestaurantEntity>;
export type FoodListing = Listing<FoodEntity>;
export type MenuItemListing = Listing<MenuItemEntity>;
export type FoodOrderListing = Listing<FoodOrder>;

/** Counting reads every row that matches, so it is done only for those who ask. */
const totalCount = ({ countAll }: Pick<Listing<unknown>, 'countAll'>) => countAll();

export const FoodCategoryConnection: FoodCategoryConnectionResolvers = { totalCount };
export const RestaurantConnection: RestaurantConnectionResolvers = { totalCount };
export const FoodConnection: FoodConnectionResolvers = { totalCount };
export const MenuItemConnection: MenuItemConnectionResolvers = { totalCount };
export const FoodOrderConnection: FoodOrderConnectionResolvers = { totalCount };

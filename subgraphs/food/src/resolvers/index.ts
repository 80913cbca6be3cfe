import type { Resolvers } from '../generated/resolverTypes';
import { Booking } from './booking';
import {
  FoodCategoryConnection,
  FoodConnection,
  FoodOrderConnection,
  MenuItemConnection,
  RestaurantConnection,
} from './connections';
import { Food, FoodCategory, MenuItem, MenuOption, OptionGroup } from './food';
import { Courier, FoodOrder, FoodOrderLine, SeatPlace } from './foodOrder';
import { Mutation } from './mutation';
import { Query } from './query';
import { Restaurant } from './restaurant';
import { CourierEvent, FoodOrderEvent, KitchenEvent, Subscription } from './subscription';
import { User } from './user';

export const resolvers: Resolvers = {
  Query,
  Mutation,
  Subscription,
  Restaurant,
  FoodCategory,
  Food,
  MenuItem,
  OptionGroup,
  MenuOption,
  FoodOrder,
  FoodOrderLine,
  SeatPlace,
  Booking,
  Courier,
  FoodOrderEvent,
  KitchenEvent,
  CourierEvent,
  User,
  FoodCategoryConnection,
  RestaurantConnection,
  FoodConnection,
  MenuItemConnection,
  FoodOrderConnection,
};

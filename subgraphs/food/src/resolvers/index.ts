import type { Resolvers } from '../generated/resolverTypes';
import {
  FoodCategoryConnection,
  FoodConnection,
  FoodOrderConnection,
  MenuItemConnection,
  RestaurantConnection,
} from './connections';
import { Food, FoodCategory, MenuItem } from './food';
import { FoodOrder, FoodOrderLine } from './foodOrder';
import { Mutation } from './mutation';
import { Query } from './query';
import { Restaurant } from './restaurant';
import { FoodOrderEvent, Subscription } from './subscription';
import { User } from './user';

export const resolvers: Resolvers = {
  Query,
  Mutation,
  Subscription,
  Restaurant,
  FoodCategory,
  Food,
  MenuItem,
  FoodOrder,
  FoodOrderLine,
  FoodOrderEvent,
  User,
  FoodCategoryConnection,
  RestaurantConnection,
  FoodConnection,
  MenuItemConnection,
  FoodOrderConnection,
};

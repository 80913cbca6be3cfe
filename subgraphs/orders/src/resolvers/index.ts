import type { Resolvers } from '../generated/resolverTypes';
import { AppliedCoupon, Cart, CartLine, CatalogCartLine, FoodCartLine, SeatCartLine } from './cart';
import { cartMutations } from './cartMutations';
import { CatalogItem } from './catalogItem';
import { Query } from './query';
import { User } from './user';

export const resolvers: Resolvers = {
  Query,
  Mutation: cartMutations,
  CatalogItem,
  User,
  Cart,
  CartLine,
  CatalogCartLine,
  SeatCartLine,
  FoodCartLine,
  AppliedCoupon,
};

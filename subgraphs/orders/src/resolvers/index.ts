import type { Resolvers } from '../generated/resolverTypes';
import { AppliedCoupon, Cart, CartLine, CatalogCartLine, FoodCartLine, SeatCartLine } from './cart';
import { cartMutations } from './cartMutations';
import { CatalogItem } from './catalogItem';
import { CheckoutSagaConnection, OrderConnection } from './connections';
import { CatalogOrderLine, FoodOrderLineItem, Order, OrderLine, SeatOrderLine, Shipment } from './order';
import { orderMutations } from './orderMutations';
import { Booking, FoodOrder } from './parts';
import { Query } from './query';
import { CheckoutSaga } from './saga';
import { OrderEvent, SagaEvent, Subscription } from './subscription';
import { User } from './user';

export const resolvers: Resolvers = {
  Query,
  Mutation: { ...cartMutations, ...orderMutations },
  Subscription,
  CatalogItem,
  User,
  Cart,
  CartLine,
  CatalogCartLine,
  SeatCartLine,
  FoodCartLine,
  AppliedCoupon,
  Order,
  OrderLine,
  CatalogOrderLine,
  SeatOrderLine,
  FoodOrderLineItem,
  Shipment,
  Booking,
  FoodOrder,
  CheckoutSaga,
  OrderEvent,
  SagaEvent,
  OrderConnection,
  CheckoutSagaConnection,
};

import type { BookingResolvers, FoodOrderResolvers } from '../generated/resolverTypes';

/** A booking that booking owns: orders knows which order it is a part of. */
export const Booking: BookingResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  order: ({ id }, _args, { loaders }) => loaders.visibleOrderOfBooking.load(id),
};

/** A food order that food owns. */
export const FoodOrder: FoodOrderResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  order: ({ id }, _args, { loaders }) => loaders.visibleOrderOfFoodOrder.load(id),
};

import { isId } from '@marquee/shared/ids';
import type { BookingResolvers } from '../generated/resolverTypes';

export const Booking: BookingResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  foodOrders: ({ id }, _args, { loaders }) => (isId('booking', id) ? loaders.ownOrdersToSeats.load(id) : []),
};

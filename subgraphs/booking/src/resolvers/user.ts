import type { UserResolvers } from '../generated/resolverTypes';
import { seatHoldsRepository } from '../persistence/seatHoldsRepository';
import { waitlistRepository } from '../persistence/waitlistRepository';
import { listBookingsOf } from '../services/bookings/listBookings';

/** What booking adds to a user is for that user alone. */
export const User: UserResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  bookings: ({ id }, args, { viewer, services }) => (viewer?.userId === id ? listBookingsOf(services, id, args) : null),
  activeHolds: ({ id }, _args, { viewer, services }) =>
    viewer?.userId === id ? seatHoldsRepository(services.db.manager).activeOfUser(id) : null,
  waitlist: ({ id }, _args, { viewer, services }) =>
    viewer?.userId === id ? waitlistRepository(services.db.manager).standingOfUser(id) : null,
};

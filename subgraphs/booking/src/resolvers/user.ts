import type { UserResolvers } from '../generated/resolverTypes';

/** What booking adds to a user is for that user alone. */
export const User: UserResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  bookings: ({ id }, args, { viewer, loaders }) => (viewer?.userId === id ? loaders.bookingsOf.load([id, args]) : null),
  activeHolds: ({ id }, _args, { viewer, loaders }) => (viewer?.userId === id ? loaders.activeHoldsOf.load(id) : null),
  waitlist: ({ id }, _args, { viewer, loaders }) => (viewer?.userId === id ? loaders.waitlistOf.load(id) : null),
};

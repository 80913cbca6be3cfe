import { requireViewer } from '@marquee/shared/auth';
import { InvalidInput } from '@marquee/shared/errors';
import { readSpokenNumber } from '@marquee/shared/ids';
import type { QueryResolvers } from '../generated/resolverTypes';
import { listBookings } from '../services/bookings/listBookings';

export const bookingQueries: QueryResolvers = {
  seatHold: (_root, { id }, context) => {
    requireViewer(context);
    return context.loaders.ownHold.load(id);
  },
  booking: (_root, { id, bookingNumber }, context) => {
    requireViewer(context);
    if ((id == null) === (bookingNumber == null)) {
      throw new InvalidInput('Give either an id or a bookingNumber.', ['id']);
    }
    if (id != null) return context.loaders.visibleBooking.load(id);
    const number = readSpokenNumber('B', bookingNumber ?? '');
    return number === null ? null : context.loaders.visibleBookingByNumber.load(number);
  },
  bookings: (_root, args, context) => listBookings(context.services, requireViewer(context), args),
  ticketVerificationKey: (_root, _args, { services }) => services.ticketKey.verificationKey,
};

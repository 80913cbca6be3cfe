import { requireScope, requireViewer } from '@marquee/shared/auth';
import { checkInScope, manageScope } from '../domain/access';
import type { MutationResolvers } from '../generated/resolverTypes';
import { addBookingSeat } from '../services/bookings/addBookingSeat';
import { cancelBooking } from '../services/bookings/cancelBooking';
import { checkInTicket } from '../services/bookings/checkInTicket';
import { createBooking } from '../services/bookings/createBooking';
import { createSeatHold } from '../services/holds/createSeatHold';
import { extendSeatHold } from '../services/holds/extendSeatHold';
import { releaseSeatHold } from '../services/holds/releaseSeatHold';
import { setSeatBlock } from '../services/seats/setSeatBlock';
import { cancelShowing } from '../services/showings/cancelShowing';
import { joinWaitlist } from '../services/waitlist/joinWaitlist';
import { leaveWaitlist } from '../services/waitlist/leaveWaitlist';

/** The sale and the door. An answer is read after the change, whatever an earlier mutation of the request has read. */
export const bookingMutations: MutationResolvers = {
  seatBlockSet: async (_root, args, context) => {
    requireScope(context, manageScope);
    const { id, screenId } = await setSeatBlock(context.services, args);
    context.loaders.forgetPlan(screenId);
    context.loaders.forgetSales();
    return { seat: await context.loaders.seat.clear(id).load(id), errors: [] };
  },
  showingCancel: async (_root, args, context) => {
    requireScope(context, manageScope);
    const id = await cancelShowing(context.services, args);
    context.loaders.forgetShowing(id);
    context.loaders.forgetSales();
    return { showing: await context.loaders.showing.load(id), replayed: false, errors: [] };
  },
  seatHoldCreate: async (_root, { input }, context) => {
    const { userId } = requireViewer(context);
    const { holdId, replayed } = await createSeatHold(context.services, { ...input, userId });
    context.loaders.forgetSales();
    return { hold: await context.loaders.ownHold.load(holdId), replayed, errors: [] };
  },
  seatHoldExtend: async (_root, { id }, context) => {
    const { userId } = requireViewer(context);
    const hold = await extendSeatHold(context.services, userId, id);
    context.loaders.forgetSales();
    return { hold, replayed: false, errors: [] };
  },
  seatHoldRelease: async (_root, { id }, context) => {
    const { userId } = requireViewer(context);
    const hold = await releaseSeatHold(context.services, userId, id);
    context.loaders.forgetSales();
    return { hold, replayed: false, errors: [] };
  },
  bookingCreate: async (_root, { input }, context) => {
    const { userId: customerId } = requireViewer(context);
    const { bookingId, replayed } = await createBooking(context.services, { ...input, customerId });
    context.loaders.forgetSales();
    return { booking: await context.loaders.booking.load(bookingId), replayed, errors: [] };
  },
  bookingCancel: async (_root, { input }, context) => {
    const { userId } = requireViewer(context);
    const { bookingId, replayed } = await cancelBooking(context.services, userId, input);
    context.loaders.forgetSales();
    return { booking: await context.loaders.booking.load(bookingId), replayed, errors: [] };
  },
  bookingSeatAdd: async (_root, args, context) => {
    const { userId } = requireViewer(context);
    const { bookingId, replayed } = await addBookingSeat(context.services, userId, args);
    context.loaders.forgetSales();
    return { booking: await context.loaders.booking.load(bookingId), replayed, errors: [] };
  },
  ticketCheckIn: async (_root, { code }, context) => {
    requireScope(context, checkInScope);
    const { ticketId, bookingId } = await checkInTicket(context.services, code);
    context.loaders.forgetSales();
    const [ticket, booking] = await Promise.all([
      context.loaders.ticket.load(ticketId),
      context.loaders.booking.load(bookingId),
    ]);
    return { ticket, booking, errors: [] };
  },
  waitlistJoin: async (_root, { input }, context) => {
    const { userId } = requireViewer(context);
    const id = await joinWaitlist(context.services, userId, input);
    context.loaders.forgetSales();
    return { entry: await context.loaders.ownWaitlistEntry.load(id), errors: [] };
  },
  waitlistLeave: async (_root, { id }, context) => {
    const { userId } = requireViewer(context);
    const entry = await leaveWaitlist(context.services, userId, id);
    context.loaders.forgetSales();
    return { entry, errors: [] };
  },
};

import { readSpokenNumber } from '@marquee/shared/ids';
import { referenced } from '@marquee/shared/loaders';
import { money } from '@marquee/shared/money';
import type { BookingContext } from '../context';
import { type BookingStatus, cancellableUntil, isPaid, statusAt } from '../domain/booking';
import { labelOf } from '../domain/seat';
import type { BookedSeatResolvers, BookingResolvers, TicketResolvers } from '../generated/resolverTypes';
import type { SeenBooking } from '../services/bookings/watchBookings';
import { signTicketCode } from '../services/tickets/ticketCode';

export const Booking: BookingResolvers = {
  __resolveReference: (reference, { loaders }) => {
    if ('id' in reference) return loaders.visibleBooking.load(reference.id);
    const number = readSpokenNumber('B', reference.bookingNumber);
    return number === null ? null : loaders.visibleBookingByNumber.load(number);
  },
  bookingNumber: ({ number }) => number,
  customer: ({ customerId }) => ({ id: customerId }),
  showing: ({ showingId }, _args, { loaders }) => referenced(loaders.showing.load(showingId)),
  // The booking of an event may be older than the rows: seats are added behind those it had.
  seats: async ({ id, seatCount }, _args, { loaders }) => (await loaders.bookedSeats.load(id)).slice(0, seatCount),
  total: ({ totalMinor, currency }) => money(totalMinor, currency),
  status: (booking, _args, { loaders }) => statusOf(booking, loaders),
  cancellableUntil: async (booking, _args, { loaders }) => {
    const { startsAt } = await referenced(loaders.showing.load(booking.showingId));
    return cancellableUntil({ ...booking, status: await statusOf(booking, loaders) }, startsAt);
  },
  timeline: async ({ id, version }, _args, { loaders }) =>
    (await loaders.bookingTimeline.load(id)).filter((entry) => entry.version <= version),
  // A code lets its bearer in, so it is for the customer alone, whoever else may see the booking.
  tickets: async (booking, _args, { loaders, viewer }) => {
    if (viewer?.userId !== booking.customerId || !isPaid(booking)) return [];
    return (await loaders.tickets.load(booking.id)).slice(0, booking.seatCount);
  },
};

/** By the clock, which is asked for those alone that wait for their payment. */
async function statusOf(booking: SeenBooking, loaders: BookingContext['loaders']): Promise<BookingStatus> {
  if (booking.status !== 'PENDING_PAYMENT') return booking.status;
  return statusAt(booking, booking.asOf ?? (await loaders.now()));
}

export const BookedSeat: BookedSeatResolvers = {
  __resolveReference: async ({ id }, { loaders }) => {
    const seat = await loaders.bookedSeatsById.load(id);
    const booking = seat && (await loaders.visibleBooking.load(seat.bookingId));
    return booking && seat;
  },
  seat: ({ seatId }, _args, { loaders }) => referenced(loaders.seat.load(seatId)),
  price: ({ priceMinor, currency }) => money(priceMinor, currency),
};

export const Ticket: TicketResolvers = {
  __resolveReference: async ({ id }, { loaders, viewer }) => {
    const ticket = await loaders.ticket.load(id);
    const booking = ticket && (await loaders.visibleBooking.load(ticket.bookingId));
    return booking && booking.customerId === viewer?.userId ? ticket : null;
  },
  seat: ({ seatId }, _args, { loaders }) => referenced(loaders.seat.load(seatId)),
  // Signed anew for each reader, so that no code lies in the database for whoever reads that.
  code: async ({ id: ticketId, bookingId, seatId }, _args, { loaders, services }) => {
    const [seat, booking] = await Promise.all([
      referenced(loaders.seat.load(seatId)),
      referenced(loaders.booking.load(bookingId)),
    ]);
    const { id: showingId, startsAt } = await referenced(loaders.showing.load(booking.showingId));
    return signTicketCode(services.ticketKey, { ticketId, bookingId, showingId, seatLabel: labelOf(seat), startsAt });
  },
};

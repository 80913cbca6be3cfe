import { requireViewer } from '@marquee/shared/auth';
import { referenced } from '@marquee/shared/loaders';
import { isLive } from '../domain/seatHold';
import type {
  BookingEventResolvers,
  SeatHoldEventResolvers,
  SeatMapEventResolvers,
  SubscriptionResolvers,
} from '../generated/resolverTypes';
import { type BookingChange, bookingAsOf, previousStatusOf, watchBookings } from '../services/bookings/watchBookings';
import { holdAsOf, type SeatHoldChange, watchSeatHold } from '../services/holds/watchSeatHold';
import { type SeatMapChange, watchSeatMap } from '../services/seats/watchSeatMap';
import { holder } from './seatState';

export const Subscription: SubscriptionResolvers = {
  seatMapChanged: {
    subscribe: async (_root, { showingId, after = null }, { services, signal }) =>
      watchSeatMap(services, { showingId, after, signal }),
    resolve: (change: SeatMapChange) => change,
  },
  seatHoldChanged: {
    subscribe: async (_root, { holdId, after = null }, context) =>
      watchSeatHold(context.services, requireViewer(context).userId, { holdId, after, signal: context.signal }),
    resolve: (change: SeatHoldChange) => change,
  },
  bookingChanged: {
    subscribe: async (_root, { bookingId = null, after = null }, context) =>
      watchBookings(context.services, requireViewer(context), { bookingId, after, signal: context.signal }),
    resolve: (change: BookingChange) => change,
  },
};

export const SeatMapEvent: SeatMapEventResolvers = {
  occurredAt: ({ event }) => new Date(event.occurredAt),
  showingId: ({ event }) => event.data.showingId,
  changes: async ({ event: { data } }, _args, { loaders, viewer }) => {
    const showing = await referenced(loaders.showing.load(data.showingId));
    const seats = await Promise.all(data.changes.map(({ seatId }) => loaders.seat.load(seatId)));
    return data.changes.flatMap(({ availability, heldUntil, heldBy }, index) => {
      const seat = seats[index];
      // A plan without the seat may have come after the event: nobody can choose it any more.
      if (seat == null || seat.isRetired) return [];
      return {
        showing,
        seat,
        availability: availability === 'HELD' ? holder(heldBy, viewer?.userId) : availability,
        heldUntil: heldUntil === null ? null : new Date(heldUntil),
      };
    });
  },
  seatsAvailable: ({ event }) => event.data.seatsAvailable,
};

export const SeatHoldEvent: SeatHoldEventResolvers = {
  occurredAt: ({ event }) => new Date(event.occurredAt),
  hold: async ({ event }, _args, { loaders }) =>
    holdAsOf(event, await referenced(loaders.ownHold.load(event.data.holdId))),
  secondsLeft: async ({ event: { data } }, _args, { loaders }) => {
    if (!isLive(data)) return 0;
    const now = await loaders.now();
    return Math.max(0, Math.floor((Date.parse(data.expiresAt) - now.getTime()) / 1_000));
  },
};

export const BookingEvent: BookingEventResolvers = {
  occurredAt: ({ event }) => new Date(event.occurredAt),
  previousStatus: previousStatusOf,
  booking: async ({ event }, _args, { loaders }) =>
    bookingAsOf(event, await referenced(loaders.booking.load(event.data.bookingId))),
};

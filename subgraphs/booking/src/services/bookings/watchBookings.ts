import type { Viewer } from '@marquee/shared/auth';
import {
  bookingCancelledV1,
  bookingConfirmedV1,
  bookingUpdatedV1,
  type EventOf,
  type TailedEvent,
} from '@marquee/shared/events';
import { eventStream } from '@marquee/shared/subscriptions';
import { maySeeBooking } from '../../domain/access';
import type { Booking, BookingStatus } from '../../domain/booking';
import type { BookingServices } from '../services';
import { getVisibleBooking } from './visibleBookings';

type BookingFact =
  | EventOf<typeof bookingConfirmedV1>
  | EventOf<typeof bookingUpdatedV1>
  | EventOf<typeof bookingCancelledV1>;

/** A step of a booking, with the cursor to resume after it. */
export type BookingChange = TailedEvent<BookingFact>;

export interface WatchBookings {
  /** Null: all bookings of the viewer. */
  readonly bookingId: string | null;
  readonly after: string | null;
  readonly signal: AbortSignal | undefined;
}

/**
 * From now on, or after a cursor: the steps of one booking, or of all own ones together with new ones. Whether the
 * viewer may see the booking is asked again for each step.
 * @throws NotFound for a booking that is not there or not to be seen | InvalidInput
 */
export async function watchBookings(
  { db, bus }: BookingServices,
  viewer: Viewer,
  { bookingId, after, signal }: WatchBookings,
): Promise<AsyncIterableIterator<BookingChange>> {
  if (bookingId === null) {
    const isOwn = ({ data }: BookingFact) => data.customerId === viewer.userId;
    return eventStream({
      bus,
      contracts: [bookingConfirmedV1, bookingUpdatedV1, bookingCancelledV1],
      after,
      signal,
      isFor: isOwn,
    });
  }
  await getVisibleBooking(db.manager, viewer, bookingId, ['bookingId']);
  // No `confirmed`: whoever names the booking knows that it is there, and its event may still be on the way.
  return eventStream({
    bus,
    contracts: [bookingUpdatedV1, bookingCancelledV1],
    after,
    signal,
    isFor: ({ data }) => data.bookingId === bookingId && maySeeBooking(viewer, data),
  });
}

/** The status before the event; null for a new booking. */
export function previousStatusOf({ event }: BookingChange): BookingStatus | null {
  return 'previousStatus' in event.data ? event.data.previousStatus : null;
}

/** The booking as it stood right after the event: two quick steps are not both shown as the second. */
export function bookingAsOf({ data, occurredAt }: BookingFact, booking: Booking): Booking {
  const { status, version, seatIds, total } = data;
  if (version === booking.version) return booking;
  return {
    ...booking,
    status,
    version,
    seatCount: seatIds.length,
    totalMinor: total.minor,
    updatedAt: new Date(occurredAt),
  };
}

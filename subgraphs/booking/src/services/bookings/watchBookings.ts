import type { Viewer } from '@marquee/shared/auth';
import {
  bookingCancelledV1,
  bookingConfirmedV1,
  bookingCreatedV1,
  bookingExpiredV1,
  bookingUpdatedV1,
  type EventOf,
  isNews,
  type TailedEvent,
} from '@marquee/shared/events';
import { eventStream } from '@marquee/shared/subscriptions';
import { maySeeBooking } from '../../domain/access';
import type { Booking, BookingStatus } from '../../domain/booking';
import type { BookingServices } from '../services';
import { getVisibleBooking } from './visibleBookings';

/** What can become of a booking that is there. */
const laterSteps = [bookingConfirmedV1, bookingUpdatedV1, bookingCancelledV1, bookingExpiredV1] as const;
const allSteps = [bookingCreatedV1, ...laterSteps] as const;

type BookingFact = EventOf<(typeof allSteps)[number]>;

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
    const isOwn = ({ data }: BookingFact) => data.customerId === viewer.userId && isNews(data);
    return eventStream({
      bus,
      contracts: allSteps,
      after,
      signal,
      isFor: isOwn,
    });
  }
  await getVisibleBooking(db.manager, viewer, bookingId, ['bookingId']);
  // No `created`: whoever names the booking knows that it is there, and its event may still be on the way.
  return eventStream({
    bus,
    contracts: laterSteps,
    after,
    signal,
    isFor: ({ data }) => data.bookingId === bookingId && isNews(data) && maySeeBooking(viewer, data),
  });
}

/** The status before the event; null for a new booking. */
export function previousStatusOf({ event }: BookingChange): BookingStatus | null {
  const { data } = event;
  if ('previousStatus' in data) return data.previousStatus;
  return data.version === 1 ? null : 'PENDING_PAYMENT';
}

/** A booking as it is now, or as it was at that moment. */
export interface SeenBooking extends Booking {
  readonly asOf?: Date;
}

/** The booking as it stood right after the event: two quick steps are not both shown as the second. */
export function bookingAsOf({ data, occurredAt }: BookingFact, booking: Booking): SeenBooking {
  const { status, version, seatIds, total } = data;
  if (version === booking.version) return booking;
  const asOf = new Date(occurredAt);
  return {
    ...booking,
    asOf,
    status,
    version,
    seatCount: seatIds.length,
    totalMinor: total.minor,
    updatedAt: asOf,
  };
}

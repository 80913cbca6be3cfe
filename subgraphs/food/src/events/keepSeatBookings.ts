import {
  bookingCancelledV1,
  bookingConfirmedV1,
  bookingCreatedV1,
  bookingExpiredV1,
  bookingUpdatedV1,
  type EventContract,
  type EventHandler,
  type EventOf,
  handlesOnce,
} from '@marquee/shared/events';
import { seatBookingsRepository } from '../persistence/seatBookingsRepository';

type BookingState = EventOf<typeof bookingConfirmedV1>['data'];

/** Keeps a booking as an event says it is, for when food is ordered to its seats. */
function keeps<Data extends BookingState, Type extends string>(
  contract: EventContract<Data, Type>,
  name: string,
): EventHandler {
  return handlesOnce(contract, name, (tx, { data }) => {
    const { bookingId, customerId, status, showing, seatIds } = data;
    const { theaterName, startsAt } = showing;
    const known = { bookingId, customerId, status, theaterName, startsAt: new Date(startsAt), seatIds };
    return seatBookingsRepository(tx).keep(known);
  });
}

/** Every event of booking by which food knows to whose seats it brings food, and until when. */
export const keepSeatBookings: readonly EventHandler[] = [
  keeps(bookingCreatedV1, 'keepSeatBookingOnBookingCreated'),
  keeps(bookingConfirmedV1, 'keepSeatBookingOnBookingConfirmed'),
  keeps(bookingUpdatedV1, 'keepSeatBookingOnBookingUpdated'),
  keeps(bookingCancelledV1, 'keepSeatBookingOnBookingCancelled'),
  keeps(bookingExpiredV1, 'keepSeatBookingOnBookingExpired'),
];

import {
  bookingCancelledV1,
  bookingConfirmedV1,
  bookingCreatedV1,
  bookingExpiredV1,
  bookingUpdatedV1,
  type EventContract,
  type EventHandler,
  type EventOf,
  handles,
  inbox,
} from '@marquee/shared/events';
import { seatBookingsRepository } from '../persistence/seatBookingsRepository';

type BookingState = EventOf<typeof bookingConfirmedV1>['data'];

/** Keeps a booking as an event says it is, for when food is ordered to its seats. */
function keeps<Data extends BookingState, Type extends string>(
  contract: EventContract<Data, Type>,
  name: string,
): EventHandler {
  return handles(contract, name, async ({ id, data }, { db }) => {
    const { bookingId, customerId, status, showing, seatIds } = data;
    await db.transaction(async (tx) => {
      // A second copy of an old event must not bring an old state back.
      if (!(await inbox(tx).claim(name, id))) return;
      const { theaterName, startsAt } = showing;
      await seatBookingsRepository(tx).keep({
        bookingId,
        customerId,
        status,
        theaterName,
        startsAt: new Date(startsAt),
        seatIds,
      });
    });
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

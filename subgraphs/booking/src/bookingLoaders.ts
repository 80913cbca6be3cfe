import type { Viewer } from '@marquee/shared/auth';
import { askedOnce, byId, countsBy, listsBy, uniqueBy } from '@marquee/shared/loaders';
import type { EntityManager } from 'typeorm';
import { maySeeBooking } from './domain/access';
import type { Booking } from './domain/booking';
import { bookingsRepository } from './persistence/bookingsRepository';
import { ipoListingsRepository } from './persistence/ipoListingsRepository';
import { seatClaimsRepository } from './persistence/seatClaimsRepository';
import { seatHoldsRepository } from './persistence/seatHoldsRepository';
import { ticketsRepository } from './persistence/ticketsRepository';
import { waitlistRepository } from './persistence/waitlistRepository';
import { type ListBookings, listBookingsOf } from './services/bookings/listBookings';

/** What one request reads of holds, bookings, tickets and queues. */
export function createBookingLoaders(db: EntityManager, viewer: Viewer | null) {
  const bookings = bookingsRepository(db);
  const holds = seatHoldsRepository(db);
  const claims = seatClaimsRepository(db);
  const waitlist = waitlistRepository(db);
  const visible = async (found: Promise<Booking[]>) => (await found).filter((row) => maySeeBooking(viewer, row));
  const own = <T extends { readonly userId: string }>(rows: readonly T[]) =>
    rows.filter(({ userId }) => userId === viewer?.userId);
  const loaders = {
    /** Any booking: only for a caller who was found to be allowed to see it. */
    booking: byId('booking', bookings.findByIds),
    /** A booking that the viewer may see; a reference names an id but proves nothing. */
    visibleBooking: byId('booking', (ids) => visible(bookings.findByIds(ids))),
    visibleBookingByNumber: uniqueBy(
      (numbers) => visible(bookings.findByNumbers(numbers)),
      ({ number }) => number,
    ),
    bookedSeats: listsBy(bookings.seatsOf, ({ bookingId }) => bookingId),
    bookedSeatsById: byId('bookedSeat', bookings.findSeats),
    bookingTimeline: listsBy(bookings.timelinesOf, ({ bookingId }) => bookingId),
    tickets: listsBy(ticketsRepository(db).ofBookings, ({ bookingId }) => bookingId),
    ticket: byId('ticket', ticketsRepository(db).findByIds),
    /** A hold of the viewer's: nobody else's is anybody's business. */
    ownHold: byId('seatHold', async (ids) => own(await holds.findByIds(ids))),
    holdSeats: listsBy(holds.seatsOf, ({ holdId }) => holdId),
    ownWaitlistEntry: byId('waitlistEntry', async (ids) => own(await waitlist.findByIds(ids))),
    claims: listsBy(
      (showingIds) => claims.liveOfShowings(showingIds, null),
      ({ showingId }) => showingId,
    ),
    seatCounts: uniqueBy(
      (showingIds) => claims.countsOf(showingIds, null),
      ({ showingId }) => showingId,
    ),
    /** Many bookings lead to the same customer, who is asked for the same things there. */
    bookingsOf: askedOnce(([customerId, args]: readonly [string, ListBookings]) =>
      listBookingsOf(db, customerId, args),
    ),
    activeHoldsOf: askedOnce(holds.activeOfUser),
    waitlistOf: askedOnce(waitlist.standingOfUser),
    ipoListing: byId('ipoListing', ipoListingsRepository(db).findByIds),
    waitlistLength: countsBy(waitlist.countsOf),
    waitlistPosition: countsBy(waitlist.positionsOf),
  };
  /** What was read of holds, bookings, tickets and queues before some of them changed. */
  const forgetSales = (): void => {
    for (const loader of Object.values(loaders)) loader.clearAll();
  };
  return { ...loaders, forgetSales };
}

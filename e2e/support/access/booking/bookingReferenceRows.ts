import { type AccessRow, type Cells, cells } from '../access';
import type { City } from '../city';
import { reference } from '../referenceRows';
import { unknownId } from '../run';
import { publicButForHolder, theBooking, theHold } from './bookingQueryRows';

/** What everyone may read, so that there is nothing to be hidden about its id. */
function open(
  type: string,
  id: (city: City) => string,
  mark: (city: City) => string,
  rowCells: Cells = cells('public'),
): AccessRow {
  return reference('booking', type, 'id', {
    target: async (city) => ({ keys: { id: id(city) }, unknown: {}, marks: [mark(city)] }),
    cells: rowCells,
  });
}

const bookingReaders = cells('unknown', { owner: 'sees', admin: 'sees' });
const ownerOnly = cells('unknown', { owner: 'sees' });
const wholeBooking = ({ whole }: City): string => whole('booking.Booking');

/** Each entity of booking by each of its keys. A reference names an id, and proves nothing. */
export const bookingReferenceRows: readonly AccessRow[] = [
  open(
    'Theater',
    ({ evening }) => evening.cinema.theaterId,
    ({ evening }) => evening.cinema.theaterName,
  ),
  open(
    'Screen',
    ({ evening }) => evening.cinema.screenId,
    ({ evening }) => evening.cinema.theaterId,
  ),
  open(
    'Seat',
    ({ evening }) => evening.cinema.seats['A1'] ?? '',
    ({ evening }) => evening.cinema.seats['A2'] ?? '',
  ),
  open(
    'Movie',
    ({ evening }) => evening.cinema.movieId,
    ({ evening }) => evening.cinema.movieTitle,
  ),
  open(
    'Showing',
    ({ evening }) => evening.cinema.showingId,
    ({ evening }) => evening.cinema.movieId,
    publicButForHolder,
  ),
  open(
    'IpoListing',
    ({ evening }) => evening.listingId,
    () => 'Acme',
  ),
  reference('booking', 'SeatHold', 'id', { target: theHold, cells: ownerOnly }),
  reference('booking', 'Booking', 'id', { target: theBooking, selection: wholeBooking, cells: bookingReaders }),
  reference('booking', 'Booking', 'bookingNumber', {
    target: theBooking,
    selection: wholeBooking,
    cells: bookingReaders,
  }),
  reference('booking', 'BookedSeat', 'id', {
    target: async ({ evening: { booking } }) => ({
      keys: { id: booking.seats[0]?.id ?? '' },
      unknown: { id: unknownId('bks') },
      marks: [booking.seats[0]?.seatId ?? ''],
    }),
    cells: bookingReaders,
  }),
  reference('booking', 'Ticket', 'id', { target: async ({ evening }) => evening.ticket, cells: ownerOnly }),
  reference('booking', 'WaitlistEntry', 'id', { target: async ({ evening }) => evening.entry, cells: ownerOnly }),
  reference('booking', 'User', 'id', {
    target: async ({ owner, evening: { booking, hold, entry } }) => ({
      ...owner,
      marks: [...booking.marks, ...hold.marks, ...entry.marks],
    }),
    selection: ({ whole }) => `{
      bookings(first: 100) { nodes ${whole('booking.Booking')} }
      activeHolds ${whole('booking.SeatHold')}
      waitlist ${whole('booking.WaitlistEntry')}
    }`,
    cells: ownerOnly,
  }),
];

import { type AccessRow, type Cells, cells, type Target } from '../access';
import type { City } from '../city';
import { wideFilters } from '../queryRows';
import { unknownId } from '../run';

/** Its customer, and who reads any. */
export const bookingReaders = cells('unknown', { owner: 'sees', admin: 'sees', anonymous: 'signedOut' });
/** In a list that does not name the thing, nothing of it stands. */
const bookingListReaders = cells('nothing', { owner: 'sees', admin: 'sees', anonymous: 'signedOut' });
/** Nobody else's business, whatever their office. */
export const holderOnly = cells('unknown', { owner: 'sees', anonymous: 'signedOut' });
export const publicButForHolder = cells('public', { owner: 'sees' });

export const theBooking = async ({ evening }: City): Promise<Target> => evening.booking;
export const theHold = async ({ evening }: City): Promise<Target> => evening.hold;

/** What everybody may read. The seats that the owner holds are in it, and say so to the owner alone. */
function open(
  path: string,
  operation: (city: City) => string,
  mark: (city: City) => string,
  rowCells: Cells = cells('public'),
): AccessRow {
  return {
    paths: [path],
    target: async (city) => ({ keys: {}, unknown: {}, marks: [mark(city)] }),
    operation: (_keys, city) => {
      const { theaterId, screenId, movieId, showingId } = city.evening.cinema;
      return { query: operation(city), variables: { theaterId, screenId, movieId, showingId } };
    },
    cells: rowCells,
  };
}

/** The same showing, looked through for what only the holder may know. */
const seatsOfShowing = ({ whole }: City) => `query ($showingId: ID!) {
  showing(id: $showingId) ${whole('Showing')}
  best: showing(id: $showingId) { bestSeats(partySize: 2, limit: 10) ${whole('SeatBlock')} }
}`;

/** A list of bookings, narrowed so that the owner's is in it. */
function bookings(
  part: string,
  filter: (keys: Target['keys']) => object,
  rowCells: Cells = bookingListReaders,
  target: AccessRow['target'] = theBooking,
): AccessRow {
  return {
    paths: [`Query.bookings${part}`],
    target,
    operation: (keys, { whole }) => ({
      query: `query ($filter: BookingFilter) { bookings(first: 100, filter: $filter) { nodes ${whole('Booking')} } }`,
      variables: { filter: filter(keys) },
    }),
    cells: rowCells,
  };
}

/** Filters by what the owner's booking has, and others too. */
export const wideBookingFilters = {
  status: { status: ['CONFIRMED'] },
  createdAfter: { createdAfter: wideFilters.placedAfter.placedAfter },
  createdBefore: { createdBefore: wideFilters.placedBefore.placedBefore },
} as const;

/** Each root field of Query: with owned things behind it by each argument, otherwise once. */
export const bookingQueryRows: readonly AccessRow[] = [
  open(
    'Query.theater',
    ({ whole }) => `query ($theaterId: ID!) { theater(id: $theaterId) ${whole('Theater')} }`,
    ({ evening }) => evening.cinema.theaterName,
  ),
  open(
    'Query.theaters',
    () => '{ theaters(first: 100) { totalCount nodes { id name } } }',
    ({ evening }) => evening.cinema.theaterName,
  ),
  open(
    'Query.movie',
    ({ whole }) => `query ($movieId: ID!) { movie(id: $movieId) ${whole('Movie')} }`,
    ({ evening }) => evening.cinema.movieTitle,
  ),
  open(
    'Query.movies',
    () => '{ movies(first: 100) { totalCount nodes { id title } } }',
    ({ evening }) => evening.cinema.movieTitle,
  ),
  open('Query.showing', seatsOfShowing, ({ evening }) => evening.cinema.seats['A1'] ?? '', publicButForHolder),
  open('Query.showing', seatsOfShowing, () => 'HELD_BY_ME', cells('nothing', { owner: 'sees' })),
  open('Query.showing', seatsOfShowing, ({ owner }) => owner.keys['id'] ?? '', cells('nothing')),
  open(
    'Query.showings',
    () => '{ showings(first: 100) { totalCount nodes { id movie { title } seatsAvailable } } }',
    ({ evening }) => evening.cinema.movieTitle,
  ),
  open(
    'Query.seats',
    ({ whole }) =>
      `query ($screenId: ID!) { seats(screenId: $screenId, first: 50) { totalCount nodes ${whole('Seat')} } }`,
    ({ evening }) => evening.cinema.seats['A1'] ?? '',
  ),
  open(
    'Query.ticketVerificationKey',
    () => '{ ticketVerificationKey }',
    () => 'ES256',
  ),
  open(
    'Query.upcomingIpos',
    ({ whole }) => `{ upcomingIpos(first: 10) { totalCount nodes ${whole('IpoListing')} } }`,
    ({ evening }) => evening.listingId,
  ),

  {
    paths: ['Query.seatHold(id:)'],
    target: theHold,
    operation: ({ id }, { whole }) => ({
      query: `query ($id: ID!) { seatHold(id: $id) ${whole('SeatHold')} }`,
      variables: { id },
    }),
    cells: holderOnly,
  },
  {
    // The seats that are offered to a party of the queue.
    paths: ['Query.seatHold(id:)'],
    target: async ({ evening }) => evening.offer,
    operation: ({ id }, { whole }) => ({
      query: `query ($id: ID!) { seatHold(id: $id) ${whole('SeatHold')} }`,
      variables: { id },
    }),
    cells: holderOnly,
  },
  {
    paths: ['Query.booking', 'Query.booking(id:)'],
    target: theBooking,
    operation: ({ id }, { whole }) => ({
      query: `query ($id: ID!) { booking(id: $id) ${whole('Booking')} }`,
      variables: { id },
    }),
    cells: bookingReaders,
  },
  {
    // Why it was called off.
    paths: ['Query.booking(id:)'],
    target: async ({ evening }) => evening.cancelled,
    operation: ({ id }, { whole }) => ({
      query: `query ($id: ID!) { booking(id: $id) ${whole('Booking')} }`,
      variables: { id },
    }),
    cells: bookingReaders,
  },
  {
    paths: ['Query.booking(bookingNumber:)'],
    target: theBooking,
    operation: ({ bookingNumber }, { whole }) => ({
      query: `query ($number: String!) { booking(bookingNumber: $number) ${whole('Booking')} }`,
      variables: { number: bookingNumber },
    }),
    cells: bookingReaders,
  },
  bookings('', () => ({})),
  ...Object.entries(wideBookingFilters).map(([name, filter]) => bookings(`(filter.${name}:)`, () => filter)),
  bookings(
    '(filter.userId:)',
    ({ id }) => ({ userId: id }),
    bookingReaders,
    async ({ evening, owner }) => ({ ...owner, marks: evening.booking.marks }),
  ),
  bookings(
    '(filter.showingId:)',
    ({ id }) => ({ showingId: id }),
    bookingReaders,
    async ({ evening }) => ({
      keys: { id: evening.cinema.showingId },
      unknown: { id: unknownId('shw') },
      marks: evening.booking.marks,
    }),
  ),
];

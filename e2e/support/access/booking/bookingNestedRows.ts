import { type AccessRow, cells } from '../access';
import type { City } from '../city';
import { bookingReaders, theBooking, wideBookingFilters } from './bookingQueryRows';

/** Who may ask for the user at all; those who read all about users see nothing of theirs at the cinema by this way. */
const ownerOnly = cells('unknown', { owner: 'sees', moderator: 'nothing', admin: 'nothing', anonymous: 'signedOut' });
/** Who sees the booking, but of its customer no more than that. */
const customerOnly = { ...bookingReaders, admin: 'nothing' } as const;

/** The owner's bookings by way of the owner, narrowed so that the booking is among them. */
function bookingsOfUser(part: string, filter: (city: City) => object): AccessRow {
  return {
    paths: [`User.bookings${part}`],
    target: async ({ evening, owner }) => ({ ...owner, marks: evening.booking.marks }),
    operation: ({ id }, city) => ({
      query: `query ($id: ID!, $filter: BookingFilter) {
        user(id: $id) { bookings(first: 100, filter: $filter) { nodes ${city.whole('Booking')} } }
      }`,
      variables: { id, filter: filter(city) },
    }),
    cells: ownerOnly,
  };
}

/** What else booking adds to a user, by way of the owner and by way of the customer of a booking. */
function ofUser(field: string, selection: (city: City) => string, marks: (city: City) => readonly string[]) {
  const rows: readonly AccessRow[] = [
    {
      paths: [`User.${field}`],
      target: async (city) => ({ ...city.owner, marks: marks(city) }),
      operation: ({ id }, city) => ({
        query: `query ($id: ID!) { user(id: $id) { ${selection(city)} } }`,
        variables: { id },
      }),
      cells: ownerOnly,
    },
    {
      paths: [`User.${field}`, 'Booking.customer'],
      target: async (city) => ({ ...city.evening.booking, marks: marks(city) }),
      operation: ({ id }, city) => ({
        query: `query ($id: ID!) { booking(id: $id) { customer { ${selection(city)} } } }`,
        variables: { id },
      }),
      cells: customerOnly,
    },
  ];
  return rows;
}

/** Each field of an object that leads to something owned, by each of its arguments. */
export const bookingNestedRows: readonly AccessRow[] = [
  {
    paths: ['Booking.customer'],
    target: async ({ evening, owner }) => ({ ...evening.booking, marks: owner.marks }),
    operation: ({ id }, { whole }) => ({
      query: `query ($id: ID!) { booking(id: $id) { customer ${whole('User')} } }`,
      variables: { id },
    }),
    cells: bookingReaders,
  },
  {
    paths: ['Booking.seats'],
    target: async ({ evening: { booking } }) => ({ ...booking, marks: booking.seats.map(({ seatId }) => seatId) }),
    operation: ({ id }, { whole }) => ({
      query: `query ($id: ID!) { booking(id: $id) { seats ${whole('BookedSeat')} } }`,
      variables: { id },
    }),
    cells: bookingReaders,
  },
  {
    // Whoever has a code is let in: not even those who read any booking get one.
    paths: ['Booking.tickets'],
    target: async ({ evening: { booking, ticket } }) => ({ ...booking, marks: ticket.marks }),
    operation: ({ id }, { whole }) => ({
      query: `query ($id: ID!) { booking(id: $id) { tickets ${whole('Ticket')} } }`,
      variables: { id },
    }),
    cells: customerOnly,
  },
  {
    paths: ['Booking.tickets', 'Query.bookings'],
    target: async ({ evening: { ticket } }) => ({ keys: {}, unknown: {}, marks: ticket.marks }),
    operation: (_keys, { whole }) => ({
      query: `{ bookings(first: 50) { nodes { tickets ${whole('Ticket')} } } }`,
    }),
    cells: cells('nothing', { owner: 'sees', anonymous: 'signedOut' }),
  },
  bookingsOfUser('', () => ({})),
  ...Object.entries(wideBookingFilters).map(([name, filter]) => bookingsOfUser(`(filter.${name}:)`, () => filter)),
  bookingsOfUser('(filter.userId:)', ({ owner }) => ({ userId: owner.keys['id'] })),
  bookingsOfUser('(filter.showingId:)', ({ evening }) => ({ showingId: evening.cinema.showingId })),
  {
    // Through a booking that they do see, nobody gets at the customer's other bookings.
    paths: ['User.bookings', 'Booking.customer'],
    target: theBooking,
    operation: ({ id }, { whole }) => ({
      query: `query ($id: ID!) { booking(id: $id) { customer { bookings(first: 100) { nodes ${whole('Booking')} } } } }`,
      variables: { id },
    }),
    cells: customerOnly,
  },
  ...ofUser(
    'activeHolds',
    ({ whole }) => `activeHolds ${whole('SeatHold')}`,
    ({ evening }) => evening.hold.marks,
  ),
  ...ofUser(
    'waitlist',
    ({ whole }) => `waitlist ${whole('WaitlistEntry')}`,
    ({ evening }) => evening.entry.marks,
  ),
  {
    paths: ['WaitlistEntry.offeredHold'],
    target: async ({ evening, owner }) => ({ ...owner, marks: evening.offer.marks }),
    operation: ({ id }, { whole }) => ({
      query: `query ($id: ID!) { user(id: $id) { waitlist { offeredHold ${whole('SeatHold')} } } }`,
      variables: { id },
    }),
    cells: ownerOnly,
  },
  {
    // From the other side: food's orders and booking's bookings of one customer.
    paths: ['User.bookings', 'FoodOrder.customer'],
    target: async ({ order, evening }) => ({ ...order, marks: evening.booking.marks }),
    operation: ({ id }, { whole }) => ({
      query: `query ($id: ID!) { foodOrder(id: $id) { customer { bookings(first: 100) { nodes ${whole('Booking')} } } } }`,
      variables: { id },
    }),
    cells: cells('unknown', {
      owner: 'sees',
      staff: 'nothing',
      courier: 'nothing',
      admin: 'nothing',
      anonymous: 'signedOut',
    }),
  },
];

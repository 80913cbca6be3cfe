import { randomUUID } from 'node:crypto';
import { type Cinema, price } from '../../cinema';
import { type AccessRow, cells, type Target } from '../access';
import type { City } from '../city';
import { run } from '../run';
import {
  bookingInput,
  bookSeats,
  buySeats,
  createBooking,
  holdSeats,
  openScreening,
  problems,
  queue,
} from './bookingCity';

const signedIn = cells('self', { anonymous: 'signedOut' });
const everyoneSignedIn = cells('done', { anonymous: 'signedOut' });
const ownerOnly = cells('unknown', { owner: 'done', anonymous: 'signedOut' });
const doorOnly = cells('forbidden', { door: 'done', anonymous: 'signedOut' });

const key = (): string => randomUUID();

const createHold = `mutation ($input: SeatHoldCreateInput!) {
  seatHoldCreate(input: $input) { hold { id expiresAt } replayed ${problems} }
}`;
const join = `mutation ($input: WaitlistJoinInput!) { waitlistJoin(input: $input) { entry { id createdAt } ${problems} } }`;

const holdState = ({ keys: { id } }: Target, { marquee, people }: City): Promise<unknown> =>
  run(marquee, people.owner.token, 'query ($id: ID!) { seatHold(id: $id) { state expiresAt extensionsLeft } }', { id });

const bookingState = ({ keys: { id } }: Target, { marquee, people }: City): Promise<unknown> =>
  run(
    marquee,
    people.owner.token,
    `query ($id: ID!) {
      booking(id: $id) { status total { minor } seats { id } timeline { status note } tickets { id checkedInAt } }
    }`,
    { id },
  );

const queueState = ({ keys: { id = '' } }: Target, { marquee, people }: City): Promise<unknown> =>
  run<{ me: { waitlist: { id: string }[] } }>(marquee, people.owner.token, '{ me { waitlist { id } } }').then(
    ({ me }) => me.waitlist.some((entry) => entry.id === id),
  );

/** How many seats are free, and how many wait, where the target belongs. */
const showingState = ({ keys: { showingId } }: Target, { marquee }: City): Promise<unknown> =>
  run(marquee, undefined, 'query ($id: ID!) { showing(id: $id) { seatsAvailable waitlistLength } }', { id: showingId });

/** A showing that nobody has anything of. */
async function emptyShowing(city: City): Promise<Target> {
  const { showingId, seats } = await openScreening(city);
  return { keys: { showingId, seatId: seats['A1'] ?? '' }, unknown: {}, marks: [] };
}

const aHold = async (city: City): Promise<Target> => holdSeats(city, await openScreening(city), ['A1', 'A2']);
const aBooking = async (city: City): Promise<Target> => buySeats(city, await openScreening(city), ['A1']);

/** Whoever is signed in may have what is free; what names it is public. */
function anybody(
  paths: readonly string[],
  query: string,
  input: (keys: Target['keys'], city: City) => object,
): AccessRow {
  return {
    paths,
    target: emptyShowing,
    operation: (keys, city) => ({ query, variables: { input: { ...input(keys, city), idempotencyKey: key() } } }),
    cells: everyoneSignedIn,
    state: showingState,
  };
}

/** What the owner has sent already, key and all: worth nothing to anybody but the one who spent it. */
function spent(
  paths: readonly string[],
  query: string,
  send: (city: City, cinema: Cinema) => Promise<{ readonly input: object }>,
  marksIn: (data: Answer) => readonly string[],
): AccessRow {
  return {
    paths,
    target: async (city) => {
      const cinema = await openScreening(city);
      const { input } = await send(city, cinema);
      const { marquee, people } = city;
      const data = await run<Answer>(marquee, people.owner.token, query, { input });
      return {
        keys: { input: JSON.stringify(input), showingId: cinema.showingId },
        unknown: {},
        marks: marksIn(data),
      };
    },
    operation: ({ input = '' }) => ({ query, variables: { input: JSON.parse(input) } }),
    cells: signedIn,
    state: showingState,
  };
}

interface Answer {
  readonly seatHoldCreate?: { readonly hold: { readonly id: string; readonly expiresAt: string } };
  readonly bookingCreate?: { readonly booking: { readonly id: string; readonly bookingNumber: string } };
}

const holdMarks = ({ seatHoldCreate }: Answer) => Object.values(seatHoldCreate?.hold ?? {}).map(String);
const bookingMarks = ({ bookingCreate }: Answer) => Object.values(bookingCreate?.booking ?? {}).map(String);

/** A booking of two seats that begins so soon that people are let in. */
async function tonight(city: City): Promise<Target> {
  const { keys, tickets, marks } = await buySeats(city, await openScreening(city, 2), ['A1', 'A2']);
  const [first, second] = tickets;
  return {
    keys: { id: keys.id, code: first?.code ?? '', ticketId: first?.id ?? '', otherTicketId: second?.id ?? '' },
    unknown: { code: 'eyJhbGciOiJFUzI1NiJ9.e30.AAAA' },
    marks,
  };
}

/** What the answer of a check-in shows. */
function checkIn(part: string, selection: (city: City) => string, row: Partial<AccessRow>): AccessRow {
  return {
    paths: ['Mutation.ticketCheckIn', ...(part === '' ? [] : [part])],
    target: tonight,
    operation: ({ code }, city) => ({
      query: `mutation ($code: String!) { ticketCheckIn(code: $code) { ${selection(city)} ${problems} } }`,
      variables: { code },
    }),
    cells: doorOnly,
    ...row,
  };
}

/** What every mutation of a customer and of the door asks of a caller, and of what the caller names. */
export const bookingMutationRows: readonly AccessRow[] = [
  anybody(
    ['Mutation.seatHoldCreate(input.showingId:)', 'Mutation.seatHoldCreate(input.seatIds:)'],
    createHold,
    ({ showingId, seatId }) => ({ showingId, seatIds: [seatId] }),
  ),
  anybody(['Mutation.seatHoldCreate(input.seats.seatId:)'], createHold, ({ showingId, seatId }) => ({
    showingId,
    seats: [{ seatId }],
  })),
  spent(
    ['Mutation.seatHoldCreate(input.showingId:)', 'Mutation.seatHoldCreate(input.seatIds:)'],
    createHold,
    async (_city, { showingId, seats }) => ({ input: { showingId, seatIds: [seats['A1']], idempotencyKey: key() } }),
    holdMarks,
  ),
  {
    paths: ['Mutation.seatHoldExtend(id:)'],
    target: aHold,
    operation: ({ id }) => ({
      query: `mutation ($id: ID!) { seatHoldExtend(id: $id) { hold { expiresAt seats { id } } ${problems} } }`,
      variables: { id },
    }),
    cells: ownerOnly,
    state: holdState,
  },
  {
    paths: ['Mutation.seatHoldRelease(id:)'],
    target: aHold,
    operation: ({ id }) => ({
      query: `mutation ($id: ID!) { seatHoldRelease(id: $id) { hold { expiresAt seats { id } } ${problems} } }`,
      variables: { id },
    }),
    cells: ownerOnly,
    state: holdState,
  },
  {
    paths: ['Mutation.bookingCreate(input.holdId:)'],
    target: aHold,
    operation: ({ id: holdId }) => ({
      query: createBooking,
      variables: { input: { holdId, expectedTotal: { ...price, minor: 2 * price.minor }, idempotencyKey: key() } },
    }),
    cells: ownerOnly,
    state: holdState,
  },
  {
    // The total is compared only after that: a wrong one tells nobody what the hold costs.
    paths: ['Mutation.bookingCreate(input.holdId:)'],
    target: aHold,
    operation: ({ id: holdId }) => ({
      query: createBooking,
      variables: { input: { holdId, expectedTotal: { ...price, minor: 1 }, idempotencyKey: key() } },
    }),
    cells: { ...ownerOnly, owner: 'self' },
    state: holdState,
  },
  anybody(
    ['Mutation.bookingCreate(input.showingId:)', 'Mutation.bookingCreate(input.seats.seatId:)'],
    createBooking,
    ({ showingId, seatId }) => ({ showingId, seats: [{ seatId }], expectedTotal: price }),
  ),
  spent(
    ['Mutation.bookingCreate(input.showingId:)', 'Mutation.bookingCreate(input.seats.seatId:)'],
    createBooking,
    async (_city, cinema) => ({ input: bookingInput(cinema, ['A1']) }),
    bookingMarks,
  ),
  {
    // An own booking: those who read any can call none off.
    paths: ['Mutation.bookingCancel(input.bookingId:)'],
    target: aBooking,
    operation: ({ id }) => ({
      query: `mutation ($input: BookingCancelInput!) {
        bookingCancel(input: $input) { booking { createdAt seats { id } } ${problems} }
      }`,
      variables: { input: { bookingId: id, reason: 'the matrix', idempotencyKey: key() } },
    }),
    cells: ownerOnly,
    state: bookingState,
  },
  {
    paths: ['Mutation.bookingSeatAdd(bookingId:)', 'Mutation.bookingSeatAdd(seat.seatId:)'],
    target: async (city) => {
      const cinema = await openScreening(city);
      const { keys, unknown, marks } = await bookSeats(city, cinema, ['A1']);
      const seatId = cinema.seats['A2'] ?? '';
      return { keys: { id: keys.id, seatId }, unknown: { id: unknown['id'] ?? '', seatId }, marks };
    },
    operation: ({ id, seatId }) => ({
      query: `mutation ($id: ID!, $seatId: ID!, $total: MoneyInput!, $key: IdempotencyKey!) {
        bookingSeatAdd(bookingId: $id, seat: { seatId: $seatId }, expectedTotal: $total, idempotencyKey: $key) {
          booking { createdAt seats { id } } ${problems}
        }
      }`,
      variables: { id, seatId, total: { ...price, minor: 2 * price.minor }, key: key() },
    }),
    cells: ownerOnly,
    state: bookingState,
  },
  checkIn('', () => 'ticket { checkedInAt }', { state: bookingState }),
  // Whoever lets people in sees whose ticket it is...
  checkIn('Booking.seats', ({ whole }) => `ticket ${whole('Ticket')} booking ${whole('Booking')}`, {
    cells: { ...doorOnly, door: 'sees' },
  }),
  checkIn('Booking.customer', ({ whole }) => `booking { customer ${whole('User')} }`, {
    target: async (city) => ({ ...(await tonight(city)), marks: city.owner.marks }),
    personAt: ({ ticketCheckIn }) => (ticketCheckIn as { booking: { customer: unknown } } | null)?.booking.customer,
    cells: { ...doorOnly, door: 'named' },
  }),
  // ...and gets no ticket but the one that was shown.
  checkIn('Booking.tickets', ({ whole }) => `booking { tickets ${whole('Ticket')} }`, {
    target: async (city) => {
      const target = await tonight(city);
      return { ...target, marks: [target.keys['otherTicketId'] ?? ''] };
    },
    cells: { ...doorOnly, door: 'nothing' },
  }),
  anybody(['Mutation.waitlistJoin(input.showingId:)'], join, ({ showingId }) => ({ showingId, partySize: 2 })),
  {
    paths: ['Mutation.waitlistLeave(id:)'],
    target: async (city) => (await queue(city, await openScreening(city))).entry,
    operation: ({ id }) => ({
      query: `mutation ($id: ID!) { waitlistLeave(id: $id) { entry { createdAt showing { id } } ${problems} } }`,
      variables: { id },
    }),
    cells: ownerOnly,
    state: queueState,
  },
];

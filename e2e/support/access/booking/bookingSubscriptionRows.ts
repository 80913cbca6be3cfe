import { randomUUID } from 'node:crypto';
import { price } from '../../cinema';
import { type AccessRow, type Cells, cells, type Party, type Target } from '../access';
import { type City, tokenOf } from '../city';
import { run } from '../run';
import { createBooking, openScreening, problems } from './bookingCity';
import { bookingReaders, holderOnly, theBooking, theHold } from './bookingQueryRows';

/** Books a seat in the party's own name; whatever else would come to the party came before it. */
async function ownBooking(city: City, party: Party): Promise<string> {
  const { showingId } = await openScreening(city);
  const { seatHoldCreate } = await run<{ seatHoldCreate: { hold: { id: string } } }>(
    city.marquee,
    tokenOf(city, party),
    `mutation ($input: SeatHoldCreateInput!) { seatHoldCreate(input: $input) { hold { id } ${problems} } }`,
    { input: { showingId, partySize: 1, idempotencyKey: randomUUID() } },
  );
  const { bookingCreate } = await run<{ bookingCreate: { booking: { createdAt: string } } }>(
    city.marquee,
    tokenOf(city, party),
    createBooking,
    { input: { holdId: seatHoldCreate.hold.id, expectedTotal: price, idempotencyKey: randomUUID() } },
  );
  return bookingCreate.booking.createdAt;
}

const heldSeat = ({ evening }: City): string => evening.cinema.seats['A1'] ?? '';

/** The seat map of the showing where the owner holds seats, looked through for the mark. */
function seatMap(mark: (city: City) => string, rowCells: Cells): AccessRow {
  return {
    paths: ['Subscription.seatMapChanged(showingId:)'],
    target: async (city) => ({ keys: {}, unknown: {}, marks: [mark(city)] }),
    operation: (_keys, { whole, evening, beginning: after }) => ({
      query: `subscription ($id: ID!, $after: EventCursor) {
        seatMapChanged(showingId: $id, after: $after) { showingId seatsAvailable changes ${whole('SeatState')} }
      }`,
      variables: { id: evening.cinema.showingId, after },
    }),
    cells: rowCells,
    // The held seat itself tells that the event of the hold has come.
    sentinel: async (city) => heldSeat(city),
  };
}

/** The steps of the owner's booking, by its id. */
function stepsOfBooking(part: string, selection: (city: City) => string, rows: Pick<AccessRow, 'target' | 'cells'>) {
  const row: AccessRow = {
    paths: ['Subscription.bookingChanged(bookingId:)', ...(part === '' ? [] : [part])],
    operation: ({ id }, city) => ({
      query: `subscription ($id: ID!, $after: EventCursor) {
        bookingChanged(bookingId: $id, after: $after) { previousStatus booking ${selection(city)} }
      }`,
      variables: { id, after: city.beginning },
    }),
    // Its own number tells those who see the booking that its events have come.
    sentinel: async ({ evening }) => evening.booking.keys.bookingNumber,
    ...rows,
  };
  return row;
}

const behindBooking =
  (marks: (city: City) => readonly string[]) =>
  async (city: City): Promise<Target> => ({ ...city.evening.booking, marks: marks(city) });

/** Each subscription, by each argument but the cursor. All of them replay what has happened since the beginning. */
export const bookingSubscriptionRows: readonly AccessRow[] = [
  seatMap(heldSeat, cells('sees')),
  seatMap(() => 'HELD_BY_ME', cells('nothing', { owner: 'sees' })),
  seatMap(({ owner }) => owner.keys['id'] ?? '', cells('nothing')),
  {
    paths: ['Subscription.seatHoldChanged(holdId:)'],
    target: theHold,
    operation: ({ id }, { whole, beginning: after }) => ({
      query: `subscription ($id: ID!, $after: EventCursor) {
        seatHoldChanged(holdId: $id, after: $after) { secondsLeft hold ${whole('SeatHold')} }
      }`,
      variables: { id, after },
    }),
    cells: holderOnly,
  },
  {
    paths: ['Subscription.bookingChanged'],
    target: theBooking,
    operation: (_keys, { whole, beginning: after }) => ({
      query: `subscription ($after: EventCursor) { bookingChanged(after: $after) { booking ${whole('Booking')} } }`,
      variables: { after },
    }),
    cells: cells('nothing', { owner: 'sees', anonymous: 'signedOut' }),
    sentinel: ownBooking,
  },
  stepsOfBooking('', ({ whole }) => whole('Booking'), { target: theBooking, cells: bookingReaders }),
  stepsOfBooking('Booking.customer', () => '{ bookingNumber customer { id displayName email phone username } }', {
    target: behindBooking(({ owner }) => owner.marks.slice(0, 2)),
    cells: bookingReaders,
  }),
  stepsOfBooking('Booking.tickets', ({ whole }) => `{ bookingNumber tickets ${whole('Ticket')} }`, {
    target: behindBooking(({ evening }) => evening.ticket.marks),
    cells: { ...bookingReaders, admin: 'nothing' },
  }),
];

import { randomUUID } from 'node:crypto';
import { type Cinema, openCinema, price } from '../../cinema';
import { payFor } from '../../payFor';
import type { Target } from '../access';
import type { City, Started } from '../city';
import { run, unknownId } from '../run';

/** What the owner has at the cinema. */
export interface Evening {
  readonly cinema: Cinema;
  /** Of seats A1 and A2. */
  readonly hold: Target;
  /** Of seat B1, with B2 added before both were paid. */
  readonly booking: BookingTarget;
  /** One that was called off; its mark is the reason that was given. */
  readonly cancelled: Target;
  /** The ticket for B1. */
  readonly ticket: Target;
  /** A place in the queue of another showing, where seats are offered. */
  readonly entry: Target;
  readonly offer: Target;
  readonly listingId: string;
}

export interface BookingTarget extends Target {
  readonly keys: { readonly id: string; readonly bookingNumber: string };
  readonly seats: readonly { readonly id: string; readonly seatId: string }[];
  readonly tickets: readonly { readonly id: string; readonly code: string }[];
}

export const problems = `errors { __typename code message path
  ... on NotFoundError { missingId }
  ... on SeatUnavailableError { takenSeatIds alternatives { total { minor } seats { id } } } }`;

export const unknownBooking = { id: unknownId('bkg'), bookingNumber: 'B-2222-2222' };

/** Opens a cinema, and lets the owner hold seats, book some, call a booking off, and queue. */
export async function openEvening(city: Started): Promise<Evening> {
  const cinema = await openCinema(city.marquee.url, `Evening ${randomUUID()}`);
  const hold = await holdSeats(city, cinema, ['A1', 'A2']);
  const { keys } = await bookSeats(city, cinema, ['B1']);
  await addSeat(city, keys.id, cinema.seats['B2']);
  const booking = await pay(city, keys.id);
  const cancelled = await bookAndCancel(city, cinema, 'C1');
  const elsewhere = await openCinema(city.marquee.url, `Matinee ${randomUUID()}`, { capacity: 12 });
  const { entry, offer } = await queue(city, elsewhere);
  return { cinema, hold, booking, cancelled, ticket: ticketOf(booking), entry, offer, listingId: await readFeed(city) };
}

/** A cinema with nothing sold yet. Its tickets are taken at once when it begins within three hours. */
export function openScreening({ marquee }: Pick<City, 'marquee'>, startsInHours?: number): Promise<Cinema> {
  return openCinema(marquee.url, `Screening ${randomUUID()}`, {
    capacity: 12,
    ...(startsInHours !== undefined && { startsInHours }),
  });
}

const seatIdsOf = ({ seats }: Cinema, labels: readonly string[]): string[] => labels.map((label) => seats[label] ?? '');

/** A hold of the owner's; where it shows, its seats and the end of its time do. */
export async function holdSeats(
  { marquee, people }: Started,
  cinema: Cinema,
  labels: readonly string[],
): Promise<Target> {
  const seatIds = seatIdsOf(cinema, labels);
  const { seatHoldCreate } = await run<{ seatHoldCreate: { hold: { id: string; expiresAt: string } } }>(
    marquee,
    people.owner.token,
    `mutation ($input: SeatHoldCreateInput!) { seatHoldCreate(input: $input) { hold { id expiresAt } ${problems} } }`,
    { input: { showingId: cinema.showingId, seatIds, idempotencyKey: randomUUID() } },
  );
  const { id, expiresAt } = seatHoldCreate.hold;
  return { keys: { id }, unknown: { id: unknownId('hld') }, marks: [expiresAt, ...seatIds] };
}

/** What `bookingCreate` takes for these seats. */
export function bookingInput({ showingId, seats }: Cinema, labels: readonly string[]) {
  return {
    showingId,
    seats: labels.map((label) => ({ seatId: seats[label] })),
    expectedTotal: { ...price, minor: price.minor * labels.length },
    idempotencyKey: randomUUID(),
  };
}

export const createBooking = `mutation ($input: BookingCreateInput!) {
  bookingCreate(input: $input) { booking { id bookingNumber createdAt } replayed ${problems} }
}`;

/** A booking of the owner's, which waits for its payment. */
export async function bookSeats(city: Started, cinema: Cinema, labels: readonly string[]): Promise<BookingTarget> {
  const { marquee, people } = city;
  const input = bookingInput(cinema, labels);
  const { bookingCreate } = await run<{ bookingCreate: { booking: { id: string } } }>(
    marquee,
    people.owner.token,
    createBooking,
    { input },
  );
  return readBooking(city, bookingCreate.booking.id);
}

/** A booking of the owner's that is paid. */
export async function buySeats(city: Started, cinema: Cinema, labels: readonly string[]): Promise<BookingTarget> {
  const { keys } = await bookSeats(city, cinema, labels);
  return pay(city, keys.id);
}

async function pay(city: Started, id: string): Promise<BookingTarget> {
  await payFor(city.marquee, city.people.owner.token, id);
  return readBooking(city, id);
}

interface ReadBooking {
  readonly bookingNumber: string;
  readonly createdAt: string;
  readonly seats: readonly { readonly id: string; readonly seat: { readonly id: string } }[];
  readonly tickets: readonly { readonly id: string; readonly code: string }[];
}

async function readBooking({ marquee, people }: Started, id: string): Promise<BookingTarget> {
  const query =
    'query ($id: ID!) { booking(id: $id) { bookingNumber createdAt seats { id seat { id } } tickets { id code } } }';
  const { booking } = await run<{ booking: ReadBooking }>(marquee, people.owner.token, query, { id });
  const { bookingNumber, createdAt, seats, tickets } = booking;
  return {
    keys: { id, bookingNumber },
    unknown: unknownBooking,
    marks: [createdAt, ...seats.map((seat) => seat.id)],
    seats: seats.map((booked) => ({ id: booked.id, seatId: booked.seat.id })),
    tickets,
  };
}

async function addSeat({ marquee, people }: Started, bookingId: string, seatId: string | undefined): Promise<void> {
  await run(
    marquee,
    people.owner.token,
    `mutation ($bookingId: ID!, $seatId: ID!, $total: MoneyInput!, $key: IdempotencyKey!) {
      bookingSeatAdd(bookingId: $bookingId, seat: { seatId: $seatId }, expectedTotal: $total, idempotencyKey: $key) { ${problems} }
    }`,
    { bookingId, seatId, total: { ...price, minor: 2 * price.minor }, key: randomUUID() },
  );
}

async function bookAndCancel(city: Started, cinema: Cinema, label: string): Promise<Target> {
  const { keys, unknown } = await bookSeats(city, cinema, [label]);
  const reason = `reason ${randomUUID()}`;
  await run(
    city.marquee,
    city.people.owner.token,
    `mutation ($input: BookingCancelInput!) { bookingCancel(input: $input) { ${problems} } }`,
    { input: { bookingId: keys.id, reason, idempotencyKey: randomUUID() } },
  );
  return { keys, unknown, marks: [reason] };
}

/** By what a ticket says: it is signed anew for each reader, so that no two codes are alike as a whole. */
function ticketOf({ tickets }: BookingTarget): Target {
  const [ticket] = tickets;
  const [, claims = ''] = ticket?.code.split('.') ?? [];
  return { keys: { id: ticket?.id ?? '' }, unknown: { id: unknownId('tkt') }, marks: [claims] };
}

interface ReadEntry {
  readonly id: string;
  readonly createdAt: string;
  readonly offeredHold: { readonly id: string; readonly expiresAt: string };
}

/** A place of the owner's in a queue, and the seats that are offered there because they are free. */
export async function queue(
  { marquee, people }: Started,
  { showingId }: Cinema,
): Promise<Record<'entry' | 'offer', Target>> {
  const { waitlistJoin } = await run<{ waitlistJoin: { entry: ReadEntry } }>(
    marquee,
    people.owner.token,
    `mutation ($input: WaitlistJoinInput!) {
      waitlistJoin(input: $input) { entry { id createdAt offeredHold { id expiresAt } } ${problems} }
    }`,
    { input: { showingId, partySize: 2 } },
  );
  const { id, createdAt, offeredHold } = waitlistJoin.entry;
  return {
    entry: { keys: { id }, unknown: { id: unknownId('wtl') }, marks: [createdAt] },
    offer: { keys: { id: offeredHold.id }, unknown: { id: unknownId('hld') }, marks: [offeredHold.expiresAt] },
  };
}

async function readFeed({ marquee, people }: Started): Promise<string> {
  await run(marquee, people.admin.token, `mutation { upcomingIpoRefresh(input: { feed: "default" }) { ${problems} } }`);
  const { upcomingIpos } = await run<{ upcomingIpos: { nodes: { id: string; company: string }[] } }>(
    marquee,
    undefined,
    '{ upcomingIpos(first: 10) { nodes { id company } } }',
  );
  return upcomingIpos.nodes.find(({ company }) => company === 'Acme')?.id ?? '';
}

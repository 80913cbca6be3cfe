import { randomUUID } from 'node:crypto';
import { type Cinema, openCinema, price } from '../cinema';
import { payFor } from '../payFor';
import { logInAsAdministrator, register, registerAtDoor } from '../people';
import type { Flight, Tokens } from './journey';
import type { Sent } from './recorder';
import { withoutTable } from './traces';

const problems = `errors { __typename code message path
  ... on SeatUnavailableError { takenSeatIds alternatives { total { minor } seats { id } } } }`;
const hold = `mutation ($input: SeatHoldCreateInput!) { seatHoldCreate(input: $input) { hold { id } ${problems} } }`;
const book = `mutation ($input: BookingCreateInput!) {
  bookingCreate(input: $input) { booking { id customer { id } } ${problems} }
}`;
const ticketsOf = 'query ($id: ID!) { booking(id: $id) { tickets { code } } }';
const cancel = `mutation ($input: BookingCancelInput!) { bookingCancel(input: $input) { booking { id } ${problems} } }`;
const cancelShowing = `mutation ($id: ID!, $reason: String!) {
  showingCancel(id: $id, reason: $reason) { showing { id } ${problems} }
}`;
const join = `mutation ($input: WaitlistJoinInput!) { waitlistJoin(input: $input) { entry { id } ${problems} } }`;
const checkIn = `mutation ($code: String!) {
  ticketCheckIn(code: $code) { ticket { id code } booking { id status } ${problems} }
}`;
const look = `query ($id: ID!) {
  showing(id: $id) {
    seatsAvailable waitlistLength bestSeats(partySize: 2, limit: 10) { seats { id } }
    seatStates { availability heldUntil seat { id } }
  }
}`;

/** What came of an evening at the cinema. */
export interface Evening {
  readonly holderId: string;
  /** Everything that somebody else was told who wanted the same seats, and somebody who is not signed in. */
  readonly answersToOthers: readonly string[];
}

interface Booked {
  readonly id: string;
  readonly customer: { readonly id: string };
}

/** Holds, books, calls off, queues and is let in, in the right way and in every wrong one. */
export async function goToTheCinema(flight: Flight, { accessToken: token }: Tokens): Promise<Evening> {
  const { url } = flight.marquee;
  const cinema = await openCinema(url);
  const soon = await openCinema(url, 'Matinee', { startsInHours: 2 });
  await claimSeats(flight, cinema, token);
  const answersToOthers = await lookAsOthers(flight, cinema);
  const booked = await bookAndCancel(flight, cinema, token);
  await goIn(flight, soon, token);
  await failInside(flight, cinema, token);
  await buySeat(flight, cinema, 'C3', token);
  await closeShowing(flight, cinema);
  return { holderId: booked.customer.id, answersToOthers };
}

async function claimSeats({ recorder, canaries }: Flight, { showingId, seats }: Cinema, token: string): Promise<void> {
  const { bookingKey: idempotencyKey, misplacedId } = canaries.personal;
  const input = { showingId, seatIds: [seats['A1'], seats['A2']], idempotencyKey };
  await recorder.send(hold, { input }, { token });
  await recorder.send(hold, { input: { ...input, seatIds: [seats['A3']] } }, { token });
  await recorder.send(hold, { input: { ...input, seatIds: [misplacedId], idempotencyKey: randomUUID() } }, { token });
  await recorder.send(hold, { input: { ...input, showingId: misplacedId, idempotencyKey: randomUUID() } }, { token });
  await recorder.send(hold, { input: { ...input, idempotencyKey: `${idempotencyKey} ` } }, { token });
  await recorder.send(hold, { input: { ...input, [idempotencyKey]: 1 } }, { token });
  await recorder.send(join, { input: { showingId, partySize: 2, idempotencyKey } }, { token });
  await recorder.send(join, { input: { showingId, partySize: 3, idempotencyKey } }, { token });
}

async function lookAsOthers({ recorder, marquee }: Flight, { showingId, seats }: Cinema): Promise<string[]> {
  const { token } = await register(marquee.url, 'Oscar');
  const wanted = { showingId, seats: [{ seatId: seats['A1'] }, { seatId: seats['A2'] }], idempotencyKey: randomUUID() };
  const sent: Sent[] = [
    await recorder.send(look, { id: showingId }, { token }),
    await recorder.send(look, { id: showingId }),
    await recorder.send(hold, { input: wanted }, { token }),
    await recorder.send(book, { input: { ...wanted, expectedTotal: { ...price, minor: 2 * price.minor } } }, { token }),
    await recorder.send(join, { input: { showingId, partySize: 2 } }, { token }),
  ];
  return sent.map(({ body }) => JSON.stringify(body));
}

async function bookAndCancel(flight: Flight, cinema: Cinema, token: string): Promise<Booked> {
  const { recorder, canaries } = flight;
  const { bookingReason: reason, bookingKey, misplacedId } = canaries.personal;
  const booked = await bookSeat(flight, cinema, 'B1', token);
  const input = { bookingId: booked.id, reason, idempotencyKey: bookingKey };
  await recorder.send(cancel, { input: { ...input, reason: reason.repeat(100) } }, { token });
  await recorder.send(cancel, { input: { ...input, reason: `${reason}\u0000` } }, { token });
  await recorder.send(cancel, { input: { ...input, bookingId: misplacedId } }, { token });
  await recorder.send(cancel, { input: { ...input, reason: { text: reason } } }, { token });
  await recorder.send(cancel, { input }, { token });
  await recorder.send(cancel, { input: { ...input, reason: `${reason} again` } }, { token });
  await recorder.send(cancel, { input: { ...input, idempotencyKey: randomUUID() } }, { token });
  return booked;
}

async function bookSeat({ recorder }: Flight, cinema: Cinema, label: string, token: string): Promise<Booked> {
  const { body } = await recorder.send(book, { input: bookingOf(cinema, label) }, { token });
  return (body as { data: { bookingCreate: { booking: Booked } } }).data.bookingCreate.booking;
}

/** Books a seat, has it paid, and reads the code of its ticket. */
async function buySeat(flight: Flight, cinema: Cinema, label: string, token: string): Promise<string> {
  const { id } = await bookSeat(flight, cinema, label, token);
  await payFor(flight.marquee, token, id);
  const { body } = await flight.recorder.send(ticketsOf, { id }, { token });
  const { booking } = (body as { data: { booking: { tickets: { code: string }[] } } }).data;
  return booking.tickets[0]?.code ?? '';
}

function bookingOf({ showingId, seats }: Cinema, label: string): Record<string, unknown> {
  return { showingId, seats: [{ seatId: seats[label] }], expectedTotal: price, idempotencyKey: randomUUID() };
}

/** With the ticket, without one, twice, and with codes in places where none belongs. */
async function goIn(flight: Flight, cinema: Cinema, token: string): Promise<void> {
  const { recorder, canaries, marquee } = flight;
  const code = await buySeat(flight, cinema, 'A1', token);
  const door = await registerAtDoor(marquee.url);
  await recorder.send(checkIn, { code }, { token });
  await recorder.send(checkIn, { code });
  for (const shown of [`${code}x`, canaries.secrets.misplacedPassword, code, code]) {
    await recorder.send(checkIn, { code: shown }, door);
  }
  await recorder.send(checkIn, { code: { value: code } }, door);
  await recorder.send(`mutation { ticketCheckIn(code: "${code}`, {}, door);
  await recorder.send(`mutation { ticketCheckIn(code: "${code}", x: 1) { booking { id } } }`, {}, door);
  await recorder.send('query ($id: ID!) { booking(id: $id) { id } }', { id: code }, { token });
  await recorder.send('query ($id: String) { booking(bookingNumber: $id) { id } }', { id: code }, { token });
  await recorder.sendRaw(`/graphql?code=${code}`, { headers: { authorization: `Bearer ${code}` } });
}

/** The same while a table is gone: what the database says of it must not say what was in the statement. */
async function failInside(flight: Flight, cinema: Cinema, token: string): Promise<void> {
  const { recorder, canaries, marquee } = flight;
  const { id: bookingId } = await bookSeat(flight, cinema, 'C2', token);
  const { bookingReason: reason, bookingKey: idempotencyKey } = canaries.personal;
  const booking = marquee.environment['BOOKING_DATABASE_URL'] ?? '';
  for (const table of ['seat_claim', 'booking_timeline', 'ticket', 'idempotency_record', 'outbox']) {
    await withoutTable(booking, table, async () => {
      const input = { ...bookingOf(cinema, 'C1'), idempotencyKey: `${idempotencyKey}-${table}` };
      await recorder.send(book, { input }, { token });
      await recorder.send(
        cancel,
        { input: { bookingId, reason, idempotencyKey: `${idempotencyKey}-${table}` } },
        { token },
      );
    });
  }
}

async function closeShowing({ recorder, canaries, marquee }: Flight, { showingId: id }: Cinema): Promise<void> {
  const { showingReason: reason } = canaries.personal;
  const token = await logInAsAdministrator(marquee.url);
  await recorder.send(cancelShowing, { id, reason: reason.repeat(100) }, { token });
  await recorder.send(cancelShowing, { id, reason: `${reason}\u0000` }, { token });
  await recorder.send(cancelShowing, { id: canaries.personal.misplacedId, reason }, { token });
  await recorder.send(cancelShowing, { id, reason }, { token });
}

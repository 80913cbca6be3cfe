import type { Viewer } from '@marquee/shared/auth';
import type { BookingBed } from './bookingBed';
import { aKey } from './builders';
import { aDoor, aManager } from './people';
import { type Booked, type BookingAnswer, booking, type Held, hold, type Problem, problems } from './sales';

interface Errors {
  readonly errors: readonly Problem[];
}

/** What the one field of the mutation answers. @throws Error when the request as a whole is refused */
async function payloadOf<Payload>(
  bed: BookingBed,
  viewer: Viewer,
  query: string,
  variables: Record<string, unknown>,
): Promise<Payload> {
  const { data, errors } = await bed.ask<{ payload: Payload }>(viewer, query, variables);
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data.payload;
}

/** Asks for one more seat, with a key of its own unless one is given. */
export function addSeat(
  bed: BookingBed,
  viewer: Viewer,
  args: {
    readonly bookingId: string;
    readonly seat: Record<string, unknown>;
    readonly expectedTotal: unknown;
    readonly idempotencyKey?: string;
  },
): Promise<BookingAnswer> {
  const query = `mutation ($bookingId: ID!, $seat: SeatChoiceInput!, $expectedTotal: MoneyInput!, $idempotencyKey: IdempotencyKey!) {
    payload: bookingSeatAdd(bookingId: $bookingId, seat: $seat, expectedTotal: $expectedTotal, idempotencyKey: $idempotencyKey) {
      booking ${booking} replayed ${problems}
    }
  }`;
  return payloadOf(bed, viewer, query, { idempotencyKey: aKey(), ...args });
}

export interface CheckInAnswer extends Errors {
  readonly ticket: { readonly id: string; readonly checkedInAt: string | null } | null;
  readonly booking: Booked | null;
}

/** The door reads a code. */
export function checkIn(bed: BookingBed, code: string, viewer: Viewer = aDoor()): Promise<CheckInAnswer> {
  const query = `mutation ($code: String!) {
    payload: ticketCheckIn(code: $code) { ticket { id checkedInAt } booking ${booking} ${problems} }
  }`;
  return payloadOf(bed, viewer, query, { code });
}

export interface BlockAnswer extends Errors {
  readonly seat: { readonly label: string; readonly isBlocked: boolean } | null;
}

/** Takes a seat out of sale, or brings it back: in all showings unless one is named. */
export function setBlock(
  bed: BookingBed,
  args: { readonly seatId: string; readonly showingId?: string; readonly blocked: boolean },
): Promise<BlockAnswer> {
  const query = `mutation ($seatId: ID!, $showingId: ID, $blocked: Boolean!) {
    payload: seatBlockSet(seatId: $seatId, showingId: $showingId, blocked: $blocked) {
      seat { label isBlocked } ${problems}
    }
  }`;
  return payloadOf(bed, aManager(), query, args);
}

export interface ShowingAnswer extends Errors {
  readonly showing: { readonly id: string; readonly status: string; readonly waitlistLength: number } | null;
}

export function cancelShowing(bed: BookingBed, id: string, reason = 'The projector broke.'): Promise<ShowingAnswer> {
  const query = `mutation ($id: ID!, $reason: String!) {
    payload: showingCancel(id: $id, reason: $reason) { showing { id status waitlistLength } ${problems} }
  }`;
  return payloadOf(bed, aManager(), query, { id, reason });
}

export interface Entry {
  readonly id: string;
  readonly partySize: number;
  readonly position: number;
  readonly offeredHold: Held | null;
}
const entry = `{ id partySize position offeredHold ${hold} }`;

export interface WaitlistAnswer extends Errors {
  readonly entry: Entry | null;
}

export function joinQueue(
  bed: BookingBed,
  viewer: Viewer,
  input: { readonly showingId: string; readonly partySize: number } & Record<string, unknown>,
): Promise<WaitlistAnswer> {
  const query = `mutation ($input: WaitlistJoinInput!) {
    payload: waitlistJoin(input: $input) { entry ${entry} ${problems} }
  }`;
  return payloadOf(bed, viewer, query, { input });
}

/** A place in the queue, or an offer, that must be given. */
export async function aPlace(bed: BookingBed, viewer: Viewer, showingId: string, partySize: number): Promise<Entry> {
  const answer = await joinQueue(bed, viewer, { showingId, partySize });
  if (answer.entry === null) throw new Error(JSON.stringify(answer.errors));
  return answer.entry;
}

export function leaveQueue(bed: BookingBed, viewer: Viewer, id: string): Promise<WaitlistAnswer> {
  const query = `mutation ($id: ID!) { payload: waitlistLeave(id: $id) { entry ${entry} ${problems} } }`;
  return payloadOf(bed, viewer, query, { id });
}

/** Where a user waits, and what is offered, as that user sees it. */
export async function waitsOf(bed: BookingBed, viewer: Viewer): Promise<Entry[]> {
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { waitlist ${entry} } } }`;
  const r = [{ __typename: 'User', id: viewer.userId }];
  const { data, errors } = await bed.ask<{ _entities: [{ waitlist: Entry[] }] }>(viewer, query, { r });
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data._entities[0].waitlist;
}

/** The labels of the seats that are offered to the user; null while there is no offer. */
export async function offerTo(bed: BookingBed, viewer: Viewer): Promise<readonly string[] | null> {
  const [place] = await waitsOf(bed, viewer);
  return place?.offeredHold?.seats.map(({ label }) => label) ?? null;
}

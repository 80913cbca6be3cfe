import type { Viewer } from '@marquee/shared/auth';
import type { BookingBed } from './bookingBed';
import { aKey, eur } from './builders';

export interface Problem {
  readonly __typename: string;
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[] | null;
  readonly takenSeatIds?: readonly string[];
  readonly alternatives?: readonly { readonly score: number; readonly seats: readonly { readonly label: string }[] }[];
  readonly expiredAt?: string;
  readonly canReacquire?: boolean;
  readonly closedAt?: string;
  readonly expected?: { readonly minor: number };
  readonly actual?: { readonly minor: number };
}

export const problems = `errors { __typename code message path
  ... on SeatUnavailableError { takenSeatIds alternatives { score seats { label } } }
  ... on HoldExpiredError { expiredAt canReacquire }
  ... on CancellationWindowClosedError { closedAt }
  ... on PriceChangedError { expected { minor } actual { minor } } }`;

export interface Held {
  readonly id: string;
  readonly state: string;
  readonly expiresAt: string;
  readonly extensionsLeft: number;
  readonly seats: readonly { readonly label: string }[];
  readonly total: { readonly minor: number; readonly currency: string };
}
export const hold = '{ id state expiresAt extensionsLeft seats { label } total { minor currency } }';

export interface HoldAnswer {
  readonly hold: Held | null;
  readonly replayed: boolean;
  readonly errors: readonly Problem[];
}

/** Asks for a hold, with a key of its own unless one is given. */
export async function holdSeats(
  bed: BookingBed,
  viewer: Viewer,
  input: { readonly showingId: string } & Record<string, unknown>,
): Promise<HoldAnswer> {
  const query = `mutation ($input: SeatHoldCreateInput!) {
    seatHoldCreate(input: $input) { hold ${hold} replayed ${problems} }
  }`;
  const variables = { input: { idempotencyKey: aKey(), ...input } };
  const { data, errors } = await bed.ask<{ seatHoldCreate: HoldAnswer }>(viewer, query, variables);
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data.seatHoldCreate;
}

/** A hold that must succeed. */
export async function aHold(
  bed: BookingBed,
  viewer: Viewer,
  input: { readonly showingId: string } & Record<string, unknown>,
): Promise<Held> {
  const answer = await holdSeats(bed, viewer, input);
  if (answer.hold === null) throw new Error(JSON.stringify(answer.errors));
  return answer.hold;
}

/** Does something with a hold by its id. */
export async function withHold(
  bed: BookingBed,
  viewer: Viewer,
  mutation: 'seatHoldExtend' | 'seatHoldRelease',
  id: string,
): Promise<HoldAnswer> {
  const query = `mutation ($id: ID!) { ${mutation}(id: $id) { hold ${hold} replayed ${problems} } }`;
  const { data, errors } = await bed.ask<Record<string, HoldAnswer>>(viewer, query, { id });
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  const answer = data[mutation];
  if (answer === undefined) throw new Error('no answer');
  return answer;
}

export interface Booked {
  readonly id: string;
  readonly bookingNumber: string;
  readonly status: string;
  readonly total: { readonly minor: number; readonly currency: string };
  readonly cancellableUntil: string | null;
  readonly seats: readonly {
    readonly audience: string;
    readonly price: { readonly minor: number };
    readonly seat: { readonly label: string };
  }[];
  readonly timeline: readonly { readonly at: string; readonly status: string; readonly note: string | null }[];
  readonly tickets: readonly {
    readonly id: string;
    readonly code: string;
    readonly checkedInAt: string | null;
    readonly seat: { readonly label: string };
  }[];
}
export const booking = `{ id bookingNumber status total { minor currency } cancellableUntil
  seats { audience price { minor } seat { label } } timeline { at status note }
  tickets { id code checkedInAt seat { label } } }`;

export interface BookingAnswer {
  readonly booking: Booked | null;
  readonly replayed: boolean;
  readonly errors: readonly Problem[];
}

/** Asks for a booking, with a key of its own and 12.00 EUR unless something else is given. */
export async function bookSeats(
  bed: BookingBed,
  viewer: Viewer,
  input: Record<string, unknown>,
): Promise<BookingAnswer> {
  const query = `mutation ($input: BookingCreateInput!) {
    bookingCreate(input: $input) { booking ${booking} replayed ${problems} }
  }`;
  const variables = { input: { idempotencyKey: aKey(), expectedTotal: eur(1200), ...input } };
  const { data, errors } = await bed.ask<{ bookingCreate: BookingAnswer }>(viewer, query, variables);
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data.bookingCreate;
}

/** A booking that must succeed. */
export async function aBooking(bed: BookingBed, viewer: Viewer, input: Record<string, unknown>): Promise<Booked> {
  const answer = await bookSeats(bed, viewer, input);
  if (answer.booking === null) throw new Error(JSON.stringify(answer.errors));
  return answer.booking;
}

export async function cancelBooking(
  bed: BookingBed,
  viewer: Viewer,
  input: { readonly bookingId: string } & Record<string, unknown>,
): Promise<BookingAnswer> {
  const query = `mutation ($input: BookingCancelInput!) {
    bookingCancel(input: $input) { booking ${booking} replayed ${problems} }
  }`;
  const variables = { input: { idempotencyKey: aKey(), ...input } };
  const { data, errors } = await bed.ask<{ bookingCancel: BookingAnswer }>(viewer, query, variables);
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data.bookingCancel;
}

/** What everybody sees of the seats: their states by label, and how many are free. */
export async function seatMap(
  bed: BookingBed,
  showingId: string,
  viewer: Viewer | null = null,
): Promise<{ readonly available: number; readonly total: number; readonly states: Readonly<Record<string, string>> }> {
  const query = `query ($id: ID!) {
    showing(id: $id) { seatsTotal seatsAvailable seatStates { availability heldUntil seat { label } } }
  }`;
  const { data, errors } = await bed.ask<{
    showing: {
      seatsTotal: number;
      seatsAvailable: number;
      seatStates: { availability: string; heldUntil: string | null; seat: { label: string } }[];
    };
  }>(viewer, query, { id: showingId });
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  const { seatsTotal: total, seatsAvailable: available, seatStates } = data.showing;
  return {
    total,
    available,
    states: Object.fromEntries(seatStates.map((state) => [state.seat.label, state.availability])),
  };
}

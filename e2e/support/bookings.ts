import { randomUUID } from 'node:crypto';
import { price } from './cinema';
import { type Answer, post } from './client';
import type { Marquee } from './marquee';
import { type PaidBooking, payFor } from './payFor';

export interface Problem {
  readonly __typename: string;
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[] | null;
  readonly takenSeatIds?: readonly string[];
  readonly alternatives?: readonly { readonly score: number; readonly seats: readonly { readonly id: string }[] }[];
}

const problems = `errors { __typename code message path
  ... on SeatUnavailableError { takenSeatIds alternatives { score seats { id } } } }`;

export interface HoldAnswer {
  readonly hold: {
    readonly id: string;
    readonly state: string;
    readonly expiresAt: string;
    readonly total: { readonly minor: number; readonly currency: string };
    readonly seats: readonly { readonly id: string }[];
  } | null;
  readonly replayed: boolean;
  readonly errors: readonly Problem[];
}

/** Holds seats of a showing: named ones by `seatIds`, or the best ones by `partySize`. */
export function hold(
  url: string,
  token: string | undefined,
  input: { readonly showingId: string } & Readonly<Record<string, unknown>>,
): Promise<Answer<{ seatHoldCreate: HoldAnswer }>> {
  const query = `mutation ($input: SeatHoldCreateInput!) {
    seatHoldCreate(input: $input) { hold { id state expiresAt total { minor currency } seats { id } } replayed ${problems} }
  }`;
  return post(url, query, { input: { idempotencyKey: randomUUID(), ...input } }, { token });
}

export interface BookingAnswer {
  readonly booking: {
    readonly id: string;
    readonly bookingNumber: string;
    readonly status: string;
    readonly tickets: readonly { readonly id: string; readonly code: string }[];
  } | null;
  readonly replayed: boolean;
  readonly errors: readonly Problem[];
}

/** Books a hold by `holdId`, or seats by `showingId` and `seats`; for one seat at the usual price unless it is said. */
export function book(
  url: string,
  token: string | undefined,
  input: Readonly<Record<string, unknown>>,
): Promise<Answer<{ bookingCreate: BookingAnswer }>> {
  const query = `mutation ($input: BookingCreateInput!) {
    bookingCreate(input: $input) { booking { id bookingNumber status tickets { id code } } replayed ${problems} }
  }`;
  return post(url, query, { input: { idempotencyKey: randomUUID(), expectedTotal: price, ...input } }, { token });
}

/** A booking of these seats that must succeed, and waits for its payment. */
export async function bookSeats(
  url: string,
  token: string,
  showingId: string,
  seatIds: readonly string[],
): Promise<NonNullable<BookingAnswer['booking']>> {
  const expectedTotal = { ...price, minor: price.minor * seatIds.length };
  const { data, errors } = await book(url, token, {
    showingId,
    seats: seatIds.map((seatId) => ({ seatId })),
    expectedTotal,
  });
  if (data?.bookingCreate?.booking == null) throw new Error(JSON.stringify([errors, data]));
  return data.bookingCreate.booking;
}

/** The same, paid by that method, or by a card that is made for it. */
export async function buySeats(
  marquee: Pick<Marquee, 'url' | 'environment'>,
  token: string,
  showingId: string,
  seatIds: readonly string[],
  method?: string,
): Promise<PaidBooking> {
  const { id } = await bookSeats(marquee.url, token, showingId, seatIds);
  return payFor(marquee, token, id, method);
}

import {
  bookingCancelledV1,
  bookingConfirmedV1,
  bookingCreatedV1,
  bookingExpiredV1,
  bookingUpdatedV1,
  type EventEnvelope,
  eventOf,
  seatHoldChangedV1,
} from '@marquee/shared/events';
import type { Booking, PendingBooking } from '../domain/booking';
import type { SeatHold } from '../domain/seatHold';

/** What the events of a booking say beside its state. */
export interface ToldOfBooking {
  readonly seatIds: readonly string[];
  readonly showing: { readonly movieTitle: string; readonly theaterName: string; readonly startsAt: string };
}

/** What the events of a hold say beside its state. */
export interface ToldOfHold {
  readonly seatCount: number;
  readonly title: string;
}

/** A hold was made, lengthened, booked, released, or ran out. */
export function seatHoldChanged(hold: SeatHold, told: ToldOfHold): EventEnvelope {
  const { id: holdId, showingId, userId, state, extensionsLeft, totalMinor, currency, version } = hold;
  const total = { minor: totalMinor, currency };
  const expiresAt = hold.expiresAt.toISOString();
  const data = { holdId, showingId, userId, state, expiresAt, extensionsLeft, total, ...told, version };
  return eventOf(seatHoldChangedV1, { aggregateId: holdId, occurredAt: hold.updatedAt, data });
}

/** Seats were booked, and wait for their payment. */
export function bookingCreated(booking: PendingBooking, told: ToldOfBooking): EventEnvelope {
  const { isOfOrder } = booking;
  return eventOf(bookingCreatedV1, {
    aggregateId: booking.id,
    occurredAt: booking.updatedAt,
    data: { ...stateOf(booking, told), expiresAt: booking.expiresAt.toISOString(), isOfOrder },
  });
}

/** A booking was not paid in time. */
export function bookingExpired(booking: Booking, told: ToldOfBooking): EventEnvelope {
  return eventOf(bookingExpiredV1, {
    aggregateId: booking.id,
    occurredAt: booking.updatedAt,
    data: stateOf(booking, told),
  });
}

/** A booking was paid. */
export function bookingConfirmed(booking: Booking, told: ToldOfBooking): EventEnvelope {
  return eventOf(bookingConfirmedV1, {
    aggregateId: booking.id,
    occurredAt: booking.updatedAt,
    data: stateOf(booking, told),
  });
}

/** A booking has another seat, or somebody of it was let in, or its money was given back. */
export function bookingUpdated(before: Booking, after: Booking, told: ToldOfBooking): EventEnvelope {
  return eventOf(bookingUpdatedV1, {
    aggregateId: after.id,
    occurredAt: after.updatedAt,
    data: { ...stateOf(after, told), previousStatus: before.status },
  });
}

/** What a booking is, for who has not heard it or has lost it. */
export function bookingToldAgain(booking: Booking, told: ToldOfBooking): EventEnvelope {
  return eventOf(bookingUpdatedV1, {
    aggregateId: booking.id,
    occurredAt: booking.updatedAt,
    data: { ...stateOf(booking, told), previousStatus: booking.status, isToldAgain: true },
  });
}

/** A booking was called off; `reason` is what was said with it. */
export function bookingCancelled(
  before: Booking,
  after: Booking,
  told: ToldOfBooking,
  reason: string | null,
): EventEnvelope {
  return eventOf(bookingCancelledV1, {
    aggregateId: after.id,
    occurredAt: after.updatedAt,
    data: { ...stateOf(after, told), previousStatus: before.status, ...(reason !== null && { reason }) },
  });
}

function stateOf(booking: Booking, { seatIds, showing }: ToldOfBooking) {
  const { id: bookingId, number, customerId, showingId, status, totalMinor, currency, version } = booking;
  const total = { minor: totalMinor, currency };
  return { bookingId, number, customerId, showingId, status, seatIds: [...seatIds], showing, total, version };
}

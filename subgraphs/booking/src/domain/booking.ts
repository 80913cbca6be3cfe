import { InvalidTransition } from '@marquee/shared/errors';
import { CancellationWindowClosed } from './errors';

export const bookingStatuses = [
  'PENDING_PAYMENT',
  'CONFIRMED',
  'CHECKED_IN',
  'CANCELLED',
  'REFUNDED',
  'EXPIRED',
] as const;
export type BookingStatus = (typeof bookingStatuses)[number];

export interface Booking {
  readonly id: string;
  readonly number: string;
  readonly customerId: string;
  readonly showingId: string;
  readonly holdId: string | null;
  readonly status: BookingStatus;
  readonly seatCount: number;
  readonly totalMinor: number;
  readonly currency: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const hourMs = 3_600_000;
/** A booking can be called off until this long before the beginning. */
const cancellationMs = 2 * hourMs;
/** Tickets are taken from this long before the beginning. */
const doorsMs = 3 * hourMs;

/** Until when it can be cancelled; null where no time would make it possible. */
export function cancellableUntil({ status }: Pick<Booking, 'status'>, startsAt: Date): Date | null {
  return status === 'CONFIRMED' ? new Date(startsAt.getTime() - cancellationMs) : null;
}

/** The booking called off by its customer. @throws InvalidTransition when it is used or over | CancellationWindowClosed */
export function cancelBooking(booking: Booking, startsAt: Date, now: Date): Booking {
  const until = cancellableUntil(booking, startsAt);
  if (until === null) throw notFrom(booking, 'CANCELLED', ['input', 'bookingId']);
  if (until <= now) throw new CancellationWindowClosed(until);
  return moved(booking, 'CANCELLED', now);
}

/** The booking called off by the cinema, whatever the time; one that is over already stays as it is. */
export function withdrawBooking(booking: Booking, now: Date): Booking {
  return isOver(booking) ? booking : moved(booking, 'CANCELLED', now);
}

/** The booking after one of its tickets was used. @throws InvalidTransition when it is no longer good */
export function checkInBooking(booking: Booking, now: Date): Booking {
  if (booking.status === 'CHECKED_IN') return booking;
  if (booking.status !== 'CONFIRMED') throw notFrom(booking, 'CHECKED_IN', ['code']);
  return moved(booking, 'CHECKED_IN', now);
}

/** The booking with one more seat at that price. @throws InvalidTransition when it is used or over */
export function addSeat(booking: Booking, priceMinor: number, now: Date): Booking {
  if (booking.status !== 'CONFIRMED') throw notFrom(booking, 'CONFIRMED', ['bookingId']);
  return {
    ...moved(booking, 'CONFIRMED', now),
    seatCount: booking.seatCount + 1,
    totalMinor: booking.totalMinor + priceMinor,
  };
}

/** From when tickets are taken. */
export function doorsOpenAt(startsAt: Date): Date {
  return new Date(startsAt.getTime() - doorsMs);
}

/** Whether its seats are free again. */
export function isOver({ status }: Pick<Booking, 'status'>): boolean {
  return status === 'CANCELLED' || status === 'REFUNDED' || status === 'EXPIRED';
}

function moved(booking: Booking, status: BookingStatus, now: Date): Booking {
  return { ...booking, status, version: booking.version + 1, updatedAt: now };
}

function notFrom({ status: from }: Booking, to: BookingStatus, path: readonly string[]): InvalidTransition {
  return new InvalidTransition('A booking', { from, to, allowed: [] }, path);
}

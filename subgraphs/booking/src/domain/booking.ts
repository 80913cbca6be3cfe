import { InvalidInput, InvalidTransition } from '@marquee/shared/errors';
import { bookingCancellationMs } from '@marquee/shared/events';
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
  /** Until when it waits, or waited, for its payment; null for those of before there was payment. */
  readonly expiresAt: Date | null;
  /** Whether an order pays for it; otherwise its customer does, by itself. */
  readonly isOfOrder: boolean;
  readonly seatCount: number;
  readonly totalMinor: number;
  readonly currency: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** One that waits for its payment. */
export interface PendingBooking extends Booking {
  readonly status: 'PENDING_PAYMENT';
  readonly expiresAt: Date;
}

const hourMs = 3_600_000;
/** Tickets are taken from this long before the beginning. */
const doorsMs = 3 * hourMs;

/** The status that a reader sees: what was not paid in time has expired, whether or not anybody has noticed. */
export function statusAt({ status, expiresAt }: Pick<Booking, 'status' | 'expiresAt'>, now: Date): BookingStatus {
  return status === 'PENDING_PAYMENT' && expiresAt !== null && expiresAt <= now ? 'EXPIRED' : status;
}

/** Until when it can be cancelled: while it waits, or before the beginning. Null where no time would make it possible. */
export function cancellableUntil(
  { status, expiresAt }: Pick<Booking, 'status' | 'expiresAt'>,
  startsAt: Date,
): Date | null {
  switch (status) {
    case 'PENDING_PAYMENT':
      return expiresAt;
    case 'CONFIRMED':
      return new Date(startsAt.getTime() - bookingCancellationMs);
    case 'CHECKED_IN':
    case 'CANCELLED':
    case 'REFUNDED':
    case 'EXPIRED':
      return null;
    default:
      throw new TypeError(`no such status: ${String(status satisfies never)}`);
  }
}

/** The booking called off by its customer. @throws InvalidTransition when it is used or over | CancellationWindowClosed */
export function cancelBooking(booking: Booking, startsAt: Date, now: Date): Booking {
  const current = { ...booking, status: statusAt(booking, now) };
  const until = cancellableUntil(current, startsAt);
  if (until === null) throw notFrom(current, 'CANCELLED', ['input', 'bookingId']);
  if (until <= now) throw new CancellationWindowClosed(until);
  return moved(booking, 'CANCELLED', now);
}

/** The booking once it is paid; one that is paid stays as it is. @throws InvalidTransition when it is over */
export function confirmBooking(booking: Booking, now: Date): Booking {
  if (isPaid(booking)) return booking;
  if (!isPending(booking, now)) throw notFrom({ status: statusAt(booking, now) }, 'CONFIRMED', ['bookingId']);
  return moved(booking, 'CONFIRMED', now);
}

/** The booking that was not paid in time. @throws Error for one that does not wait */
export function expireBooking(booking: Booking, now: Date): Booking {
  if (booking.status !== 'PENDING_PAYMENT' || isPending(booking, now)) {
    throw new Error('a booking expires whose time is not over');
  }
  return moved(booking, 'EXPIRED', now);
}

/** The booking after all of its money was given back: REFUNDED when it was called off, otherwise as it is. */
export function refundBooking(booking: Booking, now: Date): Booking {
  return booking.status === 'CANCELLED' ? moved(booking, 'REFUNDED', now) : booking;
}

/** The booking called off, whatever the time and by whomever; one that is over already stays as it is. */
export function withdrawBooking(booking: Booking, now: Date): Booking {
  return isOver(booking) ? booking : moved(booking, 'CANCELLED', now);
}

/** The booking after one of its tickets was used. @throws InvalidTransition when it is no longer good */
export function checkInBooking(booking: Booking, now: Date): Booking {
  if (booking.status === 'CHECKED_IN') return booking;
  if (booking.status !== 'CONFIRMED') throw notFrom(booking, 'CHECKED_IN', ['code']);
  return moved(booking, 'CHECKED_IN', now);
}

/**
 * The booking with one more seat at that price, which is paid with the others.
 * @throws InvalidInput once it is paid, or when an order pays for it | InvalidTransition when it is over
 */
export function addSeat(booking: Booking, priceMinor: number, now: Date): PendingBooking {
  const path = ['bookingId'];
  if (isPaid(booking)) throw new InvalidInput('This booking is paid: book the seat by itself.', path);
  if (!isPending(booking, now)) throw notFrom({ status: statusAt(booking, now) }, 'PENDING_PAYMENT', path);
  if (booking.isOfOrder) throw new InvalidInput('This booking is part of an order: book the seat by itself.', path);
  return {
    ...booking,
    version: booking.version + 1,
    updatedAt: now,
    seatCount: booking.seatCount + 1,
    totalMinor: booking.totalMinor + priceMinor,
  };
}

/** From when tickets are taken. */
export function doorsOpenAt(startsAt: Date): Date {
  return new Date(startsAt.getTime() - doorsMs);
}

/** Whether it still waits for its payment. */
function isPending(booking: Booking, now: Date): booking is PendingBooking {
  return statusAt(booking, now) === 'PENDING_PAYMENT';
}

/** Whether it was paid for and its tickets are good. */
export function isPaid({ status }: Pick<Booking, 'status'>): boolean {
  return status === 'CONFIRMED' || status === 'CHECKED_IN';
}

/** Whether its seats are free again. */
export function isOver({ status }: Pick<Booking, 'status'>): boolean {
  return status === 'CANCELLED' || status === 'REFUNDED' || status === 'EXPIRED';
}

function moved(booking: Booking, status: BookingStatus, now: Date): Booking {
  return { ...booking, status, version: booking.version + 1, updatedAt: now };
}

function notFrom(
  { status: from }: Pick<Booking, 'status'>,
  to: BookingStatus,
  path: readonly string[],
): InvalidTransition {
  return new InvalidTransition('A booking', { from, to, allowed: [] }, path);
}

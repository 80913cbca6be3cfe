import { InvalidInput } from '@marquee/shared/errors';
import { missing } from '@marquee/shared/ids';

/** Seats that somebody has booked at a cinema, as booking last told. */
export interface SeatBooking {
  readonly bookingId: string;
  readonly customerId: string;
  readonly status: 'PENDING_PAYMENT' | 'CONFIRMED' | 'CHECKED_IN' | 'CANCELLED' | 'REFUNDED' | 'EXPIRED';
  readonly theaterName: string;
  readonly startsAt: Date;
  readonly seatIds: readonly string[];
}

/** Who wants food at the seats of a booking. */
export interface SeatedCustomer {
  readonly customerId: string;
  /** Whether one order pays for the food and the seats, so that neither is paid yet. */
  readonly paysForAll: boolean;
}

const bookingPath = ['input', 'seatBookingId'];
/** A booking says when its showing begins, not when it ends; hardly any lasts longer. */
const longestShowingMs = 4 * 60 * 60_000;

/**
 * Does nothing when food can be brought to those seats: the customer's own, paid or about to be, of a showing that is not
 * over. @throws NotFound for somebody else's | InvalidInput
 */
export function checkTakesFood(booking: SeatBooking, customer: SeatedCustomer, now: Date): void {
  const { bookingId, customerId, startsAt } = booking;
  if (customerId !== customer.customerId) throw missing('booking', bookingId, bookingPath);
  if (!isLive(booking, customer)) throw new InvalidInput('These seats are not booked and paid.', bookingPath);
  if (startsAt.getTime() + longestShowingMs <= now.getTime()) {
    throw new InvalidInput('This showing is over.', bookingPath);
  }
}

function isLive({ status }: SeatBooking, { paysForAll }: SeatedCustomer): boolean {
  switch (status) {
    case 'CONFIRMED':
    case 'CHECKED_IN':
      return true;
    case 'PENDING_PAYMENT':
      return paysForAll;
    case 'CANCELLED':
    case 'REFUNDED':
    case 'EXPIRED':
      return false;
    default:
      throw new TypeError(`no such status: ${String(status satisfies never)}`);
  }
}

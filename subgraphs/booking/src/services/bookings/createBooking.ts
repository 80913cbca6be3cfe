import { InvalidInput } from '@marquee/shared/errors';
import { runOnce } from '@marquee/shared/idempotency';
import { newId } from '@marquee/shared/ids';
import type { Money } from '@marquee/shared/money';
import { readChoices, requireOneWay, type SeatChoiceInput } from '../seats/chooseSeats';
import type { BookingServices } from '../services';
import { bookFreeSeats } from './bookFreeSeats';
import { bookHold } from './bookHold';

export interface CreateBooking {
  readonly customerId: string;
  readonly holdId?: string | null | undefined;
  readonly showingId?: string | null | undefined;
  readonly seats?: readonly SeatChoiceInput[] | null | undefined;
  readonly expectedTotal: Money;
  readonly idempotencyKey: string;
}

export interface BookingDone {
  readonly bookingId: string;
  readonly replayed: boolean;
}

/**
 * Books the seats of a hold at the prices of the hold, or free seats at the prices of now. They are the customer's until
 * they are paid, or until the time is over that the hold has left or, for free seats, that a new one would have.
 * @throws InvalidInput | NotFound | ShowingClosed | HoldExpired | HoldLimit | SeatUnavailable | PriceChanged |
 * InvalidTransition | IdempotencyKeyReused
 */
export async function createBooking(
  { db }: BookingServices,
  { customerId, idempotencyKey: key, ...command }: CreateBooking,
): Promise<BookingDone> {
  const { holdId, showingId, seats, expectedTotal } = command;
  requireOneWay({ holdId, showingId });
  if (holdId != null && seats != null) {
    throw new InvalidInput('A hold has its seats already: name none beside it.', ['input', 'seats']);
  }
  const claim = { userId: customerId, operation: 'bookingCreate', key, body: command };
  const { result, replayed } = await runOnce(db, claim, async (tx) => {
    const bookingId = newId('booking');
    const sale = { bookingId, customerId, expectedTotal };
    if (holdId != null) await bookHold(tx, { ...sale, holdId, isOfOrder: false, expiresAt: null });
    else await bookFreeSeats(tx, { ...sale, showingId: showingId ?? '', seats: readChoices(seats ?? []) });
    return { bookingId };
  });
  return { bookingId: result.bookingId, replayed };
}

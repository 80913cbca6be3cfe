import { outbox } from '@marquee/shared/events';
import { runOnce } from '@marquee/shared/idempotency';
import { getById } from '@marquee/shared/ids';
import type { Money } from '@marquee/shared/money';
import { addSeat } from '../../domain/booking';
import { checkMayHold } from '../../domain/seatHold';
import { checkOnSale } from '../../domain/showing';
import { bookingUpdated } from '../../events/published';
import { bookingsRepository } from '../../persistence/bookingsRepository';
import { seatHoldsRepository } from '../../persistence/seatHoldsRepository';
import { lockShowing } from '../../persistence/showingLock';
import { chooseSeats, readChoices, type SeatChoiceInput } from '../seats/chooseSeats';
import { releaseDueOf } from '../seats/releaseDueSeats';
import { becomesHeld, tellSeatMap } from '../seats/tellSeatMap';
import type { BookingServices } from '../services';
import { addBookedSeats } from './addBookedSeats';
import { checkTotal } from './checkTotal';
import { claimSeats } from './claimSeats';
import type { BookingDone } from './createBooking';
import { toldOfBooking } from './toldOfBooking';
import { getOwnBooking } from './visibleBookings';

export interface AddBookingSeat {
  readonly bookingId: string;
  readonly seat: SeatChoiceInput;
  /** Of the whole booking afterwards. */
  readonly expectedTotal: Money;
  readonly idempotencyKey: string;
}

const bookingPath = ['bookingId'];
const seatPath = ['seat', 'seatId'];

/**
 * Adds a free seat, at its price of now, to the customer's booking that waits for its payment, and waits with it.
 * @throws InvalidInput | NotFound | ShowingClosed | HoldLimit | SeatUnavailable | PriceChanged | InvalidTransition |
 * IdempotencyKeyReused
 */
export async function addBookingSeat(
  { db }: BookingServices,
  customerId: string,
  { idempotencyKey: key, ...command }: AddBookingSeat,
): Promise<BookingDone> {
  const { bookingId, seat, expectedTotal } = command;
  const { showingId } = await getOwnBooking(db.manager, customerId, bookingId, bookingPath);
  const claim = { userId: customerId, operation: 'bookingSeatAdd', key, keyPath: ['idempotencyKey'], body: command };
  const { replayed } = await runOnce(db, claim, async (tx) => {
    const locked = await lockShowing(tx, showingId);
    const { showing, now } = locked;
    checkOnSale(showing, now, bookingPath);
    await releaseDueOf(tx, locked);
    const bookings = bookingsRepository(tx);
    const before = await getById('booking', bookingId, bookingPath, bookings.findForUpdate);
    checkMayHold(await seatHoldsRepository(tx).historyOf(customerId, showingId, now), 1, now, seatPath);
    const had = (await bookings.seatsOf([bookingId])).map(({ seatId }) => seatId);
    const seats = await chooseSeats(tx, locked, readChoices([seat]), seatPath, had);
    const after = addSeat(before, seats[0]?.priceMinor ?? 0, now);
    checkTotal(expectedTotal, { minor: after.totalMinor, currency: after.currency }, ['expectedTotal']);

    await bookings.update(after);
    await addBookedSeats(tx, after, seats, before.seatCount);
    await bookings.appendTimeline(after, null);
    await claimSeats(tx, after, [seat.seatId]);
    await outbox(tx).append(bookingUpdated(before, after, await toldOfBooking(tx, after)));
    await tellSeatMap(tx, locked, becomesHeld({ userId: customerId, expiresAt: after.expiresAt }, [seat.seatId]));
    return { bookingId };
  });
  return { bookingId, replayed };
}

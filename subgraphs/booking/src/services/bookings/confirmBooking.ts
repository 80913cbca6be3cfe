import { InvalidInput } from '@marquee/shared/errors';
import { outbox } from '@marquee/shared/events';
import { getById } from '@marquee/shared/ids';
import type { Money } from '@marquee/shared/money';
import type { EntityManager } from 'typeorm';
import { type Booking, confirmBooking as confirmed, statusAt } from '../../domain/booking';
import { checkNotOver } from '../../domain/showing';
import { bookingConfirmed } from '../../events/published';
import { bookingsRepository } from '../../persistence/bookingsRepository';
import { seatClaimsRepository } from '../../persistence/seatClaimsRepository';
import { lockShowing } from '../../persistence/showingLock';
import { becomes, tellSeatMap } from '../seats/tellSeatMap';
import { timeRanOut } from '../seats/timeRanOut';
import { checkTotal } from './checkTotal';
import { issueTickets } from './issueTickets';
import { toldOfBooking } from './toldOfBooking';
import { getOwnBooking } from './visibleBookings';

export interface ConfirmBooking {
  readonly bookingId: string;
  readonly customerId: string;
  /** What was paid for it; null when it was not said, and then nothing may have been added to it. */
  readonly paid: Money | null;
}

const path = ['bookingId'];

/**
 * The booking is paid: its seats are sold, its tickets are good. One that is confirmed stays as it is.
 * @throws InvalidInput | NotFound | HoldExpired once its time is over | InvalidTransition | ShowingClosed | PriceChanged
 */
export async function confirmBooking(
  tx: EntityManager,
  { bookingId, customerId, paid }: ConfirmBooking,
): Promise<void> {
  const { showingId } = await getOwnBooking(tx, customerId, bookingId, path);
  const locked = await lockShowing(tx, showingId);
  const { showing, now } = locked;
  const bookings = bookingsRepository(tx);
  const before = await getById('booking', bookingId, path, bookings.findForUpdate);
  await checkNotExpired(tx, before, now);
  const after = confirmed(before, now);
  if (after === before) return;
  checkNotOver(showing, now, path);
  checkPaid(before, paid);

  await bookings.update(after);
  await bookings.appendTimeline(after, null);
  await issueTickets(tx, bookingId);
  const sold = await seatClaimsRepository(tx).sell(bookingId);
  if (sold !== after.seatCount) throw new Error('a booking in time has lost its seats');
  const told = await toldOfBooking(tx, after);
  await outbox(tx).append(bookingConfirmed(after, told));
  await tellSeatMap(tx, locked, becomes('SOLD', told.seatIds));
}

/** A seat that was added while the payment was on its way is not paid with it. */
function checkPaid({ totalMinor: minor, currency, version }: Booking, paid: Money | null): void {
  if (paid !== null) checkTotal(paid, { minor, currency }, path);
  else if (version > 1) throw new InvalidInput('A seat was added: say what was paid.', path);
}

async function checkNotExpired(tx: EntityManager, booking: Booking, now: Date): Promise<void> {
  const { id, showingId, expiresAt } = booking;
  if (expiresAt === null || statusAt(booking, now) !== 'EXPIRED') return;
  const seatIds = (await bookingsRepository(tx).seatsOf([id])).map(({ seatId }) => seatId);
  throw await timeRanOut(tx, { showingId, seatIds, until: expiresAt }, now, path);
}

import { runOnce } from '@marquee/shared/idempotency';
import { getById } from '@marquee/shared/ids';
import { optionalText } from '@marquee/shared/text';
import { cancelBooking as cancelled } from '../../domain/booking';
import { bookingsRepository } from '../../persistence/bookingsRepository';
import { lockShowing } from '../../persistence/showingLock';
import { freeSeats } from '../seats/freeSeats';
import type { BookingServices } from '../services';
import type { BookingDone } from './createBooking';
import { endBooking } from './endBooking';
import { getOwnBooking } from './visibleBookings';

export interface CancelBooking {
  readonly bookingId: string;
  readonly reason?: string | null | undefined;
  readonly idempotencyKey: string;
}

const bookingPath = ['input', 'bookingId'];

/**
 * Calls off the customer's booking; its seats are free again.
 * @throws NotFound | CancellationWindowClosed | InvalidTransition | IdempotencyKeyReused
 */
export async function cancelBooking(
  { db }: BookingServices,
  customerId: string,
  { idempotencyKey: key, ...command }: CancelBooking,
): Promise<BookingDone> {
  const reason = optionalText(command.reason, ['input', 'reason'], { max: 500, mayHaveLines: true });
  const { bookingId } = command;
  const { showingId } = await getOwnBooking(db.manager, customerId, bookingId, bookingPath);
  const claim = { userId: customerId, operation: 'bookingCancel', key, body: command };
  const { replayed } = await runOnce(db, claim, async (tx) => {
    const locked = await lockShowing(tx, showingId);
    const before = await getById('booking', bookingId, bookingPath, bookingsRepository(tx).findForUpdate);
    const seatIds = await endBooking(tx, before, cancelled(before, locked.showing.startsAt, locked.now), reason);
    await freeSeats(tx, locked, seatIds);
    return { bookingId };
  });
  return { bookingId, replayed };
}

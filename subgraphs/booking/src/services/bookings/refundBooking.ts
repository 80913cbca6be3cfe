import { outbox } from '@marquee/shared/events';
import type { EntityManager } from 'typeorm';
import { refundBooking as refunded } from '../../domain/booking';
import { bookingUpdated } from '../../events/published';
import { bookingsRepository } from '../../persistence/bookingsRepository';
import { databaseNow } from '../../persistence/databaseNow';
import { toldOfBooking } from './toldOfBooking';

/** All that was paid for the booking was given back. Changes nothing of one that was not called off, or is not there. */
export async function refundBooking(tx: EntityManager, bookingId: string): Promise<void> {
  const bookings = bookingsRepository(tx);
  const before = await bookings.findForUpdate(bookingId);
  if (before === null) return;
  const after = refunded(before, await databaseNow(tx));
  if (after === before) return;
  await bookings.update(after);
  await bookings.appendTimeline(after, null);
  await outbox(tx).append(bookingUpdated(before, after, await toldOfBooking(tx, after)));
}

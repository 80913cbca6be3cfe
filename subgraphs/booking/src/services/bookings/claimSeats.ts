import type { EntityManager } from 'typeorm';
import type { PendingBooking } from '../../domain/booking';
import { seatClaimsRepository } from '../../persistence/seatClaimsRepository';

/** The seats are the booking's while it waits. @throws Error when one was not free: the key lets no second in */
export async function claimSeats(
  tx: EntityManager,
  { id: bookingId, showingId, expiresAt }: PendingBooking,
  seatIds: readonly string[],
): Promise<void> {
  const claimed = await seatClaimsRepository(tx).insert(showingId, seatIds, { kind: 'BOOKING', bookingId, expiresAt });
  if (claimed.length < seatIds.length) throw new Error('a seat that was free under the lock is taken');
}

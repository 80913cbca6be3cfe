import type { EntityManager } from 'typeorm';
import { endHold, type SeatHold } from '../../domain/seatHold';
import { seatClaimsRepository } from '../../persistence/seatClaimsRepository';
import { seatHoldsRepository } from '../../persistence/seatHoldsRepository';
import { waitlistRepository } from '../../persistence/waitlistRepository';
import { tellOfHold } from './tellOfHold';

/**
 * Ends a live hold of a locked showing; its place in the queue, if it was an offer, ends with it. What becomes of the
 * seats is told by the caller: released and expired ones are free now. Returns the hold after it, and its seats.
 */
export async function finishHold(
  tx: EntityManager,
  hold: SeatHold,
  state: 'CONVERTED' | 'RELEASED' | 'EXPIRED',
  now: Date,
): Promise<{ readonly hold: SeatHold; readonly seatIds: string[] }> {
  const holds = seatHoldsRepository(tx);
  const ended = endHold(hold, state, now);
  await holds.update(ended);
  if (state !== 'CONVERTED') await seatClaimsRepository(tx).freeOfHold(hold.id);
  await waitlistRepository(tx).endOfHold(hold.id);
  const seats = await holds.seatsOf([hold.id]);
  await tellOfHold(tx, ended, seats.length);
  return { hold: ended, seatIds: seats.map(({ seatId }) => seatId) };
}

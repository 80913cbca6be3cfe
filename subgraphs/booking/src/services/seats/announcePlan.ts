import type { EntityManager } from 'typeorm';
import { seatClaimsRepository } from '../../persistence/seatClaimsRepository';
import { seatMapRepository } from '../../persistence/seatMapRepository';
import { type LockedShowing, lockShowing } from '../../persistence/showingLock';
import { offerToWaitlist } from '../waitlist/offerToWaitlist';
import { becomes, tellSeatMap } from './tellSeatMap';

/**
 * Tells all showings to come that the plan of their screen, whose lock this transaction has, is another. `seatIds` are
 * new in it or cost something else, and nobody has them: they are offered to who waits. Seats that have left it are told
 * by the number of those that are available.
 */
export async function announcePlan(tx: EntityManager, screenId: string, seatIds: readonly string[]): Promise<void> {
  for (const showingId of await seatMapRepository(tx).showingsToCome(screenId)) {
    const locked = await lockShowing(tx, showingId);
    const blocked = await blockedOf(tx, locked, seatIds);
    const changes = seatIds.flatMap((id) => becomes(blocked.has(id) ? 'BLOCKED' : 'FREE', [id]));
    await tellSeatMap(tx, locked, changes);
    if (seatIds.length > 0) await offerToWaitlist(tx, locked);
  }
}

/** Those of the seats, which are neither held nor sold, that are out of sale in every showing or in this one. */
async function blockedOf(
  tx: EntityManager,
  { showing, now }: LockedShowing,
  seatIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const everywhere = await seatMapRepository(tx).blockedOf(seatIds);
  const here = await seatClaimsRepository(tx).takenOf(showing.id, seatIds, now);
  return new Set([...everywhere, ...here]);
}

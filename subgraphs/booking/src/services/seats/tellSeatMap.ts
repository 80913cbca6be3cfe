import { type EventOf, eventOf, outbox, seatMapChangedV1 } from '@marquee/shared/events';
import type { EntityManager } from 'typeorm';
import { seatClaimsRepository } from '../../persistence/seatClaimsRepository';
import { seatMapRepository } from '../../persistence/seatMapRepository';
import type { LockedShowing } from '../../persistence/showingLock';

export type SeatChange = EventOf<typeof seatMapChangedV1>['data']['changes'][number];

/** Tells all who look at the seats of the showing what has just become of some, and how many are available. */
export async function tellSeatMap(
  tx: EntityManager,
  { showing: { id: showingId }, now }: LockedShowing,
  changes: readonly SeatChange[],
): Promise<void> {
  const [counts] = await seatClaimsRepository(tx).countsOf([showingId], now);
  const data = { showingId, changes: [...changes], seatsAvailable: counts?.available ?? 0 };
  await outbox(tx).append(eventOf(seatMapChangedV1, { aggregateId: showingId, occurredAt: now, data }));
}

/**
 * Tells that nobody has these seats any more: they are free, or out of sale when they were blocked meanwhile. Nothing of
 * a showing that was cancelled becomes free.
 */
export async function tellFreed(tx: EntityManager, locked: LockedShowing, seatIds: readonly string[]): Promise<void> {
  if (seatIds.length === 0 || locked.showing.sale === 'CANCELLED') return;
  const blocked = await seatMapRepository(tx).blockedOf(seatIds);
  const changes = seatIds.flatMap((id) => becomes(blocked.includes(id) ? 'BLOCKED' : 'FREE', [id]));
  await tellSeatMap(tx, locked, changes);
}

/** The change of seats that are free, sold or blocked from now on. */
export function becomes(availability: 'FREE' | 'SOLD' | 'BLOCKED', seatIds: readonly string[]): SeatChange[] {
  return seatIds.map((seatId) => ({ seatId, availability, heldUntil: null, heldBy: null }));
}

/** The change of seats that somebody holds from now on. */
export function becomesHeld(
  { userId, expiresAt }: { readonly userId: string; readonly expiresAt: Date },
  seatIds: readonly string[],
): SeatChange[] {
  const heldUntil = expiresAt.toISOString();
  return seatIds.map((seatId) => ({ seatId, availability: 'HELD', heldUntil, heldBy: userId }));
}

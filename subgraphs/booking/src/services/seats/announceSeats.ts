import type { EntityManager } from 'typeorm';
import { seatMapRepository } from '../../persistence/seatMapRepository';
import { lockShowing } from '../../persistence/showingLock';
import { freeSeats } from './freeSeats';

/** Tells that the plan of a screen, whose lock this transaction has, has these seats now, and offers them to who waits. */
export async function announceSeats(tx: EntityManager, screenId: string, seatIds: readonly string[]): Promise<void> {
  if (seatIds.length === 0) return;
  for (const showingId of await seatMapRepository(tx).showingsToCome(screenId)) {
    await freeSeats(tx, await lockShowing(tx, showingId), seatIds);
  }
}

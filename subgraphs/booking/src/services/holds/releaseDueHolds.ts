import type { DataSource, EntityManager } from 'typeorm';
import { seatHoldsRepository } from '../../persistence/seatHoldsRepository';
import { type LockedShowing, lockShowing } from '../../persistence/showingLock';
import { offerToWaitlist } from '../waitlist/offerToWaitlist';
import { expireDueHolds } from './expireDueHolds';

const mostHolds = 500;

/**
 * Clears away the holds whose time is over, and tells those who look at the seats. Nothing depends on it: every reader
 * takes such seats for free already. Any replica may run it, at any time. One showing that fails keeps no other waiting.
 * @throws AggregateError of all that failed
 */
export async function releaseDueHolds(db: DataSource): Promise<void> {
  const showingIds = await seatHoldsRepository(db.manager).showingsWithDue(mostHolds);
  const failures: unknown[] = [];
  for (const showingId of showingIds) {
    try {
      await db.transaction(async (tx) => releaseDueOf(tx, await lockShowing(tx, showingId)));
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `holds that ran out stay in showings: ${failures.length}`);
}

/** The same for one showing, whose lock this transaction has. */
export async function releaseDueOf(tx: EntityManager, locked: LockedShowing): Promise<void> {
  if (await expireDueHolds(tx, locked)) await offerToWaitlist(tx, locked);
}

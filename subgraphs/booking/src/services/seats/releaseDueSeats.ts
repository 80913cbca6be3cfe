import type { DataSource, EntityManager } from 'typeorm';
import { seatHoldsRepository } from '../../persistence/seatHoldsRepository';
import { type LockedShowing, lockShowing } from '../../persistence/showingLock';
import { waitlistRepository } from '../../persistence/waitlistRepository';
import { expireDueHolds } from '../holds/expireDueHolds';
import { offerToWaitlist } from '../waitlist/offerToWaitlist';

const mostHolds = 500;
const mostShowings = 100;

/**
 * Clears away the holds whose time is over, tells those who look at the seats, and offers the seats to who waits; also to
 * those who were passed over for a pause that is over. No reader depends on it: each takes such seats for free already.
 * Any replica may run it, at any time. One showing that fails keeps no other waiting.
 * @throws AggregateError of all that failed
 */
export async function releaseDueSeats(db: DataSource): Promise<void> {
  const due = await seatHoldsRepository(db.manager).showingsWithDue(mostHolds);
  const toRetry = await waitlistRepository(db.manager).showingsToRetry(mostShowings);
  const failures: unknown[] = [];
  for (const showingId of new Set([...due, ...toRetry])) {
    try {
      await db.transaction(async (tx) => releaseAndOffer(tx, await lockShowing(tx, showingId)));
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `holds that ran out stay in showings: ${failures.length}`);
}

async function releaseAndOffer(tx: EntityManager, locked: LockedShowing): Promise<void> {
  await expireDueHolds(tx, locked);
  await offerToWaitlist(tx, locked);
}

/** Clears away the due holds of one showing, whose lock this transaction has, and offers their seats. */
export async function releaseDueOf(tx: EntityManager, locked: LockedShowing): Promise<void> {
  if (await expireDueHolds(tx, locked)) await offerToWaitlist(tx, locked);
}

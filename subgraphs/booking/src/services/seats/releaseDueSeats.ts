import type { DataSource, EntityManager } from 'typeorm';
import { bookingsRepository } from '../../persistence/bookingsRepository';
import { seatHoldsRepository } from '../../persistence/seatHoldsRepository';
import { type LockedShowing, lockShowing } from '../../persistence/showingLock';
import { waitlistRepository } from '../../persistence/waitlistRepository';
import { offerToWaitlist } from '../waitlist/offerToWaitlist';
import { expireDueClaims } from './expireDueClaims';

const mostDue = 500;
const mostShowings = 100;

/**
 * Clears away the holds and the unpaid bookings whose time is over, tells those who look at the seats, and offers the seats
 * to who waits; also to those who were passed over for a pause that is over. No reader depends on it: each takes such seats for free already.
 * Any replica may run it, at any time. One showing that fails keeps no other waiting.
 * @throws AggregateError of all that failed
 */
export async function releaseDueSeats(db: DataSource): Promise<void> {
  const held = await seatHoldsRepository(db.manager).showingsWithDue(mostDue);
  const booked = await bookingsRepository(db.manager).showingsWithDue(mostDue);
  const toRetry = await waitlistRepository(db.manager).showingsToRetry(mostShowings);
  const failures: unknown[] = [];
  for (const showingId of new Set([...held, ...booked, ...toRetry])) {
    try {
      await db.transaction(async (tx) => releaseAndOffer(tx, await lockShowing(tx, showingId)));
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `seats whose time ran out stay in showings: ${failures.length}`);
}

async function releaseAndOffer(tx: EntityManager, locked: LockedShowing): Promise<void> {
  await expireDueClaims(tx, locked);
  await offerToWaitlist(tx, locked);
}

/** Clears away what is due of one showing, whose lock this transaction has, and offers their seats. */
export async function releaseDueOf(tx: EntityManager, locked: LockedShowing): Promise<void> {
  if (await expireDueClaims(tx, locked)) await offerToWaitlist(tx, locked);
}

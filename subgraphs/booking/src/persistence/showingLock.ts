import type { EntityManager } from 'typeorm';
import { databaseNow } from './databaseNow';
import type { ShowingEntity } from './showing.entity';
import { showingsRepository } from './showingsRepository';

/** A showing and the moment at which its seats are looked at. */
export interface ShowingAt {
  readonly showing: ShowingEntity;
  readonly now: Date;
}

/** One whose seats nobody else changes until the transaction ends. */
export interface LockedShowing extends ShowingAt {
  readonly isLocked: true;
}

/**
 * Waits for whoever changes the seats of the showing, then keeps all others waiting. Everything that claims, frees or
 * sells seats takes this lock first and every other lock after it, so nothing can wait in a circle, and the events of
 * one seat map come in the order of its changes. @throws Error when there is no such showing
 */
export async function lockShowing(tx: EntityManager, showingId: string): Promise<LockedShowing> {
  const showing = await showingsRepository(tx).findForUpdate(showingId);
  if (showing === null) throw new Error('the showing to lock is gone');
  return { showing, now: await databaseNow(tx), isLocked: true };
}

import type { DataSource, EntityManager } from 'typeorm';
import { release } from '../../domain/stock';
import { reservationsRepository } from '../../persistence/reservationsRepository';
import { settleReservation } from './settleReservation';

const mostReservations = 500;

/**
 * Gives back what is reserved longer than it may be. Nobody can buy by such a reservation any more, and who needs its
 * pieces takes them himself; this lets all others see them. Any replica may run it, at any time.
 */
export async function releaseDueReservations(db: DataSource): Promise<void> {
  for (const id of await reservationsRepository(db.manager).dueIds(mostReservations)) {
    await db.transaction((tx) => expire(tx, id));
  }
}

/** Ends a reservation whose time is over; another one stays as it is. */
export function expire(tx: EntityManager, reservationId: string): Promise<void> {
  return settleReservation(tx, reservationId, ({ state, expiresAt }, now) =>
    state === 'ACTIVE' && expiresAt <= now ? { state: 'EXPIRED', rule: release } : null,
  );
}

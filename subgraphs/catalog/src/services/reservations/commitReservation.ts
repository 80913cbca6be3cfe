import { NotFound } from '@marquee/shared/errors';
import type { EntityManager } from 'typeorm';
import { ReservationExpired } from '../../domain/errors';
import { sell } from '../../domain/stock';
import { reservationsRepository } from '../../persistence/reservationsRepository';
import { settleReservation } from './settleReservation';

/**
 * Sells what the reference has reserved. Committing it again changes nothing.
 * @throws NotFound for a reference that reserved nothing | ReservationExpired once its time is over or it was released
 */
export async function commitReservation(db: EntityManager, reference: string): Promise<void> {
  const found = await reservationsRepository(db).findByReference(reference);
  if (found === null) throw new NotFound('There is no such reservation.', { path: ['reference'] });
  await db.transaction((tx) =>
    settleReservation(tx, found.id, ({ state, expiresAt }, now) => {
      if (state === 'COMMITTED') return null;
      if (state !== 'ACTIVE' || expiresAt <= now) throw new ReservationExpired();
      return { state: 'COMMITTED', rule: sell };
    }),
  );
}

import { newId } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { release, takeBack } from '../../domain/stock';
import { databaseNow } from '../../persistence/databaseNow';
import { reservationsRepository } from '../../persistence/reservationsRepository';
import { settleReservation } from './settleReservation';

/**
 * Gives back what the reference has reserved, or takes back what it has bought. Safe at any time and any number of
 * times: where there is nothing to undo nothing is done, but the reference can reserve no longer, so that a reservation
 * that arrives after its own compensation is refused.
 */
export async function releaseReservation(db: EntityManager, reference: string): Promise<void> {
  const reservations = reservationsRepository(db);
  const found = await reservations.findByReference(reference);
  if (found === null) {
    const now = await databaseNow(db);
    const closed = { state: 'RELEASED' as const, expiresAt: now, createdAt: now, updatedAt: now };
    if (await reservations.insertOnce({ id: newId('stockReservation'), reference, ...closed }, [])) return;
  }
  const reservation = found ?? (await reservations.findByReference(reference));
  if (reservation === null) throw new Error('a reference that is taken has no reservation');
  await db.transaction((tx) =>
    settleReservation(tx, reservation.id, ({ state }) => {
      switch (state) {
        case 'ACTIVE':
          return { state: 'RELEASED', rule: release };
        case 'COMMITTED':
          return { state: 'RELEASED', rule: takeBack };
        case 'RELEASED':
        case 'EXPIRED':
          return null;
        default:
          throw new TypeError(`no such state: ${String(state satisfies never)}`);
      }
    }),
  );
}

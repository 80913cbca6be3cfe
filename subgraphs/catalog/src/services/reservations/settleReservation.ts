import type { EntityManager } from 'typeorm';
import type { ReservationState } from '../../domain/reservation';
import type { StockChange, StockCount } from '../../domain/stock';
import { databaseNow } from '../../persistence/databaseNow';
import { reservationsRepository } from '../../persistence/reservationsRepository';
import { stockRepository } from '../../persistence/stockRepository';
import type { StockReservationEntity } from '../../persistence/stockReservation.entity';
import { moveStock } from '../stock/moveStock';

/** What becomes of a reservation, and of each of its lines. */
export interface Settlement {
  readonly state: Exclude<ReservationState, 'ACTIVE'>;
  readonly rule: (count: StockCount, quantity: number) => StockChange;
}

/**
 * Ends a reservation as `decide` says; null leaves it as it is. It is read after the stock of its items was locked, as by
 * everything that ends one, so nobody else can end it meanwhile.
 */
export async function settleReservation(
  tx: EntityManager,
  reservationId: string,
  decide: (reservation: StockReservationEntity, now: Date) => Settlement | null,
): Promise<void> {
  const reservations = reservationsRepository(tx);
  const lines = await reservations.linesOf([reservationId]);
  const counts = await stockRepository(tx).lock(lines.map(({ itemId }) => itemId));
  const reservation = await reservations.find(reservationId);
  if (reservation === null) throw new Error('the reservation to settle is gone');
  const now = await databaseNow(tx);
  const settlement = decide(reservation, now);
  if (settlement === null) return;
  const quantities = new Map(lines.map(({ itemId, quantity }) => [itemId, quantity]));
  const changes = counts.map((count) => settlement.rule(count, quantities.get(count.itemId) ?? 0));
  await moveStock(tx, changes, { reference: reservation.reference });
  await reservations.end(reservationId, settlement.state, now);
}

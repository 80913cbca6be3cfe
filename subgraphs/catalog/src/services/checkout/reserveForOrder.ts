import type { StepRequest } from '@marquee/shared/saga';
import type { EntityManager } from 'typeorm';
import { ReservationExpired } from '../../domain/errors';
import { databaseNow } from '../../persistence/databaseNow';
import { reserveStock } from '../reservations/reserveStock';
import { checkShownPrices } from './checkShownPrices';

/**
 * Keeps the pieces of an order, at the prices that its customer was shown, until they are confirmed or the time is over.
 * @throws PriceChanged | InsufficientStock naming every line that is short, of items that are not sold too |
 * ReservationExpired for a request that comes too late | InvalidInput
 */
export async function reserveForOrder(
  tx: EntityManager,
  { subjectId, step }: StepRequest<'RESERVE_STOCK'>,
): Promise<void> {
  const expiresAt = new Date(step.expiresAt);
  if (expiresAt <= (await databaseNow(tx))) throw new ReservationExpired();
  await checkShownPrices(tx, step.lines);
  await reserveStock(tx, { reference: subjectId, lines: step.lines, expiresAt });
}

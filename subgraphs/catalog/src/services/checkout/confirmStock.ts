import type { StepRequest } from '@marquee/shared/saga';
import type { EntityManager } from 'typeorm';
import { commitReservation } from '../reservations/commitReservation';

/** Sells what is kept for an order. @throws NotFound where nothing was kept | ReservationExpired */
export async function confirmStock(tx: EntityManager, { subjectId }: StepRequest<'CONFIRM_STOCK'>): Promise<void> {
  await commitReservation(tx, subjectId);
}

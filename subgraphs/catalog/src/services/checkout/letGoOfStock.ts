import type { StepRequest } from '@marquee/shared/saga';
import type { EntityManager } from 'typeorm';
import { releaseReservation } from '../reservations/releaseReservation';

/** Gives back what is kept for an order, or takes back what it was sold; nothing can be kept for it after that. */
export async function letGoOfStock(
  tx: EntityManager,
  { subjectId }: StepRequest<'RESERVE_STOCK'> | StepRequest<'CONFIRM_STOCK'>,
): Promise<void> {
  await releaseReservation(tx, subjectId);
}

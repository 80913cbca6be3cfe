import type { StepRequest } from '@marquee/shared/saga';
import type { EntityManager } from 'typeorm';
import { dropFoodOrder } from '../../domain/foodOrder';
import { databaseNow } from '../../persistence/databaseNow';
import { foodOrdersRepository } from '../../persistence/foodOrdersRepository';
import { recordStep } from '../recordStep';
import { systemActorId } from '../systemActor';

/**
 * Undoes what a checkout did in the kitchen, whatever has become of it: the order is cancelled, even while it is cooked.
 * Does nothing for one that is over, that was never made, or that does not depend on the checkout.
 */
export async function letGoOfKitchen(
  tx: EntityManager,
  { step: { foodOrderId }, reason }: StepRequest<'RESERVE_KITCHEN'> | StepRequest<'CONFIRM_KITCHEN'>,
): Promise<void> {
  const order = await foodOrdersRepository(tx).findForUpdate(foodOrderId);
  if (order === null) return;
  const dropped = dropFoodOrder(order, await databaseNow(tx));
  if (dropped !== order) await recordStep(tx, order, dropped, systemActorId, reason);
}

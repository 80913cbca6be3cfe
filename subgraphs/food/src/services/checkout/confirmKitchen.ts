import { getById } from '@marquee/shared/ids';
import type { StepRequest } from '@marquee/shared/saga';
import type { EntityManager } from 'typeorm';
import { payFoodOrder } from '../../domain/foodOrder';
import { checkTakesOrders } from '../../domain/kitchen';
import { databaseNow } from '../../persistence/databaseNow';
import { foodOrdersRepository } from '../../persistence/foodOrdersRepository';
import { restaurantsRepository } from '../../persistence/restaurantsRepository';
import { restaurantPath } from '../insertFoodOrder';
import { recordStep } from '../recordStep';
import { systemActorId } from '../systemActor';

/**
 * Shows the kitchen an order that is paid. A restaurant that has closed or paused meanwhile refuses, so that the money
 * goes back; an order that the kitchen has already stays as it is.
 * @throws NotFound | RestaurantClosed | InvalidTransition for an order that came to nothing
 */
export async function confirmKitchen(
  tx: EntityManager,
  { step: { foodOrderId } }: StepRequest<'CONFIRM_KITCHEN'>,
): Promise<void> {
  const order = await getById('foodOrder', foodOrderId, ['foodOrderId'], foodOrdersRepository(tx).findForUpdate);
  const restaurant = await getById('restaurant', order.restaurantId, restaurantPath, restaurantsRepository(tx).find);
  const now = await databaseNow(tx);
  const placed = payFoodOrder(order, restaurant.prepMinutes, now);
  if (placed === order) return;
  checkTakesOrders(restaurant, now);
  await recordStep(tx, order, placed, systemActorId, null);
}

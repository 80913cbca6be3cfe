import type { Viewer } from '@marquee/shared/auth';
import { getById } from '@marquee/shared/ids';
import { optionalText } from '@marquee/shared/text';
import { checkMayStep, isTakenBy } from '../domain/courier';
import { type FoodOrder, moveFoodOrder } from '../domain/foodOrder';
import type { FoodOrderStatus } from '../domain/foodOrderStatus';
import { foodOrderCouriersRepository } from '../persistence/foodOrderCouriersRepository';
import { foodOrdersRepository } from '../persistence/foodOrdersRepository';
import { restaurantsRepository } from '../persistence/restaurantsRepository';
import { assignTo } from './assignCourier';
import { dutiesAt } from './duties';
import { recordStep } from './recordStep';
import type { FoodServices } from './services';
import { getVisibleFoodOrder } from './visibleFoodOrders';

export interface SetFoodOrderStatus {
  readonly orderId: string;
  readonly status: FoodOrderStatus;
  readonly estimatedReadyAt?: Date | null | undefined;
  readonly note?: string | null | undefined;
}

const orderPath = ['input', 'orderId'];

/**
 * Takes the next step of an order, or moves its estimate, as staff of its restaurant. A courier who picks up a delivery that nobody has becomes
 * its courier. Returns the order after it.
 * @throws NotFound | Forbidden without the duty, or for a courier when another has the order | InvalidTransition | InvalidInput
 */
export async function setFoodOrderStatus(
  { db, clock }: FoodServices,
  viewer: Viewer,
  command: SetFoodOrderStatus,
): Promise<FoodOrder> {
  const { orderId, status, estimatedReadyAt = null } = command;
  const note = optionalText(command.note, ['input', 'note'], { max: 500, mayHaveLines: true });
  return db.transaction(async (tx) => {
    const { restaurantId } = await getVisibleFoodOrder(tx, viewer, orderId, orderPath);
    const duties = await dutiesAt(tx, viewer, restaurantId, orderPath);
    const before = await getById('foodOrder', orderId, orderPath, foodOrdersRepository(tx).findForUpdate);
    const courier = await foodOrderCouriersRepository(tx).find(orderId);
    checkMayStep(courier, { actorId: viewer.userId, duties });
    const { prepMinutes } = await getById('restaurant', restaurantId, orderPath, restaurantsRepository(tx).find);
    const after = moveFoodOrder(before, { status, estimatedReadyAt, note }, duties, prepMinutes, clock.now());
    if (after === before) return after;
    await recordStep(tx, before, after, viewer.userId, note);
    if (courier === null && isTakenBy(duties, after)) await assignTo(tx, after, viewer.userId, clock.now());
    return after;
  });
}

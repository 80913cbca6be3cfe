import type { Viewer } from '@marquee/shared/auth';
import { InvalidInput } from '@marquee/shared/errors';
import { outbox } from '@marquee/shared/events';
import { getById, isId } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { checkMayAssign } from '../domain/courier';
import type { FoodOrder } from '../domain/foodOrder';
import { foodOrderCourierAssigned } from '../events/published';
import { foodOrderCouriersRepository } from '../persistence/foodOrderCouriersRepository';
import { foodOrdersRepository } from '../persistence/foodOrdersRepository';
import { restaurantStaffRepository } from '../persistence/restaurantStaffRepository';
import { dutiesAt } from './duties';
import type { FoodServices } from './services';
import { getVisibleFoodOrder } from './visibleFoodOrders';

export interface AssignCourier {
  readonly orderId: string;
  readonly userId: string;
}

const orderPath = ['orderId'];

/**
 * Gives a delivery to a courier of its restaurant. Who has it already keeps it, and nobody is told again.
 * @throws NotFound | Forbidden | InvalidInput for an order or a user that this cannot be about
 */
export async function assignCourier(
  { db, clock }: FoodServices,
  viewer: Viewer,
  { orderId, userId: courierId }: AssignCourier,
): Promise<FoodOrder> {
  return db.transaction(async (tx) => {
    const { restaurantId } = await getVisibleFoodOrder(tx, viewer, orderId, orderPath);
    const duties = await dutiesAt(tx, viewer, restaurantId, orderPath);
    const order = await getById('foodOrder', orderId, orderPath, foodOrdersRepository(tx).findForUpdate);
    const current = await foodOrderCouriersRepository(tx).find(orderId);
    checkMayAssign(order, current, { actorId: viewer.userId, duties, courierId });
    await checkIsCourier(tx, courierId, restaurantId);
    if (current?.courierId !== courierId) await assignTo(tx, order, courierId, clock.now());
    return order;
  });
}

/** The order, whose row this transaction has locked, is this courier's from now on. */
export async function assignTo(tx: EntityManager, order: FoodOrder, courierId: string, now: Date): Promise<void> {
  await foodOrderCouriersRepository(tx).assign(order.id, courierId, now);
  await outbox(tx).append(foodOrderCourierAssigned(order, courierId, now));
}

async function checkIsCourier(tx: EntityManager, userId: string, restaurantId: string): Promise<void> {
  const isCourier =
    isId('user', userId) && (await restaurantStaffRepository(tx).holds(userId, restaurantId, 'COURIER'));
  if (!isCourier) throw new InvalidInput('This user is no courier of that restaurant.', ['userId']);
}

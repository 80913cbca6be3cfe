import type { Viewer } from '@marquee/shared/auth';
import { Forbidden } from '@marquee/shared/errors';
import { optionalText } from '@marquee/shared/text';
import type { EntityManager } from 'typeorm';
import { type FoodOrder, moveFoodOrder } from '../domain/foodOrder';
import type { StaffDuty } from '../domain/foodOrderAccess';
import type { FoodOrderStatus } from '../domain/foodOrderStatus';
import { foodOrdersRepository } from '../persistence/foodOrdersRepository';
import { restaurantsRepository } from '../persistence/restaurantsRepository';
import { dutiesOf } from './duties';
import { getById } from './getById';
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
 * Takes the next step of an order, as staff of its restaurant. Returns the order after it.
 * @throws NotFound | Forbidden without the duty | InvalidTransition | InvalidInput
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
    const duties = await dutiesAt(tx, viewer, restaurantId);
    const before = await getById('foodOrder', orderId, orderPath, foodOrdersRepository(tx).findForUpdate);
    const { prepMinutes } = await getById('restaurant', restaurantId, orderPath, restaurantsRepository(tx).find);
    const after = moveFoodOrder(before, { status, estimatedReadyAt, note }, duties, prepMinutes, clock.now());
    return recordStep(tx, before, after, viewer.userId, note);
  });
}

async function dutiesAt(tx: EntityManager, viewer: Viewer, restaurantId: string): Promise<StaffDuty[]> {
  const held = await dutiesOf(tx, viewer);
  const duties = held.filter((duty) => duty.restaurantId === restaurantId).map(({ duty }) => duty);
  if (duties.length === 0) throw new Forbidden('This is for the staff of that restaurant.', orderPath);
  return duties;
}

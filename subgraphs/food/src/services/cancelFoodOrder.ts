import type { Viewer } from '@marquee/shared/auth';
import { Forbidden } from '@marquee/shared/errors';
import { runOnce } from '@marquee/shared/idempotency';
import { getById } from '@marquee/shared/ids';
import { optionalText } from '@marquee/shared/text';
import { cancelFoodOrder as cancelled } from '../domain/foodOrder';
import { foodOrdersRepository } from '../persistence/foodOrdersRepository';
import type { FoodOrderDone } from './placeFoodOrder';
import { recordStep } from './recordStep';
import type { FoodServices } from './services';
import { getVisibleFoodOrder } from './visibleFoodOrders';

export interface CancelFoodOrder {
  readonly orderId: string;
  readonly reason?: string | null | undefined;
  readonly idempotencyKey: string;
}

const orderPath = ['orderId'];

/**
 * Calls off the viewer's own order.
 * @throws NotFound | Forbidden for staff, who reject instead | CancellationWindowClosed | IdempotencyKeyReused
 */
export async function cancelFoodOrder(
  { db, clock }: FoodServices,
  viewer: Viewer,
  { orderId, idempotencyKey: key, ...command }: CancelFoodOrder,
): Promise<FoodOrderDone> {
  const reason = optionalText(command.reason, ['reason'], { max: 500, mayHaveLines: true });
  const { customerId } = await getVisibleFoodOrder(db.manager, viewer, orderId, orderPath);
  if (customerId !== viewer.userId) throw new Forbidden('Only the customer can cancel an order.', orderPath);

  const claim = {
    userId: viewer.userId,
    operation: 'foodOrderCancel',
    key,
    keyPath: ['idempotencyKey'],
    body: { orderId, reason },
  };
  const { result, replayed } = await runOnce(db, claim, async (tx) => {
    const before = await getById('foodOrder', orderId, orderPath, foodOrdersRepository(tx).findForUpdate);
    await recordStep(tx, before, cancelled(before, clock.now()), viewer.userId, reason);
    return { orderId: before.id };
  });
  return { orderId: result.orderId, replayed };
}

import type { StepRequest } from '@marquee/shared/saga';
import type { EntityManager } from 'typeorm';
import { readFoodOrderRequest } from '../../domain/foodOrderDraft';
import { databaseNow } from '../../persistence/databaseNow';
import { insertFoodOrder } from '../insertFoodOrder';

/**
 * Orders the dishes of a checkout at the prices that its customer was shown. The kitchen does not see them before they are
 * confirmed; until then they wait as long as the checkout does.
 * @throws whatever `insertFoodOrder` throws
 */
export async function reserveKitchen(
  tx: EntityManager,
  { customerId, step }: StepRequest<'RESERVE_KITCHEN'>,
): Promise<void> {
  const { foodOrderId: id, ...input } = step;
  const request = readFoodOrderRequest(input);
  await insertFoodOrder(tx, { id, customerId, request, payment: { kind: 'BY_ORDER' }, now: await databaseNow(tx) });
}

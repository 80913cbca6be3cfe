import { newId } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { planRelinquishment } from '../../domain/checkoutPlan';
import { partsHere, partsOf } from '../../domain/handedOver';
import type { Order } from '../../domain/order';
import { couponsRepository } from '../../persistence/couponsRepository';
import { fatesRepository } from '../../persistence/fatesRepository';
import { callOff, startSaga } from '../../saga';

/**
 * Calls off what of a confirmed order is not handed over yet: its goods are on sale again, its seats free, and its kitchen
 * told. Where that is all of it, its saga is undone and its coupons given back, as when it is cancelled. For who has
 * locked the order together with its saga.
 */
export async function callOffRest(
  tx: EntityManager,
  order: Order,
  { reason, now }: { readonly reason: string; readonly now: Date },
): Promise<void> {
  const parts = partsHere(order, await fatesRepository(tx).ofOrder(order), now);
  if (parts.length === partsOf(order).length) {
    await callOff(tx, order.sagaId, reason);
    await couponsRepository(tx).giveBack(order.id);
    return;
  }
  if (parts.length === 0) return;
  const sagaId = newId('checkoutSaga');
  const { id: subjectId, customerId } = order;
  const stages = planRelinquishment(order, parts);
  await startSaga(tx, { sagaId, kind: 'REFUND', subjectId, customerId, traceId: null, stages });
  await callOff(tx, sagaId, reason);
}

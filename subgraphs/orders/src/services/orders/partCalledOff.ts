import type { EntityManager } from 'typeorm';
import type { RefundablePart } from '../../domain/order';
import { ordersRepository } from '../../persistence/ordersRepository';
import { callOff, leaveOutStep, type SagaListener, sagasRepository } from '../../saga';
import { owePart } from './refundOrder';

/**
 * Seats or dishes were called off by themselves, by whomever: what was paid for them goes back. Those of an order are a
 * part of it, and a checkout that is not decided yet goes on without; for those made by themselves the whole payment is undone.
 */
export async function partCalledOff(
  tx: EntityManager,
  { part, id, reason }: { readonly part: RefundablePart; readonly id: string; readonly reason: string | null },
  listener: SagaListener,
): Promise<void> {
  const orders = ordersRepository(tx);
  const [order] = await (part === 'SEATS' ? orders.findByBookings([id]) : orders.findByFoodOrders([id]));
  if (order !== undefined) {
    // Nobody could confirm it any more, and the rest is still wanted.
    const step = part === 'SEATS' ? 'CONFIRM_SEATS' : 'CONFIRM_KITCHEN';
    // What is owed comes first: a saga that has nothing more to do gives it back.
    await sagasRepository(tx).findForUpdate(order.sagaId);
    await owePart(tx, order.id, { part, reference: id, reason });
    return leaveOutStep(tx, { sagaId: order.sagaId, step }, listener);
  }
  for (const saga of await sagasRepository(tx).ofSubjects([id])) {
    await callOff(tx, saga.id, reason ?? 'It was called off.');
  }
}

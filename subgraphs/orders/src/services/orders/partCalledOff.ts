import type { EntityManager } from 'typeorm';
import type { RefundablePart } from '../../domain/order';
import { ordersRepository } from '../../persistence/ordersRepository';
import { callOff, sagasRepository } from '../../saga';
import { owePart } from './refundOrder';

/**
 * Seats or dishes were called off by themselves, by whomever: what was paid for them goes back. Those of an order are a
 * part of it; for those made by themselves the whole payment is undone.
 */
export async function partCalledOff(
  tx: EntityManager,
  { part, id, reason }: { readonly part: RefundablePart; readonly id: string; readonly reason: string | null },
): Promise<void> {
  const orders = ordersRepository(tx);
  const [order] = await (part === 'SEATS' ? orders.findByBookings([id]) : orders.findByFoodOrders([id]));
  if (order !== undefined) return owePart(tx, order.id, { part, reference: id, reason });
  for (const saga of await sagasRepository(tx).ofSubjects([id])) {
    await callOff(tx, saga.id, reason ?? 'It was called off.');
  }
}

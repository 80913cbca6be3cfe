import { newId } from '@marquee/shared/ids';
import { money } from '@marquee/shared/money';
import type { EntityManager } from 'typeorm';
import { planRefund } from '../../domain/checkoutPlan';
import { changeOrder, type Order, paidForMinor, type RefundablePart, statusAfterRefund } from '../../domain/order';
import { isOpen, isPaid } from '../../domain/orderStatus';
import { orderRefundsRepository } from '../../persistence/orderRefundsRepository';
import { ordersRepository } from '../../persistence/ordersRepository';
import { startSaga } from '../../saga';
import { callOffRest } from './callOffRest';
import { lockOrderAndSaga } from './lockOrder';
import { bySystem, recordOrderStep } from './recordOrderStep';

/**
 * Gives back what was paid for a part of an order that somebody called off by itself: at once, or as soon as the money
 * was taken. An order that is called off as a whole owes nothing for its parts.
 */
export async function owePart(
  tx: EntityManager,
  orderId: string,
  owed: { readonly part: RefundablePart; readonly reference: string; readonly reason: string | null },
): Promise<void> {
  const order = await ordersRepository(tx).findForUpdate(orderId);
  if (order === null || !(isOpen(order.status) || isPaid(order.status))) return;
  const amountMinor = paidForMinor(order, await ordersRepository(tx).linesOf([orderId]), owed.part);
  if (amountMinor === 0) return;
  const { reference, reason } = owed;
  await orderRefundsRepository(tx).owe({ orderId, reference, amountMinor, reason });
  if (isPaid(order.status)) await beginOwedRefunds(tx, order);
}

/** Begins to give back what is owed for the parts of an order that is paid. */
export async function beginOwedRefunds(tx: EntityManager, order: Order): Promise<void> {
  const { id: subjectId, customerId, currency, paymentId } = order;
  if (paymentId === null) return;
  const refunds = orderRefundsRepository(tx);
  for (const refund of await refunds.open(subjectId)) {
    const sagaId = newId('checkoutSaga');
    const { reference, reason, amountMinor } = refund;
    const stages = planRefund({ paymentId, amount: money(amountMinor, currency), reference, reason });
    await refunds.begin(refund, sagaId);
    await startSaga(tx, { sagaId, kind: 'REFUND', subjectId, customerId, traceId: null, stages });
  }
}

const allGivenBack = 'All of its money was given back.';

/**
 * Notes how much of an order's payment was given back so far, by whatever way. Once that is all of it, what is not handed
 * over yet is called off.
 */
export async function noteRefunded(
  tx: EntityManager,
  orderId: string,
  { refundedMinor, now }: { readonly refundedMinor: number; readonly now: Date },
): Promise<void> {
  if ((await ordersRepository(tx).find(orderId)) === null) return;
  const order = await lockOrderAndSaga(tx, orderId, []);
  if (order.refundedMinor >= refundedMinor) return;
  const status = isPaid(order.status) ? statusAfterRefund(order, refundedMinor) : order.status;
  const after = await recordOrderStep(tx, order, changeOrder(order, { refundedMinor, status }, now), bySystem());
  if (after.status === 'REFUNDED') await callOffRefunded(tx, after, now);
}

/** All of its money is back: nobody pays for what is not handed over yet. For who has locked the order and its saga. */
export function callOffRefunded(tx: EntityManager, order: Order, now: Date): Promise<void> {
  return callOffRest(tx, order, { reason: allGivenBack, now });
}

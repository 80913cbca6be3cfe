import { isId } from '@marquee/shared/ids';
import type { Clock } from '@marquee/shared/time';
import type { EntityManager } from 'typeorm';
import { changeOrder, type Order, statusAfterRefund } from '../../domain/order';
import { isOpen, isPaid, type OrderStatus } from '../../domain/orderStatus';
import { couponsRepository } from '../../persistence/couponsRepository';
import { ordersRepository } from '../../persistence/ordersRepository';
import { plainReason, type Saga, type SagaListener, type SagaStep } from '../../saga';
import { letGoIfUnpaid, letGoOfUnpaidPart } from './letGoOfUnpaid';
import { bySystem, recordOrderStep } from './recordOrderStep';
import { beginOwedRefunds, callOffRefunded } from './refundOrder';
import { returnBasket } from './returnBasket';

/**
 * Moves an order with the saga that it stands and falls with. A booking or a food order by itself moves with its own
 * steps; here it is let go of when its payment has come to nothing meanwhile.
 */
export function followSaga(clock: Clock): SagaListener {
  return {
    moved: async (tx, saga, step) => {
      if (saga.kind === 'REFUND' || !isDecisive(saga, step)) return;
      if (!isId('order', saga.subjectId)) {
        if (saga.state === 'COMPLETED') await letGoOfUnpaidPart(tx, saga);
        return;
      }
      const order = await ordersRepository(tx).findForUpdate(saga.subjectId);
      if (order === null || order.sagaId !== saga.id) return;
      const status = statusFor(order, saga, step);
      if (status === null || status === order.status) return;
      await settle(tx, order, status, { saga, now: clock.now() });
    },
  };
}

/** Most steps decide nothing for an order, which then need not be read and locked. */
function isDecisive({ state }: Saga, step: SagaStep | null): boolean {
  return state === 'COMPLETED' || state === 'COMPENSATED' || isWaitingForCustomer(state, step);
}

function isWaitingForCustomer(state: Saga['state'], step: SagaStep | null): boolean {
  if (state !== 'RUNNING' || step?.name !== 'AUTHORISE_PAYMENT') return false;
  return step.waitsUntil !== null && step.state === 'RUNNING';
}

/** What the order is after the saga has moved; null when that decides nothing. */
function statusFor(order: Order, saga: Saga, step: SagaStep | null): OrderStatus | null {
  if (!isOpen(order.status)) return null;
  if (saga.state === 'COMPENSATED') return 'FAILED';
  if (saga.state === 'COMPLETED') {
    if (order.isPaidLater && saga.kind === 'CHECKOUT') return 'AWAITING_PAYMENT';
    // Payments may have told of a refund before this saga heard that the money was taken.
    return order.refundedMinor > 0 ? statusAfterRefund(order, order.refundedMinor) : 'CONFIRMED';
  }
  return isWaitingForCustomer(saga.state, step) ? 'AWAITING_PAYMENT' : null;
}

async function settle(
  tx: EntityManager,
  order: Order,
  status: OrderStatus,
  { saga, now }: { readonly saga: Saga; readonly now: Date },
): Promise<void> {
  if (status === 'FAILED') {
    await returnBasket(tx, order, now);
    await couponsRepository(tx).giveBack(order.id);
  }
  const note = status === 'FAILED' && saga.failure !== null ? plainReason(saga.failure) : null;
  const after = await recordOrderStep(tx, order, changeOrder(order, { status }, now), bySystem(note));
  if (status === 'REFUNDED') await callOffRefunded(tx, after, now);
  if (!isPaid(status)) return;
  await beginOwedRefunds(tx, after);
  await letGoIfUnpaid(tx, after, now);
}

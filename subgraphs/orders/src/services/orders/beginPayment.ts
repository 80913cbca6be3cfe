import type { EventOf, foodOrderPlacedV1, paymentAuthorisedV1 } from '@marquee/shared/events';
import { isId, newId } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { planFoodOrderPayment, planPaymentOfOrder, planPaymentOfPart, planRelease } from '../../domain/checkoutPlan';
import { changeOrder, isPayable, type Order } from '../../domain/order';
import { ordersRepository } from '../../persistence/ordersRepository';
import { callOff, type SagaPlan, startSaga } from '../../saga';
import { bySystem, recordOrderStep } from './recordOrderStep';

type Payment = EventOf<typeof paymentAuthorisedV1>['data'];
type PlacedFoodOrder = EventOf<typeof foodOrderPlacedV1>['data'];

/**
 * The customer has authorised a payment by a step of their own: what it is for is confirmed, and the money taken. Where
 * it is not wanted any more the payment is let go of.
 */
export async function beginPayment(tx: EntityManager, payment: Payment, now: Date): Promise<void> {
  const { subjectId } = payment;
  if (!isId('order', subjectId)) {
    const part = isId('booking', subjectId) ? 'BOOKING' : 'FOOD_ORDER';
    await startSaga(tx, planOf(payment, planPaymentOfPart(part, authorisedBy(payment))));
    return;
  }
  const order = await ordersRepository(tx).findForUpdate(subjectId);
  if (order !== null && isPayable(order)) return beginPaymentOfOrder(tx, order, payment, now);
  const plan = planOf(payment, planRelease(authorisedBy(payment)));
  await startSaga(tx, plan);
  await callOff(tx, plan.sagaId, 'The order is not to be paid any more.');
}

/** A food order was placed by itself with a payment method: the kitchen sees it once it is paid. */
export async function beginFoodOrderPayment(tx: EntityManager, placed: PlacedFoodOrder): Promise<void> {
  const { orderId: foodOrderId, restaurantId, customerId, total, paymentMethodId, isOfOrder } = placed;
  if (paymentMethodId === null || isOfOrder) return;
  const payment = {
    paymentId: newId('payment'),
    subjectId: foodOrderId,
    paymentMethodId,
    totalMinor: total.minor,
    currency: total.currency,
  };
  const stages = planFoodOrderPayment({ foodOrderId, restaurantId }, payment);
  await startSaga(tx, planOf({ subjectId: foodOrderId, payerId: customerId }, stages));
}

async function beginPaymentOfOrder(tx: EntityManager, order: Order, payment: Payment, now: Date): Promise<void> {
  const lines = await ordersRepository(tx).linesOf([order.id]);
  const plan = planOf(payment, planPaymentOfOrder(order, lines, authorisedBy(payment)));
  await startSaga(tx, plan);
  const { paymentId } = payment;
  const paid = changeOrder(order, { sagaId: plan.sagaId, paymentId, payBy: null }, now);
  await recordOrderStep(tx, order, paid, bySystem());
}

function planOf({ subjectId, payerId }: Pick<Payment, 'subjectId' | 'payerId'>, stages: SagaPlan['stages']): SagaPlan {
  const sagaId = newId('checkoutSaga');
  return { sagaId, kind: 'PAYMENT', subjectId, customerId: payerId, traceId: null, stages };
}

const authorisedBy = ({ paymentId, subjectId, amount, captureLater }: Payment) => ({
  paymentId,
  subjectId,
  totalMinor: amount.minor,
  currency: amount.currency,
  captureLater,
});

import { outbox } from '@marquee/shared/events';
import { insertNumbered, newId } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { planCheckout } from '../../domain/checkoutPlan';
import type { Order } from '../../domain/order';
import { newOrder, type OrderDraft } from '../../domain/orderDraft';
import { orderCreated } from '../../events/published';
import { couponsRepository } from '../../persistence/couponsRepository';
import { ordersRepository } from '../../persistence/ordersRepository';
import { startSaga } from '../../saga';

const minuteMs = 60_000;
/** How long a customer has to pay an order by a step of their own. */
const payWithinMs = 30 * minuteMs;
/** What is reserved stays so for long enough that a payment at the last moment still finds it. */
const reservedForMs = payWithinMs + 10 * minuteMs;

export interface Placing {
  readonly now: Date;
  /** Of the request that it comes from. */
  readonly traceId: string | null;
}

/** Makes the order, with its lines, its use of coupons and the first steps of its saga, in the caller's transaction. */
export async function placeOrder(tx: EntityManager, draft: OrderDraft, { now, traceId }: Placing): Promise<Order> {
  const orders = ordersRepository(tx);
  const isPaidNow = draft.paymentMethodId !== null && draft.price.totalMinor > 0;
  const ids = { id: newId('order'), sagaId: newId('checkoutSaga'), paymentId: isPaidNow ? newId('payment') : null };
  const times = { now, payBy: new Date(now.getTime() + payWithinMs) };
  const order = await insertNumbered('O', newOrder(draft, ids, times), orders.insert);
  const lines = linesOf(order, draft);
  await orders.insertLines(lines);
  const { id: orderId, customerId, sagaId } = order;
  await orders.appendTimeline(order, { actor: 'CUSTOMER', actorId: customerId, note: null });
  for (const use of draft.coupons) await couponsRepository(tx).use({ ...use, orderId, customerId });
  await outbox(tx).append(
    orderCreated(
      order,
      lines.map(({ title }) => title),
    ),
  );
  const stages = planCheckout(order, draft, new Date(now.getTime() + reservedForMs));
  await startSaga(tx, { sagaId, kind: 'CHECKOUT', subjectId: orderId, customerId, traceId, stages });
  return order;
}

function linesOf({ id: orderId, currency }: Order, { lines, price }: OrderDraft) {
  return lines.map(({ kind, subjectId, optionIds, note, title, quantity, unitPriceMinor, amountMinor }, position) => ({
    id: newId('orderLine'),
    orderId,
    position,
    kind,
    subjectId,
    optionIds,
    note,
    title,
    quantity,
    unitPriceMinor,
    amountMinor,
    discountMinor: price.lineDiscountsMinor[position] ?? 0,
    currency,
  }));
}

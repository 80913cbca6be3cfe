import type { Viewer } from '@marquee/shared/auth';
import { Forbidden } from '@marquee/shared/errors';
import { bookingCancellationMs } from '@marquee/shared/events';
import { runOnce } from '@marquee/shared/idempotency';
import { getById, missing } from '@marquee/shared/ids';
import { optionalText } from '@marquee/shared/text';
import type { EntityManager } from 'typeorm';
import { actorsFor, mayReadOrder } from '../../domain/access';
import { checkCancellable } from '../../domain/cancelOrder';
import { changeOrder, type Order } from '../../domain/order';
import { couponsRepository } from '../../persistence/couponsRepository';
import { fatesRepository } from '../../persistence/fatesRepository';
import { ordersRepository, type StepBy } from '../../persistence/ordersRepository';
import { callOff } from '../../saga';
import type { OrdersServices } from '../services';
import type { OrderDone } from './checkout';
import { lockOrderAndSaga } from './lockOrder';
import { recordOrderStep } from './recordOrderStep';

export interface CancelOrder {
  readonly orderId: string;
  readonly reason?: string | null | undefined;
  readonly idempotencyKey: string;
}

const path = ['input', 'orderId'];

/**
 * Calls a whole order off: everything in it is undone and the money goes back, which takes its time.
 * @throws NotFound | Forbidden for who only reads it | InvalidTransition when it is shipped, over, or too late for a part of it | IdempotencyKeyReused
 */
export async function cancelOrder(
  { db, clock }: OrdersServices,
  viewer: Viewer,
  { orderId, idempotencyKey: key, ...command }: CancelOrder,
): Promise<OrderDone> {
  const reason = optionalText(command.reason, ['input', 'reason'], { max: 500, mayHaveLines: true });
  const seen = await getById('order', orderId, path, ordersRepository(db.manager).find);
  if (!mayReadOrder(viewer, seen)) throw missing('order', orderId, path);
  if (actorsFor(viewer, seen).length === 0)
    throw new Forbidden('Only its customer and the staff call an order off.', path);
  const claim = { userId: viewer.userId, operation: 'orderCancel', key, body: { orderId, reason } };
  const { result, replayed } = await runOnce(db, claim, async (tx) => {
    const order = await lockOrderAndSaga(tx, orderId, path);
    await callOrderOff(tx, order, { viewer, note: reason, now: clock.now() });
    return { orderId };
  });
  return { orderId: result.orderId, replayed };
}

/** The same for an order that this transaction has locked together with its saga. */
export async function callOrderOff(
  tx: EntityManager,
  order: Order,
  { viewer, note, now }: { readonly viewer: Viewer; readonly note: string | null; readonly now: Date },
): Promise<Order> {
  const actors = actorsFor(viewer, order);
  const fates = await fatesRepository(tx).ofOrder(order);
  checkCancellable(order, fates, { actors, seatsUntilMs: bookingCancellationMs, now });
  const actor = actors.includes('CUSTOMER') ? 'CUSTOMER' : 'STAFF';
  return endOrder(tx, order, { by: { actor, actorId: viewer.userId, note }, now });
}

/** Calls the saga off, gives the coupons back and ends the order as CANCELLED, whatever the rules for customers are. */
export async function endOrder(
  tx: EntityManager,
  order: Order,
  { by, now }: { readonly by: StepBy; readonly now: Date },
): Promise<Order> {
  await callOff(tx, order.sagaId, by.note ?? 'The order was called off.');
  await couponsRepository(tx).giveBack(order.id);
  return recordOrderStep(tx, order, changeOrder(order, { status: 'CANCELLED', payBy: null }, now), by);
}

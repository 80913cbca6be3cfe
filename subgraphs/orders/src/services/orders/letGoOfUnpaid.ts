import { isId } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { changeOrder, type Order } from '../../domain/order';
import { isPaid } from '../../domain/orderStatus';
import { fatesRepository } from '../../persistence/fatesRepository';
import { ordersRepository } from '../../persistence/ordersRepository';
import { callOff, type Saga, sagasRepository } from '../../saga';
import { callOffRest } from './callOffRest';
import { lockOrderAndSaga } from './lockOrder';
import { bySystem, recordOrderStep } from './recordOrderStep';

interface Unpaid {
  readonly paymentId: string;
  /** The order, the booking or the food order that stood by it. */
  readonly subjectId: string;
  readonly reason: string | null;
}

const unpaid = 'Its payment came to nothing.';

/**
 * Lets go of what stands by a payment that came to nothing. What is not confirmed yet is seen to by its saga: there it is
 * refused what it asks of the payment, or found here once it is complete.
 */
export async function letGoOfUnpaid(
  tx: EntityManager,
  { paymentId, subjectId, reason }: Unpaid,
  now: Date,
): Promise<void> {
  if (!isId('order', subjectId)) return letGoOfPart(tx, { paymentId, subjectId, reason });
  if ((await ordersRepository(tx).find(subjectId)) === null) return;
  const order = await lockOrderAndSaga(tx, subjectId, []);
  if (order.paymentId === paymentId) await endUnpaid(tx, order, reason ?? unpaid, now);
}

/**
 * The same for an order that has just been confirmed, should its payment have come to nothing meanwhile. For who has
 * locked it together with its saga.
 */
export async function letGoIfUnpaid(tx: EntityManager, order: Order, now: Date): Promise<void> {
  if (order.paymentId === null) return;
  if (await fatesRepository(tx).hasComeToNothing(order.paymentId)) await endUnpaid(tx, order, unpaid, now);
}

/** The same for a booking or a food order by itself, whose saga, locked by the caller, is complete. */
export async function letGoOfUnpaidPart(tx: EntityManager, saga: Saga): Promise<void> {
  const paymentId = await paymentOf(tx, saga);
  if (paymentId === null || !(await fatesRepository(tx).hasComeToNothing(paymentId))) return;
  await callOff(tx, saga.id, unpaid);
}

/** What was delivered stays so: it is owed for, and nothing of it can be kept from its customer. */
async function endUnpaid(tx: EntityManager, order: Order, reason: string, now: Date): Promise<void> {
  if (!isPaid(order.status) || order.isDelivered) return;
  await callOffRest(tx, order, { reason, now });
  await recordOrderStep(tx, order, changeOrder(order, { status: 'CANCELLED', payBy: null }, now), bySystem(reason));
}

async function letGoOfPart(tx: EntityManager, { paymentId, subjectId, reason }: Unpaid): Promise<void> {
  const sagas = sagasRepository(tx);
  for (const { id } of await sagas.ofSubjects([subjectId])) {
    const saga = await sagas.findForUpdate(id);
    if (saga?.state !== 'COMPLETED' || (await paymentOf(tx, saga)) !== paymentId) continue;
    await callOff(tx, id, reason ?? unpaid);
  }
}

/** The payment that the saga stands by; null without one. */
async function paymentOf(tx: EntityManager, { id }: Saga): Promise<string | null> {
  const steps = await sagasRepository(tx).stepsOf([id]);
  const request = steps.find(({ name }) => name === 'AUTHORISE_PAYMENT')?.request;
  return request?.name === 'AUTHORISE_PAYMENT' ? request.paymentId : null;
}

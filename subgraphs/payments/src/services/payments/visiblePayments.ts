import { hasScope, type Viewer } from '@marquee/shared/auth';
import { getById, missing } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { maySeePayment } from '../../domain/access';
import type { Payment } from '../../domain/payment';
import { paymentsRepository } from '../../persistence/paymentsRepository';

/** @throws NotFound, the same for a payment that is not there and for one that the viewer may not see */
export async function getVisiblePayment(
  db: EntityManager,
  viewer: Viewer,
  id: string,
  path: readonly string[],
): Promise<Payment> {
  const payment = await getById('payment', id, path, paymentsRepository(db).find);
  if (!maySeePayment(viewer, payment)) throw missing('payment', id, path);
  return payment;
}

/** Locks one that the viewer made, or may change by that scope. @throws NotFound, the same for any other */
export async function lockChangeablePayment(
  tx: EntityManager,
  viewer: Viewer,
  { id, scope, path }: { readonly id: string; readonly scope: string; readonly path: readonly string[] },
): Promise<Payment> {
  const payment = await getById('payment', id, path, paymentsRepository(tx).findForUpdate);
  if (payment.payerId !== viewer.userId && !hasScope(viewer, scope)) throw missing('payment', id, path);
  return payment;
}

/** A payment that the caller knows to be there. */
export async function readPayment(db: EntityManager, id: string): Promise<Payment> {
  const payment = await paymentsRepository(db).find(id);
  if (payment === null) throw new Error('a payment is gone');
  return payment;
}

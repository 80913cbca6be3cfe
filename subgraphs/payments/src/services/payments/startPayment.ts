import { InvalidInput } from '@marquee/shared/errors';
import { outbox } from '@marquee/shared/events';
import { getById } from '@marquee/shared/ids';
import type { Money } from '@marquee/shared/money';
import type { EntityManager } from 'typeorm';
import { beginPayment, type NewPayment, type Payment } from '../../domain/payment';
import { paymentChanged } from '../../events/published';
import { databaseNow } from '../../persistence/databaseNow';
import { paymentMethodsRepository } from '../../persistence/paymentMethodsRepository';
import { paymentsRepository } from '../../persistence/paymentsRepository';
import { askProvider } from './askProvider';

export interface StartPayment extends Omit<NewPayment, 'provider' | 'actionExpiresAt'> {
  readonly amount: Money;
  /** Cash is taken when something is handed over; tickets are out before that. */
  readonly hasSeats: boolean;
}

const methodPath = ['input', 'paymentMethodId'];
/** How long a customer may take to confirm a payment. */
const actionMs = 15 * 60_000;

/**
 * Makes a payment and has its amount set aside. The caller has found out what is to be paid.
 * @throws NotFound for a payment method that is not the payer's | InvalidInput for a subject that is being paid already,
 * or cash for seats
 */
export async function startPayment(tx: EntityManager, { amount, hasSeats, ...begun }: StartPayment): Promise<Payment> {
  const method = await getById('paymentMethod', begun.methodId, methodPath, async (id) => {
    const found = await paymentMethodsRepository(tx).find(id);
    return found?.userId === begun.payerId && found.removedAt === null ? found : null;
  });
  if (hasSeats && method.kind === 'CASH_ON_DELIVERY') {
    throw new InvalidInput('Seats cannot be paid in cash: choose another payment method.', methodPath);
  }
  const now = await databaseNow(tx);
  const provider = method.kind === 'CASH_ON_DELIVERY' ? 'cash' : 'simulated';
  const actionExpiresAt = new Date(now.getTime() + actionMs);
  const payment = beginPayment({ ...begun, provider, actionExpiresAt }, amount, now);
  if (!(await paymentsRepository(tx).insertOnce(payment))) {
    throw new InvalidInput('This is paid already, or being paid.', ['input', 'subjectId']);
  }
  await outbox(tx).append(paymentChanged(null, payment));
  return askProvider(tx, payment, { kind: 'AUTHORISE', amountMinor: amount.minor });
}

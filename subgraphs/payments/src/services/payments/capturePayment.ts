import { runOnce } from '@marquee/shared/idempotency';
import { getById } from '@marquee/shared/ids';
import type { Money } from '@marquee/shared/money';
import { beginCapture } from '../../domain/payment';
import { databaseNow } from '../../persistence/databaseNow';
import { paymentsRepository } from '../../persistence/paymentsRepository';
import type { PaymentsServices } from '../services';
import { answerAwaited } from '../steps/answerAwaited';
import { askProvider } from './askProvider';
import { awaitProgress } from './awaitProgress';
import { type PaymentDone, paymentDone } from './paymentDone';
import { savePayment } from './savePayment';
import { readPayment } from './visiblePayments';

export interface CapturePayment {
  readonly paymentId: string;
  /** All that is left when there is none. */
  readonly amount?: Money | null | undefined;
  readonly idempotencyKey: string;
}

/**
 * Takes so much of what is set aside, for staff; the rest may be taken later.
 * @throws NotFound | InvalidTransition | AmountExceedsAuthorised | CurrencyMismatch | InvalidInput | IdempotencyKeyReused
 */
export async function capturePayment(
  services: PaymentsServices,
  userId: string,
  { idempotencyKey: key, paymentId, amount = null }: CapturePayment,
): Promise<PaymentDone> {
  const { db } = services;
  const claim = { userId, operation: 'paymentCapture', key, body: { paymentId, amount } };
  const { replayed } = await runOnce(db, claim, async (tx) => {
    const find = paymentsRepository(tx).findForUpdate;
    const payment = await getById('payment', paymentId, ['input', 'paymentId'], find);
    const begun = beginCapture(payment, amount, await databaseNow(tx));
    const saved = await savePayment(tx, payment, begun.payment);
    await answerAwaited(tx, await askProvider(tx, saved, { kind: 'CAPTURE', amountMinor: begun.minor }));
    return { paymentId };
  });
  const read = () => readPayment(db.manager, paymentId);
  return paymentDone(await awaitProgress(services, read, ({ status }) => status !== 'PROCESSING'), replayed);
}

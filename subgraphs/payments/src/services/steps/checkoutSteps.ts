import { InvalidInput } from '@marquee/shared/errors';
import { getById } from '@marquee/shared/ids';
import { answersLater, type StepRequest, type StepTakers } from '@marquee/shared/saga';
import type { EntityManager } from 'typeorm';
import { CurrencyMismatch } from '../../domain/errors';
import { beginCapture, type Payment } from '../../domain/payment';
import { type AwaitedStep, awaitedStepsRepository } from '../../persistence/awaitedStepsRepository';
import { databaseNow } from '../../persistence/databaseNow';
import { paymentsRepository } from '../../persistence/paymentsRepository';
import { refundsRepository } from '../../persistence/refundsRepository';
import { askProvider } from '../payments/askProvider';
import { callOffPayment } from '../payments/callOffPayment';
import { savePayment } from '../payments/savePayment';
import { startPayment } from '../payments/startPayment';
import { giveBackOwed } from '../refunds/giveBackOwed';
import { refundAgain } from '../refunds/startRefund';
import { answerAwaited } from './answerAwaited';

/** The steps of checkouts that payments takes. Each is answered when the provider has done what it needs. */
export const checkoutSteps: StepTakers = {
  AUTHORISE_PAYMENT: {
    async take(tx, request): Promise<typeof answersLater> {
      const { paymentId, subjectId, paymentMethodId, amount, hasSeats = false } = request.step;
      if ((await paymentsRepository(tx).find(paymentId)) !== null)
        throw new InvalidInput('This payment is there already.');
      const payment = await startPayment(tx, {
        id: paymentId,
        payerId: request.customerId,
        subjectId,
        methodId: paymentMethodId,
        sagaId: request.sagaId,
        captureLater: false,
        returnUrl: null,
        amount,
        hasSeats,
      });
      return awaited(tx, request, payment);
    },
    undo: (tx, request) => undoAll(tx, request),
  },

  CAPTURE_PAYMENT: {
    async take(tx, request): Promise<typeof answersLater> {
      return awaited(tx, request, await captureAll(tx, await locked(tx, request)));
    },
    undo: (tx, request) => undoAll(tx, request),
  },

  REFUND_PAYMENT: {
    async take(tx, request): Promise<typeof answersLater | undefined> {
      const { reference, amount, reason } = request.step;
      const payment = await locked(tx, request);
      const known = await refundsRepository(tx).findByReference(payment.id, reference);
      if (known?.status === 'FAILED')
        return awaited(tx, request, await refundAgain(tx, payment, known), ofRefund(known.id));
      if (known !== null) return awaited(tx, request, payment, ofRefund(known.id));
      if (amount.currency !== payment.currency) throw new CurrencyMismatch(payment.currency, ['input', 'amount']);
      const owed = { amountMinor: amount.minor, reference, reason };
      const given = await giveBackOwed(tx, payment, owed);
      return given.awaits === null ? undefined : awaited(tx, request, given.payment, given.awaits);
    },
    // It is owed whatever the provider said: a person may have seen to why it would not.
    isTriedAgain: true,
    // What was given back stays given back; that a later request for it is refused is seen to by who asks.
    undo: async () => undefined,
  },
};

type WithPayment = StepRequest<'AUTHORISE_PAYMENT'> | StepRequest<'CAPTURE_PAYMENT'> | StepRequest<'REFUND_PAYMENT'>;

/** The customer's payment. @throws NotFound, the same for one that is not there and for somebody else's */
function locked(tx: EntityManager, { step, customerId }: WithPayment): Promise<Payment> {
  return getById('payment', step.paymentId, ['paymentId'], async (id) => {
    const payment = await paymentsRepository(tx).findForUpdate(id);
    return payment?.payerId === customerId ? payment : null;
  });
}

async function captureAll(tx: EntityManager, payment: Payment): Promise<Payment> {
  // Cash is taken by those who hand over what was bought; of another payment, staff may have taken everything already.
  if (payment.provider === 'cash' || payment.status === 'COMPLETED') return payment;
  if (payment.status === 'PROCESSING' && payment.calledOffBecause === null) return payment;
  const begun = beginCapture(payment, null, await databaseNow(tx));
  const saved = await savePayment(tx, payment, begun.payment);
  return askProvider(tx, saved, { kind: 'CAPTURE', amountMinor: begun.minor });
}

const ofRefund = (refundId: string) => ({ refundId, owed: null });

async function undoAll(tx: EntityManager, request: WithPayment): Promise<typeof answersLater | undefined> {
  const payment = await paymentsRepository(tx).findForUpdate(request.step.paymentId);
  if (payment === null || payment.payerId !== request.customerId) return undefined;
  return awaited(tx, request, await callOffPayment(tx, payment, request.reason ?? 'The order was called off.'));
}

async function awaited(
  tx: EntityManager,
  { sagaId, step, action }: WithPayment,
  payment: Payment,
  awaits: Pick<AwaitedStep, 'refundId' | 'owed'> = { refundId: null, owed: null },
): Promise<typeof answersLater> {
  await awaitedStepsRepository(tx).insert({ sagaId, step: step.name, action, paymentId: payment.id, ...awaits });
  await answerAwaited(tx, payment);
  return answersLater;
}

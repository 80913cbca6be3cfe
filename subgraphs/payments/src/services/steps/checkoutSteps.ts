import { InvalidInput } from '@marquee/shared/errors';
import { getById } from '@marquee/shared/ids';
import { money } from '@marquee/shared/money';
import { answersLater, type StepRequest, type StepTakers } from '@marquee/shared/saga';
import type { EntityManager } from 'typeorm';
import { beginCapture, owedAmount, type Payment, waivableMinor, waive } from '../../domain/payment';
import { awaitedStepsRepository } from '../../persistence/awaitedStepsRepository';
import { databaseNow } from '../../persistence/databaseNow';
import { paymentsRepository } from '../../persistence/paymentsRepository';
import { refundsRepository } from '../../persistence/refundsRepository';
import { askProvider } from '../payments/askProvider';
import { callOffPayment } from '../payments/callOffPayment';
import { savePayment } from '../payments/savePayment';
import { startPayment } from '../payments/startPayment';
import { refundAgain, startRefund } from '../refunds/startRefund';
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
      if (known?.status === 'FAILED') return awaited(tx, request, await refundAgain(tx, payment, known), known.id);
      if (known !== null) return awaited(tx, request, payment, known.id);
      if (isWholeUntaken(payment, amount.minor)) {
        return callOffAwaited(tx, request, waive(payment, amount.minor), reason);
      }
      const waived = await waiveUntaken(tx, payment, amount.minor);
      const owed = money(amount.minor - (waived.waivedMinor - payment.waivedMinor), amount.currency);
      const pendingMinor = await refundsRepository(tx).pendingMinor(payment.id);
      const amountMinor = owedAmount(waived, owed, pendingMinor);
      if (amountMinor === 0) return undefined;
      const started = await startRefund(tx, waived, { amountMinor, reason, reference });
      return awaited(tx, request, started.payment, started.refundId);
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

/** All of a payment of which nothing was taken yet is released and not given back. */
const isWholeUntaken = (payment: Payment, amountMinor: number): boolean =>
  payment.capturedMinor === 0 && payment.authorisedMinor === amountMinor;

/** Cash that was not taken yet is asked for no more; of a provider's payment a part is given back when all was taken. */
async function waiveUntaken(tx: EntityManager, payment: Payment, owedMinor: number): Promise<Payment> {
  const amountMinor = waivableMinor(payment, owedMinor);
  if (amountMinor === 0) return payment;
  return askProvider(tx, waive(payment, amountMinor), { kind: 'VOID', amountMinor });
}

async function callOffAwaited(
  tx: EntityManager,
  request: WithPayment,
  payment: Payment,
  reason: string | null,
): Promise<typeof answersLater> {
  return awaited(tx, request, await callOffPayment(tx, payment, reason ?? 'It was called off.'));
}

async function undoAll(tx: EntityManager, request: WithPayment): Promise<typeof answersLater | undefined> {
  const payment = await paymentsRepository(tx).findForUpdate(request.step.paymentId);
  if (payment === null || payment.payerId !== request.customerId) return undefined;
  return awaited(tx, request, await callOffPayment(tx, payment, request.reason ?? 'The order was called off.'));
}

async function awaited(
  tx: EntityManager,
  { sagaId, step, action }: WithPayment,
  payment: Payment,
  refundId: string | null = null,
): Promise<typeof answersLater> {
  await awaitedStepsRepository(tx).insert({ sagaId, step: step.name, action, paymentId: payment.id, refundId });
  await answerAwaited(tx, payment);
  return answersLater;
}

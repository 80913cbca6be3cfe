import type { StepOutcome } from '@marquee/shared/saga';
import { PaymentDeclined } from '../../domain/errors';
import { capturableMinor, isUndone, type Payment } from '../../domain/payment';
import type { RefundStatus } from '../../domain/refund';
import type { AwaitedStep } from '../../persistence/awaitedStepsRepository';

const done: StepOutcome = { kind: 'DONE' };

/** What is to be said to a step now that the payment, and the refund where it is one, have come so far; null for nothing yet. */
export function answerTo(
  { step, action, refundId }: Pick<AwaitedStep, 'step' | 'action' | 'refundId'>,
  payment: Payment,
  refundStatus: RefundStatus | null,
): StepOutcome | null {
  if (action === 'UNDO') return isUndone(payment) ? done : null;
  switch (step) {
    case 'AUTHORISE_PAYMENT':
      return toAuthorise(payment);
    case 'CAPTURE_PAYMENT':
      return toCapture(payment);
    case 'REFUND_PAYMENT':
      // Released instead, because nothing had been taken yet.
      if (refundId === null) return isUndone(payment) ? done : null;
      if (refundStatus === 'COMPLETED') return done;
      return refundStatus === 'FAILED' ? refused('account_closed', false) : null;
    default:
      throw new TypeError(`no such step: ${String(step satisfies never)}`);
  }
}

function toAuthorise(payment: Payment): StepOutcome | null {
  switch (payment.status) {
    case 'PENDING':
      return null;
    case 'REQUIRES_ACTION':
      return payment.calledOffBecause === null
        ? { kind: 'WAITING', until: payment.actionExpiresAt.toISOString() }
        : null;
    case 'FAILED':
    case 'CANCELLED':
      return declined(payment);
    case 'AUTHORISED':
    case 'PROCESSING':
    case 'COMPLETED':
    case 'PARTIALLY_REFUNDED':
    case 'REFUNDED':
      return done;
    default:
      throw new TypeError(`no such status: ${String(payment.status satisfies never)}`);
  }
}

function toCapture(payment: Payment): StepOutcome | null {
  if (payment.status === 'FAILED' || payment.status === 'CANCELLED') return declined(payment);
  // Cash is taken by those who hand over what was bought.
  if (payment.provider === 'cash' && payment.authorisedMinor > 0) return done;
  return payment.capturedMinor > 0 && capturableMinor(payment) === 0 ? done : null;
}

function declined({ declineCode, isRetryable }: Payment): StepOutcome {
  return declineCode === null ? refused('cancelled', true) : refused(declineCode, isRetryable);
}

function refused(declineCode: string, isRetryable: boolean): StepOutcome {
  const { code, message, userErrorType: type, details } = new PaymentDeclined(declineCode, isRetryable);
  return { kind: 'REFUSED', refusal: { code, message, type, details: { ...details } } };
}

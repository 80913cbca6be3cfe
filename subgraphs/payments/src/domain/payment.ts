import { InvalidInput, InvalidTransition } from '@marquee/shared/errors';
import { type Money, money } from '@marquee/shared/money';
import { reasonOf } from './declineReasons';
import { AmountExceedsAuthorised, AmountExceedsCaptured, CurrencyMismatch } from './errors';
import type { ProviderState } from './providerState';

export type PaymentStatus =
  | 'PENDING'
  | 'REQUIRES_ACTION'
  | 'AUTHORISED'
  | 'PROCESSING'
  | 'COMPLETED'
  | 'FAILED'
  | 'CANCELLED'
  | 'PARTIALLY_REFUNDED'
  | 'REFUNDED';

/** Who keeps the money: a provider that is called, or the courier and the till. */
export type PaymentProviderName = 'simulated' | 'cash';

/** Money from a customer for an order, a booking or a food order. */
export interface Payment {
  readonly id: string;
  /** The provider's own id of it, once there is one. */
  readonly transactionId: string | null;
  readonly payerId: string;
  readonly subjectId: string;
  readonly methodId: string;
  readonly provider: PaymentProviderName;
  /** The checkout that drives it; null when the customer pays by itself. */
  readonly sagaId: string | null;
  readonly captureLater: boolean;
  readonly status: PaymentStatus;
  readonly currency: string;
  readonly amountMinor: number;
  /** Set aside and not released; what was taken is part of it. */
  readonly authorisedMinor: number;
  readonly capturedMinor: number;
  readonly refundedMinor: number;
  /** Called off before it was taken, so nobody has to pay it any more. */
  readonly waivedMinor: number;
  readonly returnUrl: string | null;
  readonly nextActionUrl: string | null;
  /** Until when the customer may do what is asked for. */
  readonly actionExpiresAt: Date;
  readonly declineCode: string | null;
  readonly isRetryable: boolean;
  /** Why all of it is released and given back; null while nobody wants that. */
  readonly calledOffBecause: string | null;
  /** Of the latest state of the provider that was applied. */
  readonly providerVersion: number;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The steps of a payment; what is not here never happens. A partial capture or refund may leave the status as it is. */
const transitions: Readonly<Record<PaymentStatus, readonly PaymentStatus[]>> = {
  PENDING: ['REQUIRES_ACTION', 'AUTHORISED', 'FAILED', 'CANCELLED'],
  REQUIRES_ACTION: ['AUTHORISED', 'FAILED', 'CANCELLED'],
  AUTHORISED: ['PROCESSING', 'COMPLETED', 'PARTIALLY_REFUNDED', 'REFUNDED', 'FAILED', 'CANCELLED'],
  PROCESSING: ['AUTHORISED', 'COMPLETED', 'PARTIALLY_REFUNDED', 'REFUNDED', 'FAILED', 'CANCELLED'],
  COMPLETED: ['PARTIALLY_REFUNDED', 'REFUNDED'],
  PARTIALLY_REFUNDED: ['REFUNDED'],
  FAILED: [],
  CANCELLED: [],
  REFUNDED: [],
};

export function allowedFrom(status: PaymentStatus): readonly PaymentStatus[] {
  return transitions[status];
}

/** Nothing has been set aside yet, and it may still be. */
export const isUndecided = ({ status }: Pick<Payment, 'status'>): boolean =>
  status === 'PENDING' || status === 'REQUIRES_ACTION';

/** Nothing is set aside, or will be, and nothing is kept of what was taken. */
export const isUndone = ({ status }: Pick<Payment, 'status'>): boolean =>
  status === 'FAILED' || status === 'CANCELLED' || status === 'REFUNDED';

export type NewPayment = Pick<
  Payment,
  'id' | 'payerId' | 'subjectId' | 'methodId' | 'provider' | 'sagaId' | 'captureLater' | 'returnUrl' | 'actionExpiresAt'
>;

/** A payment of which nobody has been asked yet. */
export function beginPayment(begun: NewPayment, amount: Money, now: Date): Payment {
  if (amount.minor < 1) throw new InvalidInput('There is nothing to pay.', ['input', 'subjectId']);
  return {
    ...begun,
    transactionId: null,
    status: 'PENDING',
    currency: amount.currency,
    amountMinor: amount.minor,
    authorisedMinor: 0,
    capturedMinor: 0,
    refundedMinor: 0,
    waivedMinor: 0,
    nextActionUrl: null,
    declineCode: null,
    isRetryable: false,
    calledOffBecause: null,
    providerVersion: 0,
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
}

/** What is set aside and not taken. */
export const releasableMinor = ({ authorisedMinor, capturedMinor }: Payment): number => authorisedMinor - capturedMinor;

/** What can still be taken: of what is set aside, no more than is still to be paid. */
export const capturableMinor = ({ authorisedMinor, capturedMinor, amountMinor, waivedMinor }: Payment): number =>
  Math.max(0, Math.min(authorisedMinor, amountMinor - waivedMinor) - capturedMinor);

/** What may still come to be taken. */
const untakenMinor = (payment: Payment): number => {
  if (isUndone(payment)) return 0;
  return isUndecided(payment) ? payment.amountMinor - payment.waivedMinor : capturableMinor(payment);
};

/** What can still be given back, when so much is on its way already. */
export const refundableMinor = ({ capturedMinor, refundedMinor }: Payment, pendingMinor: number): number =>
  Math.max(0, capturedMinor - refundedMinor - pendingMinor);

/**
 * The payment while so much of it is being taken; null takes all that is left.
 * @throws InvalidTransition | CurrencyMismatch | InvalidInput | AmountExceedsAuthorised
 */
export function beginCapture(payment: Payment, amount: Money | null, now: Date): { payment: Payment; minor: number } {
  if (payment.status !== 'AUTHORISED' || payment.calledOffBecause !== null) {
    throw refusedTransition(payment, 'PROCESSING', ['input', 'paymentId']);
  }
  const left = capturableMinor(payment);
  const minor = readPart(payment, amount, left);
  if (minor > left) throw new AmountExceedsAuthorised(money(left, payment.currency));
  return { payment: changed(payment, { status: 'PROCESSING' }, now), minor };
}

/**
 * How much is to be given back; null gives back all that is left.
 * @throws InvalidTransition | CurrencyMismatch | InvalidInput | AmountExceedsCaptured
 */
export function refundAmount(payment: Payment, amount: Money | null, pendingMinor: number): number {
  const left = refundableMinor(payment, pendingMinor);
  const minor = readPart(payment, amount, left);
  if (payment.capturedMinor === 0) throw refusedTransition(payment, 'REFUNDED', ['input', 'paymentId']);
  if (minor > left || left === 0) throw new AmountExceedsCaptured(money(left, payment.currency));
  return minor;
}

function readPart(payment: Payment, amount: Money | null, left: number): number {
  if (amount === null) return left;
  if (amount.currency !== payment.currency) throw new CurrencyMismatch(payment.currency, ['input', 'amount']);
  if (amount.minor < 1) throw new InvalidInput('This must be more than nothing.', ['input', 'amount', 'minor']);
  return amount.minor;
}

export function refusedTransition(payment: Payment, to: PaymentStatus, path: readonly string[]): InvalidTransition {
  return new InvalidTransition('A payment', { from: payment.status, to, allowed: allowedFrom(payment.status) }, path);
}

/** Whether so much is all of a payment of which nothing was taken yet. */
export const isWholeUntaken = (payment: Payment, minor: number): boolean =>
  payment.capturedMinor === 0 && minor > 0 && untakenMinor(payment) === minor;

/** How much of what is owed nobody has paid yet: that much is not asked for, and the rest given back. */
export const waivableMinor = (payment: Payment, owedMinor: number): number =>
  Math.min(owedMinor, untakenMinor(payment));

/** So much of it will not be taken. */
export function waive(payment: Payment, minor: number, now: Date): Payment {
  return minor === 0 ? payment : changed(payment, { waivedMinor: payment.waivedMinor + minor }, now);
}

/** From now on all of it is to be released and given back. */
export function callOff(payment: Payment, reason: string): Payment {
  return payment.calledOffBecause === null ? { ...payment, calledOffBecause: reason } : payment;
}

/** It ends without anybody having been asked. */
export function cancelUnasked(payment: Payment, now: Date): Payment {
  return changed(payment, { status: payment.declineCode === null ? 'CANCELLED' : 'FAILED' }, now);
}

/** It ends because the provider would not even make it. */
export function declineUnasked(payment: Payment, declineCode: string | null, now: Date): Payment {
  return cancelUnasked({ ...payment, declineCode: declineCode ?? 'do_not_honour' }, now);
}

/** What the status is when nothing is on its way, by the amounts. */
export function settledStatus(payment: Payment): PaymentStatus {
  const { capturedMinor, refundedMinor, declineCode } = payment;
  if (capturableMinor(payment) > 0) return 'AUTHORISED';
  if (capturedMinor === 0) return declineCode === null ? 'CANCELLED' : 'FAILED';
  if (refundedMinor === 0) return 'COMPLETED';
  return refundedMinor < capturedMinor ? 'PARTIALLY_REFUNDED' : 'REFUNDED';
}

/** A capture that changed nothing is over. */
export function endCapture(payment: Payment, now: Date): Payment {
  return payment.status === 'PROCESSING' ? changed(payment, { status: settledStatus(payment) }, now) : payment;
}

/** Why it failed or was called off, as a sentence for the customer. */
export function failureReason({ status, declineCode, calledOffBecause }: Payment): string | null {
  if (declineCode !== null) return reasonOf(declineCode);
  return status === 'CANCELLED' ? calledOffBecause : null;
}

/** A provider speaks of another payment than we made. */
export class ProviderMismatch extends Error {}

/** A payment would take a step that there is not, such as being taken after it was called off. */
export class ImpossibleStep extends Error {
  readonly paymentId: string;
  readonly from: PaymentStatus;

  constructor(
    { id, status }: Payment,
    readonly to: PaymentStatus,
  ) {
    super(`a payment that is ${status} cannot become ${to}`);
    this.paymentId = id;
    this.from = status;
  }
}

/**
 * What a state of the provider does to the payment: its new states one after the other, each with one version more, and
 * the last. A state that is no later than the one known changes nothing, so it does not matter in which order they come
 * and how often. @throws ProviderMismatch for another amount, currency or transaction | ImpossibleStep for a later state
 * that cannot follow
 */
export function advance(payment: Payment, state: ProviderState, now: Date): { steps: Payment[]; last: Payment } {
  checkSame(payment, state);
  if (state.version <= payment.providerVersion) return { steps: [], last: payment };
  const { transactionId, version: providerVersion } = state;
  const steps: Payment[] = [];
  let last: Payment = { ...payment, transactionId, providerVersion };
  const step = (change: Partial<Payment>): void => {
    last = changed(last, change, now);
    steps.push(last);
  };
  const settled = (change: Partial<Payment>): void => {
    const next = { ...last, ...change };
    step({ ...change, status: settledStatus(next), nextActionUrl: null });
  };

  if (state.status === 'REQUIRES_ACTION' && last.status === 'PENDING' && last.calledOffBecause === null) {
    step({ status: 'REQUIRES_ACTION', nextActionUrl: state.nextActionUrl });
  }
  const authorisedMinor = Math.max(state.authorisedMinor, state.capturedMinor);
  if (isUndecided(last) && last.authorisedMinor === 0 && authorisedMinor > 0) {
    // What is being called off tells nobody that it could be taken.
    step({ authorisedMinor, nextActionUrl: null, ...(last.calledOffBecause === null && { status: 'AUTHORISED' }) });
  }
  if (state.capturedMinor > last.capturedMinor) {
    const { capturedMinor } = state;
    settled({ capturedMinor, authorisedMinor: Math.max(last.authorisedMinor, capturedMinor) });
  }
  if (state.refundedMinor > last.refundedMinor) settled({ refundedMinor: state.refundedMinor });
  const declined = {
    declineCode: last.declineCode ?? state.declineCode,
    isRetryable: last.declineCode === null ? state.isRetryable : last.isRetryable,
  };
  const isClosed = state.status === 'DECLINED' || state.status === 'CANCELLED';
  if (state.authorisedMinor < last.authorisedMinor || (isClosed && isUndecided(last))) {
    settled({ authorisedMinor: state.authorisedMinor, ...declined });
  }
  return { steps, last };
}

function checkSame(payment: Payment, state: ProviderState): void {
  const isOther =
    state.amountMinor !== payment.amountMinor ||
    state.currency !== payment.currency ||
    (payment.transactionId !== null && state.transactionId !== payment.transactionId);
  if (isOther) throw new ProviderMismatch(`The provider's state is of another payment than ${payment.id}`);
}

function changed(payment: Payment, change: Partial<Payment>, now: Date): Payment {
  const { status = payment.status } = change;
  if (status !== payment.status && !transitions[payment.status].includes(status)) {
    throw new ImpossibleStep(payment, status);
  }
  return { ...payment, ...change, version: payment.version + 1, updatedAt: now };
}

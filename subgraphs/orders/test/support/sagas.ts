import type { CheckoutStep, CheckoutStepName } from '@marquee/shared/events';
import { newId } from '@marquee/shared/ids';
import { answerSaga, type StepAnswer } from '../../src/saga/domain/answerSaga';
import { beginSaga, type PlannedStep, type SagaPlan } from '../../src/saga/domain/beginSaga';
import { defaultPatience, type Timing } from '../../src/saga/domain/patience';
import type { Progress, SagaStep, StepTaker } from '../../src/saga/domain/saga';

export const noon = new Date('2030-07-03T12:00:00.000Z');
export const seconds = (count: number) => new Date(noon.getTime() + count * 1_000);

/** With this random number every wait is as long as it can be. */
export const at = (now: Date): Timing => ({ now, patience: defaultPatience, random: () => 1 });

const eur = (minor: number) => ({ minor, currency: 'EUR' });
const expiresAt = '2030-07-03T12:30:00.000Z';

const requests: { readonly [Name in CheckoutStepName]: Extract<CheckoutStep, { name: Name }> } = {
  RESERVE_STOCK: {
    name: 'RESERVE_STOCK',
    lines: [{ itemId: 'bok_1', quantity: 1, unitPrice: eur(1200) }],
    expiresAt,
  },
  RESERVE_SEATS: {
    name: 'RESERVE_SEATS',
    bookingId: 'bkg_1',
    holdId: 'hld_1',
    expectedTotal: eur(2400),
    expiresAt,
  },
  RESERVE_KITCHEN: {
    name: 'RESERVE_KITCHEN',
    foodOrderId: 'ford_1',
    restaurantId: 'rst_1',
    lines: [{ menuItemId: 'mni_1', quantity: 1, optionIds: [], unitPrice: eur(1100) }],
    fulfilment: 'PICKUP',
    deliveryAddress: null,
    seatBookingId: null,
    tip: null,
    note: null,
    expectedTotal: eur(1100),
  },
  AUTHORISE_PAYMENT: {
    name: 'AUTHORISE_PAYMENT',
    paymentId: 'pay_1',
    subjectId: 'ord_1',
    paymentMethodId: 'pmt_1',
    amount: eur(4700),
  },
  CONFIRM_STOCK: { name: 'CONFIRM_STOCK' },
  CONFIRM_SEATS: { name: 'CONFIRM_SEATS', bookingId: 'bkg_1' },
  CONFIRM_KITCHEN: { name: 'CONFIRM_KITCHEN', foodOrderId: 'ford_1' },
  CAPTURE_PAYMENT: { name: 'CAPTURE_PAYMENT', paymentId: 'pay_1' },
  REFUND_PAYMENT: {
    name: 'REFUND_PAYMENT',
    paymentId: 'pay_1',
    amount: eur(1100),
    reference: 'ford_1',
    reason: 'The kitchen is closed.',
  },
};

const takers: Readonly<Record<string, StepTaker>> = {
  STOCK: 'catalog',
  SEATS: 'booking',
  KITCHEN: 'food',
  PAYMENT: 'payments',
};

export function takerOf(name: CheckoutStepName): StepTaker {
  const taker = takers[name.split('_')[1] ?? ''];
  if (taker === undefined) throw new Error(`nobody takes ${name}`);
  return taker;
}

export function aStep(name: CheckoutStepName, more: Partial<PlannedStep> = {}): PlannedStep {
  return { subgraph: takerOf(name), request: requests[name], ...more };
}

export type Stages = readonly (readonly CheckoutStepName[])[];

/** Seats, a dish and a book, paid at once. */
export const wholeBasket: Stages = [
  ['RESERVE_STOCK', 'RESERVE_SEATS', 'RESERVE_KITCHEN'],
  ['AUTHORISE_PAYMENT'],
  ['CONFIRM_STOCK', 'CONFIRM_SEATS', 'CONFIRM_KITCHEN'],
  ['CAPTURE_PAYMENT'],
];

/** A book and seats. */
export const smallBasket: Stages = [
  ['RESERVE_STOCK', 'RESERVE_SEATS'],
  ['AUTHORISE_PAYMENT'],
  ['CONFIRM_STOCK', 'CONFIRM_SEATS'],
  ['CAPTURE_PAYMENT'],
];

export function aPlan(stages: Stages, more: Partial<SagaPlan> = {}): SagaPlan {
  return {
    sagaId: newId('checkoutSaga'),
    kind: 'CHECKOUT',
    subjectId: newId('order'),
    customerId: newId('user'),
    traceId: null,
    stages: stages.map((names) => names.map((name) => aStep(name))),
    ...more,
  };
}

/** A saga that began at noon. */
export const aSaga = (stages: Stages = smallBasket, more: Partial<SagaPlan> = {}): Progress =>
  beginSaga(aPlan(stages, more), at(noon));

export const refusal = {
  code: 'PAYMENT_DECLINED',
  message: 'The card was declined.',
  type: 'ValidationError',
  details: {},
};

export const done = (step: CheckoutStepName): StepAnswer => ({ step, action: 'DO', outcome: { kind: 'DONE' } });
export const refused = (step: CheckoutStepName): StepAnswer => ({
  step,
  action: 'DO',
  outcome: { kind: 'REFUSED', refusal },
});
export const waiting = (step: CheckoutStepName, until: Date): StepAnswer => ({
  step,
  action: 'DO',
  outcome: { kind: 'WAITING', until: until.toISOString() },
});
export const undone = (step: CheckoutStepName): StepAnswer => ({ step, action: 'UNDO', outcome: { kind: 'DONE' } });

/** What a saga has come to after these answers, at noon unless a time is given. */
export function after(progress: Progress, answers: readonly StepAnswer[], now: Date = noon): Progress {
  return answers.reduce((before, answer) => answerSaga(before, answer, at(now)), progress);
}

/** The state of each step by name. */
export function statesOf({ steps }: { readonly steps: readonly SagaStep[] }): Record<string, string> {
  return Object.fromEntries(steps.map(({ name, state }) => [name, state]));
}

export function stepOf({ steps }: Progress, name: CheckoutStepName): SagaStep {
  const step = steps.find((candidate) => candidate.name === name);
  if (step === undefined) throw new Error(`the saga has no step ${name}`);
  return step;
}

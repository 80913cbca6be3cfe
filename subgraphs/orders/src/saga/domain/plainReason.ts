import type { CheckoutStepName } from '@marquee/shared/events';
import type { SagaFailure } from './saga';

/** The codes whose sentences are written for customers; every other one speaks of how the parts work. */
const toldAsTheyAre: ReadonlySet<string> = new Set([
  'CALLED_OFF',
  'HOLD_EXPIRED',
  'HOLD_LIMIT',
  'INSUFFICIENT_STOCK',
  'ITEM_UNAVAILABLE',
  'MINIMUM_NOT_MET',
  'PAYMENT_DECLINED',
  'PRICE_CHANGED',
  'RESERVATION_EXPIRED',
  'RESTAURANT_CLOSED',
  'SEAT_UNAVAILABLE',
  'SHOWING_CLOSED',
]);

const plain: Readonly<Record<CheckoutStepName, string>> = {
  RESERVE_STOCK: 'The goods could not be reserved.',
  RESERVE_SEATS: 'The seats could not be booked.',
  RESERVE_KITCHEN: 'The restaurant could not take the dishes.',
  AUTHORISE_PAYMENT: 'The payment could not be made: choose another payment method.',
  CONFIRM_STOCK: 'The goods could not be kept.',
  CONFIRM_SEATS: 'The seats could not be kept.',
  CONFIRM_KITCHEN: 'The restaurant could not take the dishes.',
  CAPTURE_PAYMENT: 'The money could not be taken.',
  REFUND_PAYMENT: 'The money could not be given back.',
};

/** Why a saga goes back, as one sentence for its customer; what exactly was said stays with the step. */
export function plainReason({ step, code, message }: SagaFailure): string {
  // What is wrong with a payment method, its customer has to know.
  const isOfMethod = step === 'AUTHORISE_PAYMENT' && code === 'VALIDATION';
  return step === null || isOfMethod || toldAsTheyAre.has(code) ? message : plain[step];
}

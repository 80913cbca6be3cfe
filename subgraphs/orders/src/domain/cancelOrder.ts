import { Conflict } from '@marquee/shared/errors';
import type { Order } from './order';
import { stateOf } from './order';
import { type Actor, checkTransition } from './orderStatus';

/** What became of the parts of an order that others keep. */
export interface Fates {
  readonly booking: { readonly status: string; readonly startsAt: Date } | null;
  readonly foodOrder: { readonly status: string } | null;
}

const path = ['input', 'orderId'];
const inKitchen = ['PREPARING', 'READY', 'PICKED_UP', 'DELIVERED'];

/** A part of it cannot be called off any more. */
class TooLateToCancel extends Conflict {
  constructor(from: string, sentence: string) {
    super('INVALID_TRANSITION', sentence, {
      type: 'InvalidTransitionError',
      path,
      details: { from, to: 'CANCELLED', allowed: [] },
    });
  }
}

/**
 * Does nothing when the whole order may be called off: nothing is shipped, its seats can be given back by the rule of
 * the cinema, and nobody cooks yet.
 * @throws InvalidTransition | TooLateToCancel
 */
export function checkCancellable(
  order: Order,
  { booking, foodOrder }: Fates,
  rule: { readonly actors: readonly Actor[]; readonly seatsUntilMs: number; readonly now: Date },
): void {
  checkTransition(stateOf(order), 'CANCELLED', rule.actors, path);
  if (booking?.status === 'CHECKED_IN') throw new TooLateToCancel(order.status, 'Somebody has been let in already.');
  if (booking?.status === 'CONFIRMED' && booking.startsAt.getTime() - rule.seatsUntilMs <= rule.now.getTime()) {
    throw new TooLateToCancel(order.status, 'The film begins too soon to give the seats back.');
  }
  if (foodOrder !== null && inKitchen.includes(foodOrder.status)) {
    throw new TooLateToCancel(order.status, 'The kitchen is at it already.');
  }
}

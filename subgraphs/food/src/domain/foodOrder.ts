import type { Address } from '@marquee/shared/address';
import { Forbidden, InvalidInput } from '@marquee/shared/errors';
import { CancellationWindowClosed } from './errors';
import {
  type Actor,
  allowedTransitions,
  cameToNothing,
  checkTransition,
  type FoodOrderStatus,
  type Fulfilment,
  isAwaitingFood,
} from './foodOrderStatus';

/**
 * How it is paid: when it is handed over; before the kitchen sees it, by a means of the customer's; or before that, by
 * the order that it is part of.
 */
export type FoodOrderPayment = 'ON_HANDOVER' | 'BY_METHOD' | 'BY_ORDER';

/** An order of one customer at one restaurant. Amounts are minor units of `currency`. */
export interface FoodOrder {
  readonly id: string;
  readonly number: string;
  readonly customerId: string;
  readonly restaurantId: string;
  readonly fulfilment: Fulfilment;
  readonly deliveryAddress: Address | null;
  /** To whose seats it is brought; null unless it is. */
  readonly seatBookingId: string | null;
  readonly note: string | null;
  readonly currency: string;
  readonly subtotalMinor: number;
  readonly deliveryFeeMinor: number;
  readonly tipMinor: number;
  readonly totalMinor: number;
  readonly status: FoodOrderStatus;
  readonly payment: FoodOrderPayment;
  /** Until when it waits for its payment; null when it does not wait, or as long as its order does. */
  readonly paymentDueAt: Date | null;
  /** Since when the kitchen sees it; null while and where it was never paid. */
  readonly placedAt: Date | null;
  /** As last reported; it may lie behind by now, see `shownReadyAt`. */
  readonly estimatedReadyAt: Date | null;
  /** 1 when made, one more with every change. */
  readonly version: number;
  readonly createdAt: Date;
  /** When it last changed. */
  readonly updatedAt: Date;
}

/** One status of an order; `version` is the order's at that step. */
export interface FoodOrderTimelineEntry {
  readonly orderId: string;
  readonly version: number;
  readonly status: FoodOrderStatus;
  readonly note: string | null;
  readonly at: Date;
}

/** A step that staff report, or with the status that the order has, another estimate. */
export interface StaffReport {
  readonly status: FoodOrderStatus;
  readonly estimatedReadyAt: Date | null;
  readonly note: string | null;
}

const minuteMs = 60_000;
const farthestEstimateMs = 24 * 60 * minuteMs;
const estimatePath = ['input', 'estimatedReadyAt'];

/**
 * The order after the step that staff with these duties report. Without an estimate of theirs, accepting starts the
 * restaurant's usual time; once there is nothing left to cook there is no estimate. The estimate alone moves with a
 * report of the status that the order has; the very order comes back when it is the same estimate.
 * @throws InvalidTransition | Forbidden | InvalidInput for an estimate that cannot be
 */
export function moveFoodOrder(
  order: FoodOrder,
  report: StaffReport,
  duties: readonly Actor[],
  prepMinutes: number,
  now: Date,
): FoodOrder {
  if (isEstimateAlone(order, report)) return moveEstimate(order, report, duties, now);
  checkTransition(order, report.status, duties);
  checkEstimate(report, now);
  return step(order, report.status, estimateAfter(order, report, prepMinutes, now), now);
}

/** The order cancelled by its customer. @throws CancellationWindowClosed once the kitchen cooks, or all is over. */
export function cancelFoodOrder(order: FoodOrder, now: Date): FoodOrder {
  if (!allowedTransitions(order, ['CUSTOMER']).includes('CANCELLED')) throw new CancellationWindowClosed();
  return step(order, 'CANCELLED', null, now);
}

/**
 * The order once it is paid: the kitchen sees it, and its usual time starts. What the kitchen has already stays.
 * @throws InvalidTransition for an order that came to nothing
 */
export function payFoodOrder(order: FoodOrder, prepMinutes: number, now: Date): FoodOrder {
  if (order.placedAt !== null && !cameToNothing(order.status)) return order;
  checkTransition(order, 'PLACED', ['PAYMENT']);
  return { ...step(order, 'PLACED', readyAfter(prepMinutes, now), now), placedAt: now };
}

/**
 * The order when there will be no payment for it, however far it has come. One that is over stays as it is, and so does
 * one that is paid when it is handed over: it never depended on the payment.
 */
export function dropFoodOrder(order: FoodOrder, now: Date): FoodOrder {
  const isDropped = order.payment !== 'ON_HANDOVER' && allowedTransitions(order, ['PAYMENT']).includes('CANCELLED');
  return isDropped ? step(order, 'CANCELLED', null, now) : order;
}

/** When the food should be ready if the kitchen starts now. */
export function readyAfter(prepMinutes: number, now: Date): Date {
  return new Date(now.getTime() + prepMinutes * minuteMs);
}

/** The estimate to show: one that has passed without the food being ready is "any moment now". */
export function shownReadyAt({ status, estimatedReadyAt }: FoodOrder, now: Date): Date | null {
  if (!isAwaitingFood(status) || estimatedReadyAt === null) return null;
  return estimatedReadyAt < now ? now : estimatedReadyAt;
}

/** Before the kitchen has accepted it there is nothing that it has promised. */
function isEstimateAlone(order: FoodOrder, { status, estimatedReadyAt }: StaffReport): boolean {
  return status === order.status && estimatedReadyAt !== null && isAwaitingFood(status) && status !== 'PLACED';
}

function moveEstimate(order: FoodOrder, report: StaffReport, duties: readonly Actor[], now: Date): FoodOrder {
  if (!duties.includes('KITCHEN')) throw new Forbidden('Only the kitchen says when food is ready.', estimatePath);
  // A note stands on the timeline beside the status it was given with, and there is none here.
  if (report.note !== null) throw new InvalidInput('A new estimate alone takes no note.', ['input', 'note']);
  checkEstimate(report, now);
  if (report.estimatedReadyAt?.getTime() === order.estimatedReadyAt?.getTime()) return order;
  return step(order, order.status, report.estimatedReadyAt, now);
}

function step(order: FoodOrder, status: FoodOrderStatus, estimatedReadyAt: Date | null, now: Date): FoodOrder {
  return { ...order, status, estimatedReadyAt, version: order.version + 1, updatedAt: now };
}

function checkEstimate({ status, estimatedReadyAt }: StaffReport, now: Date): void {
  if (estimatedReadyAt === null) return;
  if (!isAwaitingFood(status))
    throw new InvalidInput(`There is nothing to estimate when an order is ${status}.`, estimatePath);
  if (estimatedReadyAt < now) throw new InvalidInput('The estimate must not lie in the past.', estimatePath);
  if (estimatedReadyAt.getTime() > now.getTime() + farthestEstimateMs) {
    throw new InvalidInput('The estimate must be within 24 hours.', estimatePath);
  }
}

function estimateAfter(order: FoodOrder, report: StaffReport, prepMinutes: number, now: Date): Date | null {
  if (!isAwaitingFood(report.status)) return null;
  if (report.estimatedReadyAt !== null) return report.estimatedReadyAt;
  const isStarting = report.status === 'ACCEPTED' || order.estimatedReadyAt === null;
  if (isStarting) return readyAfter(prepMinutes, now);
  return order.estimatedReadyAt < now ? now : order.estimatedReadyAt;
}

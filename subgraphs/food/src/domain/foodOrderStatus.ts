import { Forbidden, InvalidTransition } from '@marquee/shared/errors';

export const foodOrderStatuses = [
  'AWAITING_PAYMENT',
  'PLACED',
  'ACCEPTED',
  'REJECTED',
  'PREPARING',
  'READY',
  'PICKED_UP',
  'DELIVERED',
  'CANCELLED',
  'FAILED',
] as const;
export type FoodOrderStatus = (typeof foodOrderStatuses)[number];

export type Fulfilment = 'DELIVERY' | 'PICKUP' | 'DINE_IN' | 'TO_SEAT';

/**
 * Who may take a step: the customer, staff by their duty at the order's restaurant, or nobody by hand: what becomes of
 * the payment.
 */
export type Actor = 'CUSTOMER' | 'KITCHEN' | 'COURIER' | 'PAYMENT';

interface Step {
  readonly to: FoodOrderStatus;
  readonly by: readonly Actor[];
  /** Only for an order that is fulfilled so; any when left out. */
  readonly only?: readonly Fulfilment[];
}

const kitchen: readonly Actor[] = ['KITCHEN'];
const anyStaff: readonly Actor[] = ['KITCHEN', 'COURIER'];
const callsOff: Step = { to: 'CANCELLED', by: ['CUSTOMER', 'PAYMENT'] };
/** However far it has come: nobody pays for it any more. */
const unpaid: Step = { to: 'CANCELLED', by: ['PAYMENT'] };

/** Every step there is. A status without a step is final. */
const steps: Readonly<Record<FoodOrderStatus, readonly Step[]>> = {
  AWAITING_PAYMENT: [{ to: 'PLACED', by: ['PAYMENT'] }, callsOff],
  PLACED: [{ to: 'ACCEPTED', by: kitchen }, { to: 'REJECTED', by: kitchen }, callsOff],
  ACCEPTED: [{ to: 'PREPARING', by: kitchen }, { to: 'REJECTED', by: kitchen }, callsOff],
  PREPARING: [{ to: 'READY', by: kitchen }, { to: 'FAILED', by: kitchen }, unpaid],
  READY: [
    { to: 'PICKED_UP', by: anyStaff },
    // Handed over at the counter, the table or the seat: no courier is on the way with it.
    { to: 'DELIVERED', by: kitchen, only: ['PICKUP', 'DINE_IN', 'TO_SEAT'] },
    { to: 'FAILED', by: anyStaff },
    unpaid,
  ],
  PICKED_UP: [{ to: 'DELIVERED', by: anyStaff }, { to: 'FAILED', by: anyStaff }, unpaid],
  REJECTED: [],
  DELIVERED: [],
  CANCELLED: [],
  FAILED: [],
};

interface OrderState {
  readonly status: FoodOrderStatus;
  readonly fulfilment: Fulfilment;
}

/** The statuses that one of these actors may give the order next. */
export function allowedTransitions(order: OrderState, actors: readonly Actor[]): FoodOrderStatus[] {
  return stepsFrom(order)
    .filter(({ by }) => by.some((actor) => actors.includes(actor)))
    .map(({ to }) => to);
}

/**
 * Does nothing when one of the actors may take this step.
 * @throws InvalidTransition when nobody on the staff may | Forbidden when only another duty may
 */
export function checkTransition(order: OrderState, to: FoodOrderStatus, actors: readonly Actor[]): void {
  const allowed = allowedTransitions(order, actors);
  if (allowed.includes(to)) return;
  if (allowedTransitions(order, anyStaff).includes(to)) {
    throw new Forbidden('This step is for the kitchen of the restaurant.', ['input', 'status']);
  }
  throw new InvalidTransition('An order', { from: order.status, to, allowed });
}

/** Whether the food is still to be cooked, so that there is a time to estimate. */
export function isAwaitingFood(status: FoodOrderStatus): boolean {
  return status === 'PLACED' || status === 'ACCEPTED' || status === 'PREPARING';
}

/** Whether the kitchen has said that it will cook it and nobody has fetched it, so that a courier may still be found. */
export function isUntilPickUp(status: FoodOrderStatus): boolean {
  return status === 'ACCEPTED' || status === 'PREPARING' || status === 'READY';
}

/** Whether the kitchen still has something to do with it. */
export function isInKitchen(status: FoodOrderStatus): boolean {
  return isAwaitingFood(status) || status === 'READY';
}

/** Whether a courier may be on the way with it, or to it. */
export function isWithCourier(status: FoodOrderStatus): boolean {
  return status === 'READY' || status === 'PICKED_UP';
}

/** Whether it ended without the customer getting anything. */
export function cameToNothing(status: FoodOrderStatus): boolean {
  return status === 'REJECTED' || status === 'CANCELLED' || status === 'FAILED';
}

/** Whether nothing more will happen to it. */
export function isFinal(status: FoodOrderStatus): boolean {
  return steps[status].length === 0;
}

function stepsFrom({ status, fulfilment }: OrderState): readonly Step[] {
  return steps[status].filter(({ only }) => only === undefined || only.includes(fulfilment));
}

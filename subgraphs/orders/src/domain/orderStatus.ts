import { InvalidTransition } from '@marquee/shared/errors';

export const orderStatuses = [
  'PENDING',
  'AWAITING_PAYMENT',
  'CONFIRMED',
  'PROCESSING',
  'SHIPPED',
  'DELIVERED',
  'CANCELLED',
  'FAILED',
  'PARTIALLY_REFUNDED',
  'REFUNDED',
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/** Who moves an order: its customer, or those who send it. */
export type Actor = 'CUSTOMER' | 'STAFF';

/** What decides which step there is. */
export interface OrderState {
  readonly status: OrderStatus;
  /** Whether there is anything in it to be sent. */
  readonly hasGoods: boolean;
  readonly isShipped: boolean;
  /** It stays so when its money is given back afterwards. */
  readonly isDelivered: boolean;
}

interface Step {
  readonly to: OrderStatus;
  readonly by: readonly Actor[];
  /** What must hold for the order; nothing when left out. */
  readonly when?: (order: OrderState) => boolean;
}

const anybody: readonly Actor[] = ['CUSTOMER', 'STAFF'];
const staff: readonly Actor[] = ['STAFF'];

const isHere = ({ isShipped, isDelivered }: OrderState): boolean => !isShipped && !isDelivered;

const cancelling: Step = { to: 'CANCELLED', by: anybody, when: isHere };
const shipping: Step = { to: 'SHIPPED', by: staff, when: (order) => order.hasGoods && isHere(order) };
/** Handed over: what was shipped, or what is not sent at all. */
const delivering: Step = {
  to: 'DELIVERED',
  by: staff,
  when: ({ hasGoods, isShipped, isDelivered }) => !isDelivered && (isShipped || !hasGoods),
};

/** Every step that somebody takes; the others are those of a checkout and of refunds. */
const steps: Readonly<Record<OrderStatus, readonly Step[]>> = {
  PENDING: [cancelling],
  AWAITING_PAYMENT: [cancelling],
  CONFIRMED: [{ to: 'PROCESSING', by: staff }, shipping, delivering, cancelling],
  PROCESSING: [shipping, delivering, cancelling],
  SHIPPED: [delivering],
  // What is left of it is still on its way to the customer, unless it has been there before.
  PARTIALLY_REFUNDED: [{ to: 'PROCESSING', by: staff, when: isHere }, shipping, delivering, cancelling],
  DELIVERED: [],
  CANCELLED: [],
  FAILED: [],
  REFUNDED: [],
};

/** The statuses that one of these actors may give the order next. */
export function allowedTransitions(order: OrderState, actors: readonly Actor[]): OrderStatus[] {
  return steps[order.status]
    .filter(({ by, when }) => by.some((actor) => actors.includes(actor)) && (when?.(order) ?? true))
    .map(({ to }) => to);
}

/** Does nothing when one of the actors may take this step. @throws InvalidTransition */
export function checkTransition(
  order: OrderState,
  to: OrderStatus,
  actors: readonly Actor[],
  path?: readonly string[],
): void {
  const allowed = allowedTransitions(order, actors);
  if (!allowed.includes(to)) throw new InvalidTransition('An order', { from: order.status, to, allowed }, path);
}

/** Whether its money was taken and it is not called off as a whole. */
export function isPaid(status: OrderStatus): boolean {
  return (
    status === 'CONFIRMED' ||
    status === 'PROCESSING' ||
    status === 'SHIPPED' ||
    status === 'DELIVERED' ||
    status === 'PARTIALLY_REFUNDED'
  );
}

/** Whether its checkout is not decided yet. */
export function isOpen(status: OrderStatus): boolean {
  return status === 'PENDING' || status === 'AWAITING_PAYMENT';
}

import type { Address } from '@marquee/shared/address';
import type { OrderState, OrderStatus } from './orderStatus';

/** What a customer bought in one go. Amounts are minor units of `currency`. */
export interface Order {
  readonly id: string;
  readonly number: string;
  readonly customerId: string;
  readonly status: OrderStatus;
  readonly currency: string;
  readonly subtotalMinor: number;
  readonly discountMinor: number;
  readonly shippingMinor: number;
  /** The part of the shipping that a restaurant takes. */
  readonly deliveryFeeMinor: number;
  /** Contained in the total. */
  readonly taxMinor: number;
  readonly totalMinor: number;
  /** What the customer got back, or need not pay any more. */
  readonly refundedMinor: number;
  readonly shippingAddress: Address | null;
  readonly billingAddress: Address | null;
  /** Of the seats and of the dishes in it; drawn when the order is made, before they are there. */
  readonly bookingId: string | null;
  readonly foodOrderId: string | null;
  /** Of a checkout drawn when the order is made; of one that is paid later told by payments. */
  readonly paymentId: string | null;
  /** The saga that it stands and falls with. */
  readonly sagaId: string;
  /** Whether it was made of a basket, which its customer gets back when it fails. */
  readonly isOfBasket: boolean;
  /** Whether the customer pays it by a step of their own. */
  readonly isPaidLater: boolean;
  /** Until when that payment is awaited; null when none is. */
  readonly payBy: Date | null;
  readonly hasGoods: boolean;
  readonly isShipped: boolean;
  readonly isDelivered: boolean;
  /** 1 when made, one more with every change. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export type OrderLineKind = 'ITEM' | 'SEATS' | 'DISH' | 'TIP';

/** A line with the title and price it was bought at. */
export interface OrderLine {
  readonly id: string;
  readonly orderId: string;
  /** From 0, in the order of the basket. */
  readonly position: number;
  readonly kind: OrderLineKind;
  /** The item, the hold or the menu item; null for a tip. */
  readonly subjectId: string | null;
  /** Of a dish, in the order of ids. */
  readonly optionIds: readonly string[];
  /** What the kitchen is to know of a dish. */
  readonly note: string | null;
  readonly title: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  readonly amountMinor: number;
  /** Its share of the coupons. */
  readonly discountMinor: number;
  readonly currency: string;
}

export interface OrderTimelineEntry {
  readonly orderId: string;
  /** The order's at that step. */
  readonly version: number;
  readonly status: OrderStatus;
  readonly actor: TimelineActor;
  readonly note: string | null;
  readonly at: Date;
}

/** SYSTEM is the checkout itself, and what others told. */
export type TimelineActor = 'CUSTOMER' | 'STAFF' | 'SYSTEM';

export interface Shipment {
  readonly id: string;
  readonly orderId: string;
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly shippedAt: Date | null;
  readonly deliveredAt: Date | null;
}

/** The order after a step; all changes go through here, so that none is without a new version. */
export function changeOrder(order: Order, change: Partial<Order>, now: Date): Order {
  return { ...order, ...change, version: order.version + 1, updatedAt: now };
}

/** Whether its customer can pay it now by a step of their own. */
export function isPayable({ status, isPaidLater, payBy }: Pick<Order, 'status' | 'isPaidLater' | 'payBy'>): boolean {
  return status === 'AWAITING_PAYMENT' && isPaidLater && payBy !== null;
}

export const stateOf = ({ status, hasGoods, isShipped, isDelivered }: Order): OrderState => ({
  status,
  hasGoods,
  isShipped,
  isDelivered,
});

/** What of an order can be called off by itself. */
export type RefundablePart = 'SEATS' | 'DISHES';

/** What was paid for the part: its lines less the coupons; of dishes also the way to the door, and the tip. */
export function paidForMinor(
  { deliveryFeeMinor }: Pick<Order, 'deliveryFeeMinor'>,
  lines: readonly Pick<OrderLine, 'kind' | 'amountMinor' | 'discountMinor'>[],
  part: RefundablePart,
): number {
  const kinds: readonly OrderLineKind[] = part === 'SEATS' ? ['SEATS'] : ['DISH', 'TIP'];
  const paid = lines
    .filter(({ kind }) => kinds.includes(kind))
    .reduce((sum, { amountMinor, discountMinor }) => sum + amountMinor - discountMinor, 0);
  return part === 'SEATS' ? paid : paid + deliveryFeeMinor;
}

/** The status of a paid order of which so much was given back. */
export function statusAfterRefund({ totalMinor }: Pick<Order, 'totalMinor'>, refundedMinor: number): OrderStatus {
  return refundedMinor >= totalMinor ? 'REFUNDED' : 'PARTIALLY_REFUNDED';
}

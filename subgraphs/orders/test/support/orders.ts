import { randomUUID } from 'node:crypto';
import type { Viewer } from '@marquee/shared/auth';
import { newId } from '@marquee/shared/ids';
import { eventually } from '@marquee/shared/testing';
import { aBook, adds, aHold, aPizza, cartOf } from './baskets';
import type { OrdersBed } from './ordersBed';

export const aKey = () => randomUUID();
export const home = { recipient: 'Ann', line1: '14 Capel Street', city: 'Dublin', country: 'IE' };
export const aMethod = () => newId('paymentMethod');

const amount = '{ minor currency }';
export const orderFields = `
  id number status version customer { id } allowedTransitions
  lines {
    __typename id title quantity unitPrice ${amount} lineTotal ${amount}
    ... on CatalogOrderLine { item { id } } ... on SeatOrderLine { booking { id } }
    ... on FoodOrderLineItem { foodOrder { id } }
  }
  subtotal ${amount} discountTotal ${amount} shippingTotal ${amount} taxTotal ${amount} total ${amount}
  shippingAddress { line1 city country } billingAddress { line1 }
  shipments { id trackingNumber shippedAt deliveredAt }
  timeline { at status actor note }
  saga { id state steps { name subgraph state attempts error } }
  createdAt updatedAt`;
const problems = `errors {
  __typename code message path
  ... on NotFoundError { missingId }
  ... on PriceChangedError { expected ${amount} actual ${amount} }
  ... on InsufficientStockError { shortages { itemId requested available } }
  ... on VersionConflictError { currentVersion }
  ... on CouponNotApplicableError { reason }
  ... on InvalidTransitionError { from to allowed }
  ... on IdempotencyKeyReusedError { firstUsedAt }
}`;

interface Amount {
  readonly minor: number;
  readonly currency: string;
}

export interface ShownOrder {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly version: number;
  readonly allowedTransitions: readonly string[];
  readonly lines: readonly {
    readonly __typename: string;
    readonly id: string;
    readonly title: string;
    readonly quantity: number;
    readonly lineTotal: Amount;
    readonly booking?: { readonly id: string };
    readonly foodOrder?: { readonly id: string };
  }[];
  readonly total: Amount;
  readonly shipments: readonly { readonly id: string }[];
  readonly timeline: readonly { readonly status: string; readonly actor: string; readonly note: string | null }[];
  readonly saga: {
    readonly id: string;
    readonly state: string;
    readonly steps: readonly { readonly name: string; readonly state: string; readonly error: string | null }[];
  };
}

export interface OrderPayload {
  readonly order: ShownOrder | null;
  readonly replayed: boolean;
  readonly errors: readonly Record<string, unknown>[];
}

const inputs = {
  checkout: 'CheckoutInput',
  orderCreate: 'OrderCreateInput',
  orderCancel: 'OrderCancelInput',
  orderStatusSet: 'OrderStatusInput',
} as const;

/** A mutation of an order as it is answered. */
export async function orders(
  bed: OrdersBed,
  viewer: Viewer | null,
  field: keyof typeof inputs,
  input: Record<string, unknown>,
) {
  const query = `mutation ($input: ${inputs[field]}!) {
    payload: ${field}(input: $input) { replayed order { ${orderFields} } ${problems} }
  }`;
  const { data, errors } = await bed.ask<{ payload: OrderPayload | null } | null>(viewer, query, { input });
  return { payload: data?.payload ?? null, faults: errors };
}

/** The order of a mutation; a problem is a mistake of the test. */
export async function ordered(
  bed: OrdersBed,
  viewer: Viewer,
  field: keyof typeof inputs,
  input: Record<string, unknown>,
): Promise<ShownOrder> {
  const { payload, faults } = await orders(bed, viewer, field, input);
  if (payload?.order == null || payload.errors.length > 0) throw new Error(JSON.stringify(faults ?? payload));
  return payload.order;
}

/** The one problem of a mutation. @throws Error when it was not refused */
export async function orderRefusal(
  bed: OrdersBed,
  viewer: Viewer,
  field: keyof typeof inputs,
  input: Record<string, unknown>,
) {
  const { payload, faults } = await orders(bed, viewer, field, input);
  if (payload?.errors.length !== 1) throw new Error(`no refusal: ${JSON.stringify(faults ?? payload)}`);
  expect(payload.order).toBeNull();
  return payload.errors[0];
}

/** What pays the basket as it is, with everything that goes with it. */
export async function tillInput(bed: OrdersBed, buyer: Viewer, given: Record<string, unknown> = {}) {
  const cart = await cartOf(bed, buyer);
  if (cart === null) throw new Error('there is no basket');
  const hasDishes = cart.lines.some(({ __typename }) => __typename === 'FoodCartLine');
  const hasSeats = cart.lines.some(({ __typename }) => __typename === 'SeatCartLine');
  return {
    cartVersion: cart.version,
    expectedTotal: cart.total,
    paymentMethodId: aMethod(),
    shippingAddress: home,
    ...(hasDishes && { food: { fulfilment: hasSeats ? 'TO_SEAT' : 'DELIVERY' } }),
    idempotencyKey: aKey(),
    ...given,
  };
}

/** Two seats, a pizza to them and a book, in a basket of this customer's. */
export async function aWholeBasket(bed: OrdersBed, buyer: Viewer) {
  const [holdId, pizza, bookId] = [await aHold(bed, buyer), await aPizza(bed), await aBook(bed)];
  await adds(bed, buyer, { seatHoldId: holdId });
  await adds(bed, buyer, { menuItemId: pizza.menuItemId });
  await adds(bed, buyer, { catalogItemId: bookId });
  return { holdId, ...pizza, bookId };
}

/** The order of a whole basket, as it was answered. */
export async function aCheckout(bed: OrdersBed, buyer: Viewer, given: Record<string, unknown> = {}) {
  const basket = await aWholeBasket(bed, buyer);
  const order = await ordered(bed, buyer, 'checkout', await tillInput(bed, buyer, given));
  return { ...basket, order };
}

export async function orderOf(bed: OrdersBed, viewer: Viewer | null, id: string): Promise<ShownOrder | null> {
  const { data } = await bed.ask<{ order: ShownOrder | null }>(
    viewer,
    `query ($id: ID!) { order(id: $id) { ${orderFields} } }`,
    { id },
  );
  return data.order;
}

/** Waits until the order has that status. */
export async function untilOrder(bed: OrdersBed, viewer: Viewer, id: string, status: string): Promise<ShownOrder> {
  let found: ShownOrder | null = null;
  await eventually(async () => {
    found = await orderOf(bed, viewer, id);
    expect(found?.status).toBe(status);
  }, 20_000);
  if (found === null) throw new Error('there is no such order');
  return found;
}

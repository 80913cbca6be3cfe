import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Draw } from '@marquee/shared/seeding';
import type { Cinema } from './cinema';
import { type Answer, post } from './client';
import type { Kitchen } from './kitchen';

export interface Marketplace {
  readonly cinemas: readonly Cinema[];
  readonly kitchen: Kitchen;
  /** What is sold, by id. */
  readonly goods: readonly string[];
}

/** What the crowd did so far; `unknown` are calls whose answer never came, whatever became of them. */
export interface LoadCounts {
  browsed: number;
  held: number;
  ordered: number;
  cancelled: number;
  refused: number;
  unknown: number;
  readonly orderIds: string[];
}

export interface Buying {
  readonly url: string;
  readonly token: string;
  readonly places: Marketplace;
  readonly counts: LoadCounts;
  readonly draw: Draw;
  readonly endsAt: number;
}

interface Problem {
  readonly code: string;
  readonly actual?: { readonly minor: number; readonly currency: string };
}

/** Seven of ten customers pay; of the others one is declined, one when the money is taken, and one is told of twice. */
const cards = [
  ...Array.from({ length: 7 }, () => 'tok_visa'),
  'tok_declined_insufficient_funds',
  'tok_capture_declined',
  'tok_webhook_duplicate',
];

/** Browses seven times of ten, holds seats once, checks out three times of twenty and calls an order off once of twenty. */
export async function runBuyer(buying: Buying): Promise<void> {
  const { draw, endsAt } = buying;
  const orders: string[] = [];
  const methodId = await addCard(buying, draw.oneOf(cards));
  while (Date.now() < endsAt) {
    const drawn = draw.whole(0, 99);
    if (drawn < 70) await browse(buying);
    else if (drawn < 80) await holdSeats(buying);
    else if (drawn < 95) await checkOutSomething(buying, methodId, orders);
    else await callOff(buying, orders);
  }
}

/**
 * Asks again, with the same key, while no answer comes: a process may just be dead. Null when none came at all.
 * Anything that is not an answer to the operation itself counts as none.
 */
async function ask<T>({ url, token, counts }: Buying, query: string, variables: object): Promise<T | null> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const answer: Answer<T> | null = await post<T>(url, query, { ...variables }, { token }).catch(() => null);
    const isLost = answer === null || answer.errors.some(({ extensions }) => isTransient(extensions['code']));
    if (!isLost) return answer.data ?? null;
    counts.unknown += 1;
    await pause(300);
  }
  return null;
}

const isTransient = (code: unknown) => code === 'DOWNSTREAM_UNAVAILABLE' || code === 'INTERNAL_SERVER_ERROR';

async function addCard(buying: Buying, providerToken: string): Promise<string | null> {
  const query = `mutation ($input: PaymentMethodAddInput!) {
    paymentMethodAdd(input: $input) { paymentMethod { id } errors { code } }
  }`;
  const input = { kind: 'CARD', providerToken, makeDefault: true, idempotencyKey: randomUUID() };
  const data = await ask<{ paymentMethodAdd: { paymentMethod: { id: string } | null } }>(buying, query, { input });
  return data?.paymentMethodAdd?.paymentMethod?.id ?? null;
}

async function browse(buying: Buying): Promise<void> {
  const { draw, places, counts } = buying;
  const queries = [
    '{ products(first: 20) { nodes { id title price { minor } stock { available } } } }',
    '{ movies(first: 20) { nodes { id title } } }',
    '{ restaurants(first: 10) { nodes { id name menu { id price { minor } } } } }',
    `{ showing(id: "${draw.oneOf(places.cinemas).showingId}") { seatsAvailable seatStates { availability seat { id } } } }`,
    '{ orders(first: 10) { nodes { id status total { minor } } } }',
  ];
  await ask(buying, draw.oneOf(queries), {});
  counts.browsed += 1;
}

async function holdSeats(buying: Buying): Promise<string | null> {
  const { draw, places, counts } = buying;
  const query = `mutation ($input: SeatHoldCreateInput!) {
    seatHoldCreate(input: $input) { hold { id } errors { code } }
  }`;
  const showingId = draw.oneOf(places.cinemas).showingId;
  const input = { showingId, partySize: draw.whole(1, 2), idempotencyKey: randomUUID() };
  const data = await ask<{ seatHoldCreate: { hold: { id: string } | null } }>(buying, query, { input });
  if (data?.seatHoldCreate?.hold == null) counts.refused += 1;
  else counts.held += 1;
  return data?.seatHoldCreate?.hold?.id ?? null;
}

async function checkOutSomething(buying: Buying, methodId: string | null, orders: string[]): Promise<void> {
  const { draw, places, counts } = buying;
  const { kitchen, goods } = places;
  await ask(buying, 'mutation { cartClear { cart { id } errors { code } } }', {});
  const holdId = draw.happens(0.5) ? await holdSeats(buying) : null;
  const hasDish = draw.happens(0.5);
  const inputs = [
    { catalogItemId: draw.oneOf(goods), quantity: 1 },
    ...(holdId === null ? [] : [{ seatHoldId: holdId }]),
    ...(hasDish ? [{ menuItemId: kitchen.pizzaId }] : []),
  ];
  const add = `mutation ($input: CartLineAddInput!) {
    cartLineAdd(input: $input) { cart { version total { minor currency } } errors { code } }
  }`;
  type Added = { cartLineAdd: { cart: { version: number; total: { minor: number; currency: string } } | null } };
  let cart: Added['cartLineAdd']['cart'] = null;
  for (const input of inputs) {
    cart = (await ask<Added>(buying, add, { input }))?.cartLineAdd?.cart ?? cart;
  }
  if (cart === null || methodId === null) {
    counts.refused += 1;
    return;
  }
  const idempotencyKey = randomUUID();
  const input = {
    cartVersion: cart.version,
    expectedTotal: cart.total,
    paymentMethodId: methodId,
    shippingAddress: { line1: '3 Mill Lane', city: 'Dublin', country: 'IE' },
    ...(hasDish && { food: { fulfilment: 'PICKUP' } }),
    idempotencyKey,
  };
  const first = await checkOut(buying, input);
  const actual = first?.errors.find(({ code }) => code === 'PRICE_CHANGED')?.actual;
  const done =
    actual === undefined
      ? first
      : await checkOut(buying, { ...input, expectedTotal: actual, idempotencyKey: `${idempotencyKey}-2` });
  if (done?.order == null) {
    counts.refused += 1;
    return;
  }
  counts.ordered += 1;
  counts.orderIds.push(done.order.id);
  orders.push(done.order.id);
}

interface CheckedOut {
  readonly order: { readonly id: string } | null;
  readonly errors: readonly Problem[];
}

async function checkOut(buying: Buying, input: object): Promise<CheckedOut | null> {
  const query = `mutation ($input: CheckoutInput!) {
    checkout(input: $input) { order { id } errors { code ... on PriceChangedError { actual { minor currency } } } }
  }`;
  const data = await ask<{ checkout: CheckedOut | null }>(buying, query, { input });
  return data?.checkout ?? null;
}

async function callOff(buying: Buying, orders: string[]): Promise<void> {
  const { draw, counts } = buying;
  const [orderId] = orders.splice(draw.whole(0, Math.max(0, orders.length - 1)), 1);
  if (orderId === undefined) return;
  const query = `mutation ($input: OrderCancelInput!) {
    orderCancel(input: $input) { order { id status } errors { code } }
  }`;
  const input = { orderId, reason: 'another day', idempotencyKey: randomUUID() };
  const data = await ask<{ orderCancel: { errors: readonly Problem[] } | null }>(buying, query, { input });
  if (data?.orderCancel?.errors.length === 0) counts.cancelled += 1;
  else counts.refused += 1;
}

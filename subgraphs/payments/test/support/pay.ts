import { randomUUID } from 'node:crypto';
import type { Viewer } from '@marquee/shared/auth';
import { bookingCreatedV1, eventOf, foodOrderPlacedV1, orderCreatedV1 } from '@marquee/shared/events';
import { newId } from '@marquee/shared/ids';
import { eventually, someone } from '@marquee/shared/testing';
import type { PaymentsBed } from './paymentsBed';

export { someone };
export const aKey = () => randomUUID();
export const eur = (minor: number) => ({ minor, currency: 'EUR' });
export const aCustomer = () => someone();
/** Staff who may do everything with anybody's money. */
export const aTreasurer = () => someone('payments:read:any', 'payments:capture', 'payments:refund', 'ledger:read');

const money = '{ minor currency }';
export const paymentFields = `id transactionId status nextActionUrl failureReason
  amount ${money} authorised ${money} captured ${money} refunded ${money} refundable ${money}
  attempts { number provider outcome declineCode latencyMs } refunds { id status amount ${money} }`;
export const problems = `errors { __typename code message path
  ... on NotFoundError { missingId } ... on PaymentDeclinedError { declineCode retryable }
  ... on AmountExceededError { remaining ${money} } ... on PriceChangedError { expected ${money} actual ${money} }
  ... on InvalidTransitionError { from to allowed } ... on IdempotencyKeyReusedError { firstUsedAt } }`;

export interface ShownPayment {
  readonly id: string;
  readonly transactionId: string | null;
  readonly status: string;
  readonly nextActionUrl: string | null;
  readonly failureReason: string | null;
  readonly amount: { minor: number; currency: string };
  readonly authorised: { minor: number };
  readonly captured: { minor: number };
  readonly refunded: { minor: number };
  readonly refundable: { minor: number };
  readonly attempts: readonly { outcome: string; declineCode: string | null; latencyMs: number | null }[];
  readonly refunds: readonly { id: string; status: string; amount: { minor: number } }[];
}

export interface Problem {
  readonly __typename: string;
  readonly code: string;
  readonly message: string;
  readonly path: string[] | null;
}

export interface PaymentAnswer {
  readonly payment: ShownPayment | null;
  readonly replayed: boolean;
  readonly errors: readonly (Problem & Record<string, unknown>)[];
}

async function mutate<Payload>(
  bed: PaymentsBed,
  viewer: Viewer | null,
  [field, type, selection]: readonly [string, string, string],
  input: Record<string, unknown>,
): Promise<Payload> {
  const query = `mutation ($input: ${type}!) { payload: ${field}(input: $input) { ${selection} ${problems} } }`;
  const { data, errors } = await bed.ask<{ payload: Payload } | null>(viewer, query, { input });
  if (data === null || errors !== undefined) throw new Error(JSON.stringify(errors));
  return data.payload;
}

/** A booking of the customer's that waits for 25.00 EUR. Returns its id. */
export async function aBookingToPay(bed: PaymentsBed, customer: Viewer, minor = 2_500): Promise<string> {
  const id = newId('booking');
  await bed.hear(bookingToPay(id, customer, minor));
  await isHeardOf(bed, id);
  return id;
}

/** An order of the customer's, of goods, that waits for 25.00 EUR. Returns its id. */
export async function anOrderToPay(bed: PaymentsBed, customer: Viewer): Promise<string> {
  const id = newId('order');
  await bed.hear(eventOf(orderCreatedV1, { aggregateId: id, data: orderState(id, customer) }));
  await isHeardOf(bed, id);
  return id;
}

/** A food order of the customer's, to be paid for when it comes or before, for 25.00 EUR. Returns its id. */
export async function aFoodOrderToPay(bed: PaymentsBed, customer: Viewer): Promise<string> {
  const id = newId('foodOrder');
  const data = {
    orderId: id,
    number: 'F-2345-6789',
    customerId: customer.userId,
    restaurantId: newId('restaurant'),
    status: 'PLACED' as const,
    total: eur(2_500),
    paymentMethodId: null,
    isOfOrder: false,
    estimatedReadyAt: null,
    version: 1,
  };
  await bed.hear(eventOf(foodOrderPlacedV1, { aggregateId: id, data }));
  await isHeardOf(bed, id);
  return id;
}

async function isHeardOf(bed: PaymentsBed, subjectId: string): Promise<void> {
  await eventually(async () => {
    const rows: unknown[] = await bed.db.query('select from payable where subject_id = $1', [subjectId]);
    if (rows.length === 0) throw new Error('what is to be paid has not been heard of');
  });
}

export function orderState(orderId: string, customer: Viewer) {
  return {
    orderId,
    number: 'O-2345-6789',
    customerId: customer.userId,
    status: 'AWAITING_PAYMENT' as const,
    total: eur(2_500),
    isPayable: true,
    version: 1,
  };
}

export function bookingState(id: string, customer: Viewer, minor = 2_500) {
  return {
    bookingId: id,
    number: 'B-2345-6789',
    customerId: customer.userId,
    showingId: newId('showing'),
    showing: { movieTitle: 'The Tide Table', theaterName: 'Harbour', startsAt: '2030-07-04T18:00:00.000Z' },
    status: 'PENDING_PAYMENT' as const,
    seatIds: [newId('seat')],
    total: eur(minor),
    version: 1,
  };
}

export function bookingToPay(id: string, customer: Viewer, minor = 2_500, isOfOrder = false) {
  const data = { ...bookingState(id, customer, minor), expiresAt: '2030-07-03T12:10:00.000Z', isOfOrder };
  return eventOf(bookingCreatedV1, { aggregateId: id, data });
}

export async function addsMethod(bed: PaymentsBed, viewer: Viewer, input: Record<string, unknown> = {}) {
  const selection = 'paymentMethod { id kind brand last4 expiryMonth expiryYear isDefault }';
  return mutate<{ paymentMethod: { id: string; isDefault: boolean } | null; errors: readonly Problem[] }>(
    bed,
    viewer,
    ['paymentMethodAdd', 'PaymentMethodAddInput', selection],
    { kind: 'CARD', providerToken: 'tok_visa', ...input },
  );
}

/** A payment method of the customer's. Returns its id. */
export async function aMethod(bed: PaymentsBed, customer: Viewer, token = 'tok_visa', kind = 'CARD'): Promise<string> {
  const { paymentMethod, errors } = await addsMethod(bed, customer, { kind, providerToken: token });
  if (paymentMethod === null) throw new Error(JSON.stringify(errors));
  return paymentMethod.id;
}

export const pays = (bed: PaymentsBed, viewer: Viewer, input: Record<string, unknown>) =>
  mutate<PaymentAnswer>(bed, viewer, ['paymentCreate', 'PaymentCreateInput', `replayed payment { ${paymentFields} }`], {
    expectedAmount: eur(2_500),
    idempotencyKey: aKey(),
    ...input,
  });

export const captures = (bed: PaymentsBed, viewer: Viewer, input: Record<string, unknown>) =>
  mutate<PaymentAnswer>(
    bed,
    viewer,
    ['paymentCapture', 'PaymentCaptureInput', `replayed payment { ${paymentFields} }`],
    { idempotencyKey: aKey(), ...input },
  );

export interface RefundAnswer {
  readonly refund: { readonly id: string; readonly status: string; readonly amount: { minor: number } } | null;
  readonly replayed: boolean;
  readonly errors: readonly (Problem & Record<string, unknown>)[];
}

export const refunds = (bed: PaymentsBed, viewer: Viewer, input: Record<string, unknown>) =>
  mutate<RefundAnswer>(
    bed,
    viewer,
    ['refundCreate', 'RefundCreateInput', `replayed refund { id status reason amount ${money} payment { id status } }`],
    { idempotencyKey: aKey(), ...input },
  );

export async function cancels(
  bed: PaymentsBed,
  viewer: Viewer,
  paymentId: string,
  idempotencyKey = aKey(),
): Promise<PaymentAnswer> {
  const { data, errors } = await bed.ask<{ paymentCancel: PaymentAnswer }>(
    viewer,
    `mutation ($id: ID!, $key: IdempotencyKey!) {
      paymentCancel(paymentId: $id, idempotencyKey: $key) { replayed payment { ${paymentFields} } ${problems} }
    }`,
    { id: paymentId, key: idempotencyKey },
  );
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data.paymentCancel;
}

export async function paymentOf(bed: PaymentsBed, viewer: Viewer | null, id: string): Promise<ShownPayment | null> {
  const query = `query ($id: ID!) { payment(id: $id) { ${paymentFields} } }`;
  const { data } = await bed.ask<{ payment: ShownPayment | null }>(viewer, query, { id });
  return data.payment;
}

/** A payment of a booking that the provider has set aside, for a customer of its own. */
export async function aPayment(
  bed: PaymentsBed,
  token = 'tok_visa',
  given: Record<string, unknown> = {},
  customer = aCustomer(),
) {
  const [subjectId, paymentMethodId] = [await aBookingToPay(bed, customer), await aMethod(bed, customer, token)];
  const { payment, errors } = await pays(bed, customer, { subjectId, paymentMethodId, ...given });
  if (payment === null) throw new Error(JSON.stringify(errors));
  return { customer, subjectId, paymentMethodId, payment };
}

/** Waits until the payment has that status, and returns it. */
export async function becomes(bed: PaymentsBed, id: string, status: string, timeoutMs = 15_000): Promise<ShownPayment> {
  let payment: ShownPayment | null = null;
  await eventually(async () => {
    payment = await paymentOf(bed, aTreasurer(), id);
    if (payment?.status !== status) throw new Error(`it is ${payment?.status}`);
  }, timeoutMs);
  if (payment === null) throw new Error('there is no such payment');
  return payment;
}

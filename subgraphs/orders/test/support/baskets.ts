import type { Viewer } from '@marquee/shared/auth';
import { newId } from '@marquee/shared/ids';
import { eventually } from '@marquee/shared/testing';
import { offersRepository } from '../../src/persistence/offersRepository';
import { bookTold, dishTold, holdTold, stockTold, termsTold } from './facts';
import type { OrdersBed } from './ordersBed';

/** Tells of a book of which there are ten, and waits until orders knows it. Returns its id. */
export async function aBook(bed: OrdersBed, given: Record<string, unknown> = {}, available = 10): Promise<string> {
  const id = newId('book');
  await bed.hear(stockTold(id, available), bookTold(id, given));
  await eventually(async () => expect(await offersRepository(bed.db.manager).items([id])).toHaveLength(1));
  return id;
}

/** A restaurant that is open, and a pizza of its. Returns their ids. */
export async function aPizza(
  bed: OrdersBed,
  { terms = {}, dish = {} }: { terms?: Record<string, unknown>; dish?: Record<string, unknown> } = {},
): Promise<{ menuItemId: string; restaurantId: string }> {
  const ids = { menuItemId: newId('menuItem'), restaurantId: newId('restaurant') };
  await bed.hear(termsTold(ids.restaurantId, terms), dishTold(ids, dish));
  await eventually(async () => expect(await offersRepository(bed.db.manager).dishes([ids.menuItemId])).toHaveLength(1));
  return ids;
}

/** Two seats that this customer holds. Returns the hold's id. */
export async function aHold(bed: OrdersBed, holder: Viewer, given: Record<string, unknown> = {}): Promise<string> {
  const id = newId('seatHold');
  await bed.hear(holdTold(id, holder.userId, given));
  await eventually(async () => expect(await offersRepository(bed.db.manager).holds([id])).toHaveLength(1));
  return id;
}

/** What orders has been told last is what it knows now. */
export async function told(bed: OrdersBed): Promise<void> {
  await aBook(bed);
}

const amount = '{ minor currency }';
export const cartFields = `
  id version customer { id }
  lines {
    __typename id quantity unitPrice ${amount} lineTotal ${amount}
    ... on CatalogCartLine { item { id } }
    ... on SeatCartLine { hold { id } expiresAt }
    ... on FoodCartLine { menuItem { id } note }
  }
  coupons { code description discount ${amount} }
  subtotal ${amount} discountTotal ${amount} shippingTotal ${amount} taxTotal ${amount} total ${amount}
  warnings { kind lineId message }
  updatedAt`;
const problems = `errors {
  __typename code message path ... on NotFoundError { missingId } ... on CouponNotApplicableError { reason }
}`;

interface Amount {
  readonly minor: number;
  readonly currency: string;
}

export interface ShownCart {
  readonly id: string;
  readonly version: number;
  readonly customer: { readonly id: string } | null;
  readonly lines: readonly {
    readonly __typename: string;
    readonly id: string;
    readonly quantity: number;
    readonly unitPrice: Amount;
    readonly lineTotal: Amount;
    readonly expiresAt?: string;
  }[];
  readonly coupons: readonly { readonly code: string; readonly discount: Amount }[];
  readonly subtotal: Amount;
  readonly discountTotal: Amount;
  readonly shippingTotal: Amount;
  readonly taxTotal: Amount;
  readonly total: Amount;
  readonly warnings: readonly { readonly kind: string; readonly lineId: string | null }[];
}

export interface CartPayload {
  readonly cart: ShownCart | null;
  readonly errors: readonly Record<string, unknown>[];
}

const mutations = {
  cartLineAdd: ['$cartId: ID, $input: CartLineAddInput!', 'cartId: $cartId, input: $input'],
  cartLineSet: ['$cartId: ID, $lineId: ID!, $quantity: Int!', 'cartId: $cartId, lineId: $lineId, quantity: $quantity'],
  cartClear: ['$cartId: ID', 'cartId: $cartId'],
  cartMerge: ['$anonymousCartId: ID!', 'anonymousCartId: $anonymousCartId'],
  couponApply: ['$cartId: ID, $code: String!', 'cartId: $cartId, code: $code'],
  couponRemove: ['$cartId: ID, $code: String!', 'cartId: $cartId, code: $code'],
} as const;

/** A mutation of a basket as it is answered. */
export async function changes(
  bed: OrdersBed,
  viewer: Viewer | null,
  field: keyof typeof mutations,
  variables: Record<string, unknown> = {},
) {
  const [declared, given] = mutations[field];
  const query = `mutation (${declared}) { payload: ${field}(${given}) { cart { ${cartFields} } ${problems} } }`;
  const { data, errors } = await bed.ask<{ payload: CartPayload | null } | null>(viewer, query, variables);
  return { payload: data?.payload ?? null, faults: errors };
}

/** The basket after a change; a problem is a mistake of the test. */
export async function changed(
  bed: OrdersBed,
  viewer: Viewer | null,
  field: keyof typeof mutations,
  variables: Record<string, unknown> = {},
): Promise<ShownCart> {
  const { payload, faults } = await changes(bed, viewer, field, variables);
  if (payload?.cart == null || payload.errors.length > 0) throw new Error(JSON.stringify(faults ?? payload));
  return payload.cart;
}

/** The basket after something was put in. */
export const adds = (bed: OrdersBed, viewer: Viewer | null, input: Record<string, unknown>, cartId?: string) =>
  changed(bed, viewer, 'cartLineAdd', { input, ...(cartId !== undefined && { cartId }) });

/** The one problem of a change. @throws Error when it was not refused */
export async function refusal(
  bed: OrdersBed,
  viewer: Viewer | null,
  field: keyof typeof mutations,
  variables: Record<string, unknown> = {},
) {
  const { payload, faults } = await changes(bed, viewer, field, variables);
  if (payload?.errors.length !== 1) throw new Error(`no refusal: ${JSON.stringify(faults ?? payload)}`);
  expect(payload.cart).toBeNull();
  return payload.errors[0];
}

export async function cartOf(bed: OrdersBed, viewer: Viewer | null, id: string | null = null) {
  const { data } = await bed.ask<{ cart: ShownCart | null }>(
    viewer,
    `query ($id: ID) { cart(id: $id) { ${cartFields} } }`,
    { id },
  );
  return data.cart;
}

/** A coupon of ten per cent off, with the terms that are given. Returns its code. */
export async function aCoupon(bed: OrdersBed, given: Record<string, unknown> = {}): Promise<string> {
  const id = newId('coupon');
  const coupon = {
    code: id.slice(-12).toUpperCase(),
    kind: 'PERCENTAGE',
    basis_points: 1000,
    amount_minor: null,
    currency: null,
    minimum_minor: null,
    valid_from: null,
    valid_until: null,
    total_limit: null,
    customer_limit: null,
    ...given,
  };
  await bed.db.query(
    `insert into coupon (id, code, description, kind, basis_points, amount_minor, currency, minimum_minor, valid_from,
       valid_until, total_limit, customer_limit)
     values ($1, $2, 'Something off', $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      id,
      coupon.code,
      coupon.kind,
      coupon.basis_points,
      coupon.amount_minor,
      coupon.currency,
      coupon.minimum_minor,
      coupon.valid_from,
      coupon.valid_until,
      coupon.total_limit,
      coupon.customer_limit,
    ],
  );
  return coupon.code;
}

import { randomUUID } from 'node:crypto';
import { type Answer, type Credentials, post } from './client';

export interface Amount {
  readonly minor: number;
  readonly currency: string;
}

export interface CheckoutProblem {
  readonly __typename: string;
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[] | null;
  readonly actual?: Amount;
}

export interface CartSeen {
  readonly id: string;
  readonly version: number;
  readonly lines: readonly {
    readonly __typename: string;
    readonly id: string;
    readonly quantity: number;
    readonly lineTotal: Amount;
  }[];
  readonly coupons: readonly { readonly code: string; readonly discount: Amount }[];
  readonly warnings: readonly { readonly kind: string; readonly lineId: string | null }[];
  readonly total: Amount;
}

export interface CartAnswer {
  readonly cart: CartSeen | null;
  readonly errors: readonly CheckoutProblem[];
}

const money = '{ minor currency }';
const problems = `errors { __typename code message path ... on PriceChangedError { actual ${money} } }`;
const cartFields = `{ id version total ${money}
  lines { __typename id quantity lineTotal ${money} }
  coupons { code discount ${money} }
  warnings { kind lineId } }`;

/** Puts something into the caller's cart, or into the anonymous one with that id. */
export function addToCart(
  url: string,
  credentials: Credentials,
  input: Readonly<Record<string, unknown>>,
  cartId?: string,
): Promise<Answer<{ cartLineAdd: CartAnswer }>> {
  const query = `mutation ($cartId: ID, $input: CartLineAddInput!) {
    cartLineAdd(cartId: $cartId, input: $input) { cart ${cartFields} ${problems} }
  }`;
  return post(url, query, { cartId, input }, credentials);
}

/** The cart after all of it was put in, which must succeed. What has just been made may not have been told yet. */
export async function fillCart(
  url: string,
  token: string,
  inputs: readonly Readonly<Record<string, unknown>>[],
): Promise<CartSeen> {
  let cart: CartSeen | null = null;
  for (const input of inputs) {
    cart = await untilTold(async () => {
      const { data, errors } = await addToCart(url, { token }, input);
      expect(errors).toEqual([]);
      const { cart: seen, errors: refused } = data.cartLineAdd;
      return refused.some(({ code }) => code === 'NOT_FOUND') ? null : { seen, refused };
    }).then(({ seen, refused }) => {
      expect(refused).toEqual([]);
      return seen;
    });
  }
  if (cart === null) throw new Error('nothing was put into the cart');
  return cart;
}

/** What the look finds as soon as it finds something. @throws when it takes longer than fifteen seconds */
export async function untilTold<T>(look: () => Promise<T | null>): Promise<T> {
  const giveUpAt = Date.now() + 15_000;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > giveUpAt) throw new Error('it was not told within fifteen seconds');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export async function readCart(url: string, credentials: Credentials, id?: string): Promise<CartSeen | null> {
  const { data, errors } = await post<{ cart: CartSeen | null }>(
    url,
    `query ($id: ID) { cart(id: $id) ${cartFields} }`,
    { id },
    credentials,
  );
  expect(errors).toEqual([]);
  return data.cart;
}

export interface OrderSeen {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly total: Amount;
}

export interface OrderAnswer {
  readonly order: OrderSeen | null;
  readonly replayed: boolean;
  readonly errors: readonly CheckoutProblem[];
}

/** Checks the cart out at what it was said to cost, unless the input says otherwise. */
export function checkOut(
  url: string,
  token: string,
  cart: CartSeen,
  input: Readonly<Record<string, unknown>>,
): Promise<Answer<{ checkout: OrderAnswer }>> {
  const query = `mutation ($input: CheckoutInput!) {
    checkout(input: $input) { order { id number status total ${money} } replayed ${problems} }
  }`;
  const usual = { cartVersion: cart.version, expectedTotal: cart.total, idempotencyKey: randomUUID() };
  return post(url, query, { input: { ...usual, ...input } }, { token });
}

/** Checks out at what it really costs: fulfilment and addresses may move the total that the cart could say. */
export async function checkOutAtItsPrice(
  url: string,
  token: string,
  cart: CartSeen,
  input: Readonly<Record<string, unknown>>,
): Promise<OrderSeen> {
  const first = await checkOut(url, token, cart, input);
  const actual = first.data.checkout?.errors.find(({ code }) => code === 'PRICE_CHANGED')?.actual;
  const { data, errors } =
    actual === undefined ? first : await checkOut(url, token, cart, { ...input, expectedTotal: actual });
  expect({ errors, problems: data.checkout?.errors }).toEqual({ errors: [], problems: [] });
  if (data.checkout.order === null) throw new Error('no order was made');
  return data.checkout.order;
}

export interface SagaSeen {
  readonly state: string;
  readonly steps: readonly {
    readonly name: string;
    readonly subgraph: string;
    readonly state: string;
    readonly error: string | null;
  }[];
}

export interface WholeOrder extends OrderSeen {
  readonly timeline: readonly { readonly status: string }[];
  readonly saga: SagaSeen | null;
  readonly amountDue: Amount | null;
  readonly payments:
    | readonly {
        readonly id: string;
        readonly status: string;
        readonly amount: Amount;
        readonly captured: Amount;
        readonly refunded: Amount;
      }[]
    | null;
  readonly lines: readonly {
    readonly __typename: string;
    readonly title: string;
    readonly lineTotal: Amount;
    readonly booking?: { readonly id: string; readonly status: string } | null;
    readonly foodOrder?: { readonly id: string; readonly status: string } | null;
    readonly item?: { readonly id: string } | null;
  }[];
}

const wholeOrder = `{ id number status total ${money} amountDue ${money}
  timeline { status }
  saga { state steps { name subgraph state error } }
  payments { id status amount ${money} captured ${money} refunded ${money} }
  lines { __typename title lineTotal ${money}
    ... on SeatOrderLine { booking { id status } }
    ... on FoodOrderLineItem { foodOrder { id status } }
    ... on CatalogOrderLine { item { id } } } }`;

/** The order with what other subgraphs know of it. */
export async function readOrder(url: string, token: string, id: string): Promise<WholeOrder | null> {
  const query = `query ($id: ID!) { order(id: $id) ${wholeOrder} }`;
  const { data, errors } = await post<{ order: WholeOrder | null }>(url, query, { id }, { token });
  expect(errors).toEqual([]);
  return data.order;
}

const settled = ['CONFIRMED', 'FAILED', 'CANCELLED', 'REFUNDED', 'PARTIALLY_REFUNDED'];

/** The order as soon as nothing goes on with it any more, its saga and what it paid for included. */
export async function untilSettled(
  url: string,
  token: string,
  id: string,
  { withinMs = 30_000, status = settled }: { readonly withinMs?: number; readonly status?: readonly string[] } = {},
): Promise<WholeOrder> {
  const giveUpAt = Date.now() + withinMs;
  for (;;) {
    const order = await readOrder(url, token, id);
    const isOver = order?.saga != null && ['COMPLETED', 'COMPENSATED', 'STUCK'].includes(order.saga.state);
    if (order !== null && isOver && status.includes(order.status)) return order;
    if (Date.now() > giveUpAt) throw new Error(`the order did not settle: ${JSON.stringify(order, null, 1)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

import { randomUUID } from 'node:crypto';
import { type AccessRow, type Cells, cells, type Party, type Target } from '../access';
import { type City, tokenOf } from '../city';
import { run, unknownId } from '../run';
import { theCart } from './orderQueryRows';
import { fillCart, placeOrder, problems } from './shoppingCity';

const ownerOnly = cells('unknown', { owner: 'done' });
const everybody = cells('self');
const everyoneSignedIn = cells('done', { anonymous: 'signedOut' });
const administrators = cells('forbidden', { admin: 'done', anonymous: 'signedOut' });

/** The owner's basket as they read it; what everybody does with their own is not in it. */
const cartState = (_target: Target, { marquee, people }: City): Promise<unknown> =>
  run(marquee, people.owner.token, '{ cart { id version lines { id quantity } coupons { code } } }');

/** The saga moves by itself meanwhile; that it was called off does not. */
const isCancelled = async ({ keys: { id } }: Target, { marquee, people }: City): Promise<unknown> => {
  const query = 'query ($id: ID!) { order(id: $id) { status timeline { note } } }';
  const { order } = await run<{ order: { status: string } }>(marquee, people.owner.token, query, { id });
  return order.status === 'CANCELLED';
};

/** Something in the owner's basket, whatever was done to it before. */
const aFullCart = (city: City): Promise<Target> => fillCart(city, city.people.owner.token);
const anOrder = (city: City): Promise<Target> => placeOrder(city, city.people.owner.token);

/** A change of the owner's basket, by its id. */
function ofCart(
  name: string,
  parts: readonly string[],
  call: string,
  row: { readonly declared?: string; readonly variables?: object; readonly cells?: Cells } = {},
): AccessRow {
  return {
    paths: parts.map((part) => `Mutation.${name}(${part}:)`),
    target: aFullCart,
    operation: ({ id, lineId }, { shopFloor }) => ({
      query: `mutation ($id: ID!${row.declared ?? ''}) { ${name}(${call}) { cart { updatedAt } ${problems} } }`,
      variables: {
        id,
        ...(row.declared?.includes('$lineId') && { lineId }),
        ...(row.declared?.includes('$itemId') && { itemId: shopFloor.shop.lamp.id }),
      },
    }),
    cells: row.cells ?? ownerOnly,
    ...(row.cells === undefined && { state: cartState }),
  };
}

/** Something that is put into the party's own basket. */
function put(parts: readonly string[], input: (city: City) => object, rowCells: Cells = everybody): AccessRow {
  return {
    paths: parts.map((part) => `Mutation.cartLineAdd(input.${part}:)`),
    target: async () => ({ keys: {}, unknown: {}, marks: [] }),
    operation: (_keys, city) => ({
      query: `mutation ($input: CartLineAddInput!) { cartLineAdd(input: $input) { cart { updatedAt } ${problems} } }`,
      variables: { input: input(city) },
    }),
    cells: rowCells,
  };
}

/** A basket that is nobody's, with something in it. */
async function nobodysCart(city: City): Promise<Target> {
  const { keys, unknown, marks } = await fillCart(city, undefined);
  return { keys: { id: keys.id }, unknown: { id: unknown['id'] ?? '' }, marks };
}

/** The party has something in a basket of its own, and names what the owner has at the cinema. */
async function seatsOfOwner(city: City, party: Party): Promise<Target> {
  if (party !== 'anonymous') await fillCart(city, tokenOf(city, party));
  const { booking, hold } = city.evening;
  return {
    keys: { bookingId: booking.keys.id, holdId: hold.keys['id'] ?? '' },
    unknown: { bookingId: unknownId('bkg'), holdId: unknownId('hld') },
    marks: booking.marks,
  };
}

function checkout(part: 'bookingId' | 'seatHoldId'): AccessRow {
  return {
    paths: ['Mutation.checkout(input.paymentMethodId:)', `Mutation.checkout(input.food.${part}:)`],
    target: seatsOfOwner,
    operation: ({ bookingId, holdId }) => ({
      query: `mutation ($input: CheckoutInput!) { checkout(input: $input) { order { number } replayed ${problems} } }`,
      variables: {
        input: {
          cartVersion: 1_000_000,
          expectedTotal: { minor: 1, currency: 'EUR' },
          paymentMethodId: unknownId('pmt'),
          food: { fulfilment: 'TO_SEAT', [part]: part === 'bookingId' ? bookingId : holdId },
          idempotencyKey: randomUUID(),
        },
      },
    }),
    cells: cells('self', { anonymous: 'signedOut' }),
  };
}

/** What every mutation of baskets and orders asks of a caller, and of what the caller names. */
export const orderMutationRows: readonly AccessRow[] = [
  ofCart('cartLineAdd', ['cartId'], 'cartId: $id, input: { catalogItemId: $itemId }', { declared: ', $itemId: ID!' }),
  put(['catalogItemId'], ({ shopFloor }) => ({ catalogItemId: shopFloor.shop.lamp.id }), cells('done')),
  put(['menuItemId', 'optionIds'], ({ kitchen }) => ({ menuItemId: kitchen.pizzaId, optionIds: [unknownId('opt')] })),
  {
    ...put(['seatHoldId'], () => ({})),
    target: async ({ evening }) => evening.hold,
    operation: ({ id }) => ({
      query: `mutation ($id: ID!) { cartLineAdd(input: { seatHoldId: $id }) { cart { updatedAt } ${problems} } }`,
      variables: { id },
    }),
    cells: cells('unknown', { owner: 'self' }),
  },
  ofCart('cartLineSet', ['cartId', 'lineId'], 'cartId: $id, lineId: $lineId, quantity: 7', {
    declared: ', $lineId: ID!',
  }),
  {
    // A line of the owner's, in the basket of whoever asks.
    paths: ['Mutation.cartLineSet(lineId:)'],
    target: async (city, party) => {
      if (party !== 'anonymous') await fillCart(city, tokenOf(city, party));
      const { keys, unknown } = city.shopping.cart;
      return { keys: { lineId: keys.lineId }, unknown: { lineId: unknown['lineId'] ?? '' }, marks: [keys.id] };
    },
    operation: ({ lineId }) => ({
      query: `mutation ($lineId: ID!) { cartLineSet(lineId: $lineId, quantity: 9) { cart { updatedAt } ${problems} } }`,
      variables: { lineId },
    }),
    cells: cells('unknown', { owner: 'self' }),
  },
  ofCart('couponApply', ['cartId'], 'cartId: $id, code: "NONE"', { cells: cells('unknown', { owner: 'self' }) }),
  ofCart('couponRemove', ['cartId'], 'cartId: $id, code: "NONE"', { cells: cells('unknown', { owner: 'self' }) }),
  ofCart('cartClear', ['cartId'], 'cartId: $id'),
  {
    paths: ['Mutation.cartClear'],
    target: theCart,
    operation: () => ({ query: `mutation { cartClear { cart { updatedAt } ${problems} } }` }),
    cells: everybody,
  },
  {
    // The owner's own is not one that is nobody's, for them either.
    paths: ['Mutation.cartMerge(anonymousCartId:)'],
    target: aFullCart,
    operation: ({ id }) => ({
      query: `mutation ($id: ID!) { cartMerge(anonymousCartId: $id) { cart { updatedAt } ${problems} } }`,
      variables: { id },
    }),
    cells: cells('unknown', { owner: 'self', anonymous: 'signedOut' }),
    state: cartState,
  },
  {
    paths: ['Mutation.cartMerge(anonymousCartId:)'],
    target: nobodysCart,
    operation: ({ id }) => ({
      query: `mutation ($id: ID!) { cartMerge(anonymousCartId: $id) { cart { updatedAt } ${problems} } }`,
      variables: { id },
    }),
    cells: everyoneSignedIn,
  },
  checkout('bookingId'),
  checkout('seatHoldId'),
  {
    paths: ['Mutation.orderCreate(input.items.catalogItemId:)', 'Mutation.orderCreate(input.paymentMethodId:)'],
    target: async () => ({ keys: {}, unknown: {}, marks: [] }),
    operation: (_keys, { shopFloor }) => ({
      query: `mutation ($input: OrderCreateInput!) { orderCreate(input: $input) { order { createdAt } ${problems} } }`,
      variables: {
        input: {
          items: [{ catalogItemId: shopFloor.shop.lamp.id, quantity: 1 }],
          paymentMethodId: unknownId('pmt'),
          idempotencyKey: randomUUID(),
        },
      },
    }),
    cells: everyoneSignedIn,
  },
  {
    paths: ['Mutation.orderCancel(input.orderId:)'],
    target: anOrder,
    operation: ({ id }) => ({
      query: `mutation ($input: OrderCancelInput!) { orderCancel(input: $input) { order { createdAt } replayed ${problems} } }`,
      variables: { input: { orderId: id, reason: 'the matrix', idempotencyKey: randomUUID() } },
    }),
    cells: cells('unknown', { owner: 'done', admin: 'done', anonymous: 'signedOut' }),
    state: isCancelled,
  },
  {
    paths: ['Mutation.orderStatusSet(input.orderId:)'],
    target: anOrder,
    operation: ({ id }) => ({
      query: `mutation ($input: OrderStatusInput!) { orderStatusSet(input: $input) { order { createdAt } ${problems} } }`,
      variables: { input: { orderId: id, status: 'CANCELLED' } },
    }),
    cells: administrators,
    state: isCancelled,
  },
  {
    // None is stuck, which is for administrators to know.
    paths: ['Mutation.sagaRetry(sagaId:)'],
    target: async ({ shopping }) => ({ ...shopping.saga, marks: [] }),
    operation: ({ id }) => ({
      query: `mutation ($id: ID!) { sagaRetry(sagaId: $id) { saga { startedAt } ${problems} } }`,
      variables: { id },
    }),
    cells: cells('forbidden', { admin: 'self', anonymous: 'signedOut' }),
  },
];

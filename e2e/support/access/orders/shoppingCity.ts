import { randomUUID } from 'node:crypto';
import { newId } from '@marquee/shared/ids';
import { eventually } from '@marquee/shared/testing';
import { lookInto } from '../../lookInto';
import type { Target } from '../access';
import type { ShopFloor } from '../catalog/catalogCity';
import type { City, Started } from '../city';
import { run, unknownId } from '../run';

/** What the owner has put into a basket and ordered. */
export interface Shopping {
  /** The owner's basket; its mark is the id of its line. */
  readonly cart: CartTarget;
  /** An order of the owner's; its marks are its number and the street it goes to. */
  readonly order: OrderTarget;
  /** One that the owner has called off; its mark is the reason that was given. */
  readonly cancelled: OrderTarget;
  /** Of the order; its mark is the tracking number. */
  readonly shipment: Target;
  /** Behind the order; its mark is its id. */
  readonly saga: Target;
}

export interface CartTarget extends Target {
  readonly keys: { readonly id: string; readonly lineId: string };
}

export interface OrderTarget extends Target {
  readonly keys: { readonly id: string; readonly number: string };
}

export const problems = `errors { __typename code message path
  ... on NotFoundError { missingId } ... on InvalidTransitionError { from to allowed }
  ... on VersionConflictError { currentVersion } ... on CouponNotApplicableError { reason } }`;
export const unknownOrderNumber = 'O-2222-2222';

type Shopper = Started & Pick<City, 'shopFloor'>;

/** Fills the owner's basket, and orders what becomes an order with a shipment, and one that is called off. */
export async function openShopping(started: Started, shopFloor: ShopFloor): Promise<Shopping> {
  const city = { ...started, shopFloor };
  const { token } = started.people.owner;
  // Orders hears of the shop a moment after the shop has said it.
  await eventually(() => fillCart(city, token), 20_000);
  const order = await placeOrder(city, token);
  const { saga } = (
    await run<{ order: { saga: { id: string } } }>(
      started.marquee,
      token,
      'query ($id: ID!) { order(id: $id) { saga { id } } }',
      { id: order.keys.id },
    )
  ).order;
  return {
    cart: await fillCart(city, token),
    order,
    cancelled: await cancelledOrder(city, token),
    shipment: await shipmentOf(city, order),
    saga: { keys: { id: saga.id }, unknown: { id: unknownId('sga') }, marks: [saga.id] },
  };
}

/** One more lamp in the basket of whoever has the token. */
export async function fillCart({ marquee, shopFloor }: Shopper, token: string | undefined): Promise<CartTarget> {
  const { cartLineAdd } = await run<{ cartLineAdd: { cart: { id: string; lines: { id: string }[] } } }>(
    marquee,
    token,
    `mutation ($id: ID!) { cartLineAdd(input: { catalogItemId: $id }) { cart { id lines { id } } ${problems} } }`,
    { id: shopFloor.shop.lamp.id },
  );
  const { id, lines } = cartLineAdd.cart;
  const lineId = lines[0]?.id ?? '';
  return { keys: { id, lineId }, unknown: { id: unknownId('crt'), lineId: unknownId('crl') }, marks: [lineId] };
}

/** A lamp that waits to be paid. */
export async function placeOrder({ marquee, shopFloor }: Shopper, token: string | undefined): Promise<OrderTarget> {
  const line1 = `${randomUUID()} Hidden Mews`;
  const { orderCreate } = await run<{ orderCreate: { order: { id: string; number: string } } }>(
    marquee,
    token,
    `mutation ($input: OrderCreateInput!) { orderCreate(input: $input) { order { id number } ${problems} } }`,
    {
      input: {
        items: [{ catalogItemId: shopFloor.shop.lamp.id, quantity: 1 }],
        shippingAddress: { line1, city: 'Dublin', country: 'IE' },
        idempotencyKey: randomUUID(),
      },
    },
  );
  const { id, number } = orderCreate.order;
  return {
    keys: { id, number },
    unknown: { id: unknownId('ord'), number: unknownOrderNumber },
    marks: [number, line1],
  };
}

async function cancelledOrder(city: Shopper, token: string): Promise<OrderTarget> {
  const order = await placeOrder(city, token);
  const reason = `reason ${randomUUID()}`;
  await run(
    city.marquee,
    token,
    `mutation ($input: OrderCancelInput!) { orderCancel(input: $input) { order { id } ${problems} } }`,
    { input: { orderId: order.keys.id, reason, idempotencyKey: randomUUID() } },
  );
  return { ...order, marks: [reason] };
}

/** As it stands in the database: a real one comes only after a payment, which is not what the matrix is about. */
async function shipmentOf({ marquee }: Started, { keys }: OrderTarget): Promise<Target> {
  const [id, trackingNumber] = [newId('shipment'), `track ${randomUUID()}`];
  await lookInto(marquee.environment['ORDERS_DATABASE_URL'], (db) =>
    db.query('insert into shipment (id, order_id, tracking_number, shipped_at) values ($1, $2, $3, now())', [
      id,
      keys.id,
      trackingNumber,
    ]),
  );
  return { keys: { id }, unknown: { id: unknownId('shp') }, marks: [trackingNumber] };
}

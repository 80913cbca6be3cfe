import { randomUUID } from 'node:crypto';
import { goodsInput } from '../goodsOrders';
import { isbn, mugPrice } from '../shop';
import { id, includes, instant, text } from './expectations';
import type { Neighbourhood } from './neighbourhood';
import type { ServedEndpoint } from './servedEndpoint';

const number = expect.stringMatching(/^O-/) as string;
const mug = ({ shop }: Neighbourhood) => ({ i: goodsInput(shop.mugId) });
const address = (city: string) => ({ line1: '14 Capel Street', city, country: 'IE' });
const stepsOfReserving = [{ name: 'RESERVE_STOCK', state: text }];

/** What kept orders. */
export const orderEndpoints: readonly ServedEndpoint[] = [
  {
    system: 'shop platform',
    endpoint: 'POST /orders',
    operation:
      'mutation($i: OrderCreateInput!) { orderCreate(input: $i) { order { id number status total { minor currency } lines { title quantity unitPrice { minor } } } replayed errors { code message path } } }',
    as: 'customer',
    variables: mug,
    expected: () => ({
      orderCreate: {
        order: {
          id: id('ord'),
          number,
          status: 'PENDING',
          total: mugPrice,
          lines: [{ title: 'Sea mug', quantity: 1, unitPrice: { minor: mugPrice.minor } }],
        },
        replayed: false,
        errors: [],
      },
    }),
  },
  {
    system: 'shop platform',
    endpoint: 'GET /orders',
    operation: '{ orders(first: 20) { nodes { id number status total { minor currency } } } }',
    as: 'customer',
    expected: ({ goodsOrders }) => ({
      orders: { nodes: includes({ ...goodsOrders.kept, status: text, total: mugPrice }) },
    }),
  },
  {
    system: 'shop platform',
    endpoint: 'GET /orders/{id}',
    operation:
      'query($id: ID!) { order(id: $id) { id status amountDue { minor } lines { title lineTotal { minor } ... on CatalogOrderLine { item { __typename id title } } } } }',
    as: 'customer',
    variables: ({ goodsOrders }) => ({ id: goodsOrders.kept.id }),
    expected: ({ goodsOrders, shop }) => ({
      order: {
        id: goodsOrders.kept.id,
        status: text,
        amountDue: { minor: mugPrice.minor },
        lines: [
          {
            title: 'Sea mug',
            lineTotal: { minor: mugPrice.minor },
            item: { __typename: 'Product', id: shop.mugId, title: 'Sea mug' },
          },
        ],
      },
    }),
  },
  {
    system: 'shop platform',
    endpoint: 'PATCH /orders/{id}/status',
    operation:
      'mutation($i: OrderStatusInput!) { orderStatusSet(input: $i) { order { id status } errors { code ... on InvalidTransitionError { from to allowed } } } }',
    as: 'admin',
    variables: ({ goodsOrders }) => ({ i: { orderId: goodsOrders.moved.id, status: 'CANCELLED' } }),
    expected: ({ goodsOrders }) => ({
      orderStatusSet: { order: { id: goodsOrders.moved.id, status: 'CANCELLED' }, errors: [] },
    }),
  },
  {
    system: 'products and orders',
    endpoint: 'POST /orders',
    operation:
      'mutation($i: OrderCreateInput!) { orderCreate(input: $i) { order { id shippingAddress { city } billingAddress { city } saga { state steps { name state } } } errors { code message path } } }',
    as: 'customer',
    variables: ({ shop }) => ({
      i: { ...goodsInput(shop.mugId), shippingAddress: address('Dublin'), billingAddress: address('Cork') },
    }),
    expected: () => ({
      orderCreate: {
        order: {
          id: id('ord'),
          shippingAddress: { city: 'Dublin' },
          billingAddress: { city: 'Cork' },
          saga: { state: 'RUNNING', steps: stepsOfReserving },
        },
        errors: [],
      },
    }),
  },
  {
    system: 'products and orders',
    endpoint: 'order cancellation',
    operation:
      'mutation($i: OrderCancelInput!) { orderCancel(input: $i) { order { id status } errors { code message path } } }',
    as: 'customer',
    variables: ({ goodsOrders }) => ({ i: { orderId: goodsOrders.cancelled.id, idempotencyKey: randomUUID() } }),
    expected: ({ goodsOrders }) => ({
      orderCancel: { order: { id: goodsOrders.cancelled.id, status: 'CANCELLED' }, errors: [] },
    }),
  },
  {
    system: 'book shop',
    endpoint: 'POST /orders/',
    operation:
      'mutation($i: OrderCreateInput!) { orderCreate(input: $i) { order { id lines { ... on CatalogOrderLine { item { __typename ... on Book { isbn } } } } } errors { code message path } } }',
    as: 'customer',
    variables: ({ shop }) => ({ i: goodsInput(shop.bookId) }),
    expected: () => ({
      orderCreate: { order: { id: id('ord'), lines: [{ item: { __typename: 'Book', isbn } }] }, errors: [] },
    }),
  },
  {
    system: 'book shop',
    endpoint: 'order history',
    operation: '{ me { orders(first: 20) { nodes { number status createdAt } } } }',
    as: 'customer',
    expected: ({ goodsOrders }) => ({
      me: { orders: { nodes: includes({ number: goodsOrders.kept.number, status: text, createdAt: instant }) } },
    }),
  },
  {
    system: 'orders demo',
    endpoint: 'GET /users/{user_id}',
    operation: 'query($id: ID!) { user(id: $id) { id displayName orders(first: 5) { nodes { number } } } }',
    as: 'customer',
    variables: ({ customer }) => ({ id: customer.id }),
    expected: ({ customer }) => ({
      user: { id: customer.id, displayName: text, orders: { nodes: includes({ number }) } },
    }),
  },
  {
    system: 'orders demo',
    endpoint: 'POST /orders/',
    operation:
      'mutation($i: OrderCreateInput!) { orderCreate(input: $i) { order { id status total { minor currency } } errors { code message path } } }',
    as: 'customer',
    variables: mug,
    expected: () => ({
      orderCreate: { order: { id: id('ord'), status: 'PENDING', total: mugPrice }, errors: [] },
    }),
  },
  {
    system: 'orders demo',
    endpoint: 'GET /orders/{order_id}',
    operation: 'query($id: ID!) { order(id: $id) { id status customer { displayName } } }',
    as: 'customer',
    variables: ({ goodsOrders }) => ({ id: goodsOrders.kept.id }),
    expected: ({ goodsOrders }) => ({
      order: { id: goodsOrders.kept.id, status: text, customer: { displayName: text } },
    }),
  },
  {
    system: 'orders demo',
    endpoint: 'GET /orders/',
    operation: '{ orders(first: 20) { nodes { id status } } }',
    as: 'customer',
    expected: ({ goodsOrders }) => ({ orders: { nodes: includes({ id: goodsOrders.kept.id, status: text }) } }),
  },
  {
    system: 'orders demo',
    endpoint: 'PATCH /orders/{order_id}/status',
    operation:
      'mutation($i: OrderStatusInput!) { orderStatusSet(input: $i) { order { status allowedTransitions } errors { code message path } } }',
    as: 'admin',
    variables: ({ goodsOrders }) => ({ i: { orderId: goodsOrders.movedToo.id, status: 'CANCELLED' } }),
    expected: () => ({
      orderStatusSet: { order: { status: 'CANCELLED', allowedTransitions: [] }, errors: [] },
    }),
  },
];

import { type AccessRow, cells } from '../access';
import type { City } from '../city';
import { reference } from '../referenceRows';
import { cartOwner, theCart, theOrderOfGoods, theSaga } from './orderQueryRows';

const readers = cells('unknown', { owner: 'sees', admin: 'sees' });
const wholeOrder = ({ whole }: City): string => whole('orders.Order');

/** What is bought by itself, of which anybody may name the id: nothing of an order stands there for those who may not see it. */
function partOf(type: 'Booking' | 'FoodOrder', keys: (city: City) => Readonly<Record<string, string>>): AccessRow {
  return reference('orders', type, 'id', {
    target: async (city) => ({ keys: keys(city), unknown: {}, marks: city.shopping.order.marks }),
    selection: ({ whole }) => `{ order ${whole('orders.Order')} }`,
    cells: cells('self'),
  });
}

/** Each entity of orders by each of its keys. A reference names an id, and proves nothing. */
export const orderReferenceRows: readonly AccessRow[] = [
  reference('orders', 'CatalogItem', 'id', {
    target: async ({ shopFloor }) => ({ keys: { id: shopFloor.shop.lamp.id }, unknown: {}, marks: ['EUR'] }),
    selection: () => '{ shippingEstimate(country: "IE") { minor currency } }',
    cells: cells('public'),
  }),
  partOf('Booking', ({ evening }) => evening.booking.keys),
  partOf('FoodOrder', ({ order }) => order.keys),
  reference('orders', 'User', 'id', {
    target: async ({ owner, shopping }) => ({ ...owner, marks: shopping.cart.marks }),
    selection: () => '{ cart { id lines { id } } }',
    cells: cartOwner,
  }),
  reference('orders', 'User', 'id', {
    target: async ({ owner, shopping }) => ({ ...owner, marks: shopping.order.marks }),
    selection: ({ whole }) => `{ orders(first: 100) { nodes ${whole('orders.Order')} } }`,
    cells: readers,
  }),
  reference('orders', 'Cart', 'id', { target: theCart, selection: () => '{ lines { id } }', cells: cartOwner }),
  reference('orders', 'Order', 'id', { target: theOrderOfGoods, selection: wholeOrder, cells: readers }),
  reference('orders', 'Order', 'number', { target: theOrderOfGoods, selection: wholeOrder, cells: readers }),
  reference('orders', 'Shipment', 'id', { target: async ({ shopping }) => shopping.shipment, cells: readers }),
  reference('orders', 'CheckoutSaga', 'id', { target: theSaga, cells: readers }),
];

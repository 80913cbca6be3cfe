import { type AccessRow, cells, type Target } from '../access';
import { bookingReaders, theBooking } from '../booking/bookingQueryRows';
import type { City } from '../city';
import { orderReaders as foodOrderReaders, theOrder as theFoodOrder } from '../queryRows';
import { cartOwner, orderReaders, orderSorts, theCart, wideOrderFilters } from './orderQueryRows';

/** Who may ask for the user at all; those who read all about users see nothing of the basket by this way. */
const cartOfUser = cells('unknown', { owner: 'sees', moderator: 'nothing', admin: 'nothing', anonymous: 'signedOut' });
/** Orders are for who reads any, too. */
const ordersOfUser = { ...cartOfUser, admin: 'sees' } as const;

/** The owner's orders by way of the owner, narrowed or sorted so that the order is among them. */
function ofUser(part: string, variables: (city: City) => Readonly<Record<string, unknown>>): AccessRow {
  return {
    paths: [`User.orders${part}`],
    target: async ({ shopping, owner }) => ({ ...owner, marks: shopping.order.marks }),
    operation: ({ id }, city) => ({
      query: `query ($id: ID!, $filter: OrderFilter, $orderBy: OrderSort) {
        user(id: $id) { orders(first: 100, filter: $filter, orderBy: $orderBy) { nodes ${city.whole('Order')} } }
      }`,
      variables: { id, ...variables(city) },
    }),
    cells: ordersOfUser,
  };
}

/** A field of the owner's order that leads to something owned. */
function ofOrder(path: string, selection: (city: City) => string, marks: (city: City) => readonly string[]): AccessRow {
  return {
    paths: [path],
    target: async (city): Promise<Target> => ({ ...city.shopping.order, marks: marks(city) }),
    operation: ({ id }, city) => ({
      query: `query ($id: ID!) { order(id: $id) { ${selection(city)} } }`,
      variables: { id },
    }),
    cells: orderReaders,
  };
}

const number = ({ shopping }: City): string[] => [shopping.order.keys.number];

/** Each field of an object that leads to something owned, by each of its arguments. */
export const orderNestedRows: readonly AccessRow[] = [
  {
    paths: ['User.cart'],
    target: async ({ shopping, owner }) => ({ ...owner, marks: shopping.cart.marks }),
    operation: ({ id }) => ({
      query: 'query ($id: ID!) { user(id: $id) { cart { id lines { id } } } }',
      variables: { id },
    }),
    cells: cartOfUser,
  },
  {
    // Through an order that they do see, nobody gets at its customer's basket.
    paths: ['User.cart', 'Order.customer'],
    target: async ({ shopping }) => ({ ...shopping.order, marks: shopping.cart.marks }),
    operation: ({ id }) => ({
      query: 'query ($id: ID!) { order(id: $id) { customer { cart { id lines { id } } } } }',
      variables: { id },
    }),
    cells: { ...orderReaders, admin: 'nothing' },
  },
  {
    // From the other side: food's orders and the orders of one customer.
    paths: ['User.orders', 'FoodOrder.customer'],
    target: async ({ order, shopping }) => ({ ...order, marks: shopping.order.marks }),
    operation: ({ id }, { whole }) => ({
      query: `query ($id: ID!) { foodOrder(id: $id) { customer { orders(first: 100) { nodes ${whole('Order')} } } } }`,
      variables: { id },
    }),
    cells: { ...foodOrderReaders, staff: 'nothing', courier: 'nothing' },
  },
  ofUser('', () => ({})),
  ...Object.entries(wideOrderFilters).map(([part, filter]) => ofUser(part, () => ({ filter }))),
  ...Object.entries(orderSorts).map(([part, orderBy]) => ofUser(part, () => ({ orderBy }))),
  ofUser('(filter.userId:)', ({ owner }) => ({ filter: { userId: owner.keys['id'] } })),
  {
    paths: ['Cart.customer'],
    target: async ({ shopping, owner }) => ({ ...shopping.cart, marks: owner.marks }),
    operation: ({ id }, { whole }) => ({
      query: `query ($id: ID!) { cart(id: $id) { customer ${whole('User')} } }`,
      variables: { id },
    }),
    cells: cartOwner,
  },
  {
    paths: ['SeatCartLine.hold'],
    target: theCart,
    operation: ({ id }, { whole }) => ({
      query: `query ($id: ID!) { cart(id: $id) { lines { id ... on SeatCartLine { hold ${whole('SeatHold')} } } } }`,
      variables: { id },
    }),
    cells: cartOwner,
  },
  ofOrder(
    'Order.customer',
    ({ whole }) => `customer ${whole('User')}`,
    ({ owner }) => owner.marks,
  ),
  ofOrder(
    'Order.shipments',
    ({ whole }) => `shipments ${whole('Shipment')}`,
    ({ shopping }) => shopping.shipment.marks,
  ),
  ofOrder(
    'Order.saga',
    ({ whole }) => `saga ${whole('CheckoutSaga')}`,
    ({ shopping }) => shopping.saga.marks,
  ),
  ofOrder(
    'SeatOrderLine.booking',
    ({ whole }) => `number lines { ... on SeatOrderLine { booking ${whole('Booking')} } }`,
    number,
  ),
  ofOrder(
    'FoodOrderLineItem.foodOrder',
    ({ whole }) => `number lines { ... on FoodOrderLineItem { foodOrder ${whole('FoodOrder')} } }`,
    number,
  ),
  {
    // Booked by itself, so that there is none; who may not see the booking is not told even that.
    paths: ['Booking.order'],
    target: theBooking,
    operation: ({ id }, { whole }) => ({
      query: `query ($id: ID!) { booking(id: $id) { whole: order ${whole('Order')} } same: booking(id: $id) ${whole('Booking')} }`,
      variables: { id },
    }),
    cells: bookingReaders,
  },
  {
    paths: ['FoodOrder.order'],
    target: theFoodOrder,
    operation: ({ id }, { whole }) => ({
      query: `query ($id: ID!) { foodOrder(id: $id) { order ${whole('Order')} } same: foodOrder(id: $id) ${whole('FoodOrder')} }`,
      variables: { id },
    }),
    cells: foodOrderReaders,
  },
];

import { type AccessRow, cells } from './access';
import { bookingReaders } from './booking/bookingQueryRows';
import type { City } from './city';
import { orderReaders, wideFilters } from './queryRows';

/** Who may ask for the user at all; of the rest each row says what they get. */
const userReaders = cells('unknown', { owner: 'sees', moderator: 'sees', admin: 'sees', anonymous: 'signedOut' });
/** Those who read all about users see neither their sessions nor their orders by this way. */
const ownerOnly = { ...userReaders, moderator: 'nothing', admin: 'nothing' } as const;

/** A courier brings no food to seats. */
const snackReaders = { ...orderReaders, courier: 'unknown' } as const;

/** The owner's orders by way of the owner, narrowed so that the order is among them. */
function foodOrdersOfUser(part: string, filter: (city: City) => object): AccessRow {
  return {
    paths: [`User.foodOrders${part}`],
    target: async ({ order, owner }) => ({ ...owner, marks: order.marks }),
    operation: ({ id }, city) => ({
      query: `query ($id: ID!, $filter: FoodOrderFilter) {
        user(id: $id) { foodOrders(first: 100, filter: $filter) { nodes ${city.whole('FoodOrder')} } }
      }`,
      variables: { id, filter: filter(city) },
    }),
    cells: ownerOnly,
  };
}

/** Each field of an object that leads to something owned, by each of its arguments. */
export const nestedRows: readonly AccessRow[] = [
  {
    paths: ['FoodOrder.customer'],
    target: async ({ order, owner }) => ({ ...order, marks: owner.marks }),
    operation: ({ id }, { whole }) => ({
      query: `query ($id: ID!) { foodOrder(id: $id) { customer ${whole('User')} } }`,
      variables: { id },
    }),
    personAt: ({ foodOrder }) => (foodOrder as { customer: unknown } | null)?.customer,
    // The kitchen and the courier learn a name and nothing else.
    cells: { ...orderReaders, staff: 'named', courier: 'named' },
  },
  {
    paths: ['User.addresses'],
    target: async ({ address, owner }) => ({ ...owner, marks: address.marks }),
    operation: ({ id }, { whole }) => ({
      query: `query ($id: ID!) { user(id: $id) { id addresses ${whole('SavedAddress')} } }`,
      variables: { id },
    }),
    cells: userReaders,
  },
  {
    paths: ['User.addresses', 'FoodOrder.customer'],
    target: async ({ address, order }) => ({ ...order, marks: address.marks }),
    operation: ({ id }, { whole }) => ({
      query: `query ($id: ID!) { foodOrder(id: $id) { customer { addresses ${whole('SavedAddress')} } } }`,
      variables: { id },
    }),
    cells: { ...orderReaders, staff: 'nothing', courier: 'nothing' },
  },
  {
    paths: ['User.sessions'],
    target: async ({ session, owner }) => ({ ...owner, marks: session.marks }),
    operation: ({ id }, { whole }) => ({
      query: `query ($id: ID!) { user(id: $id) { sessions ${whole('Session')} } }`,
      variables: { id },
    }),
    cells: ownerOnly,
  },
  {
    paths: ['User.sessions', 'FoodOrder.customer'],
    target: async ({ session, order }) => ({ ...order, marks: session.marks }),
    operation: ({ id }, { whole }) => ({
      query: `query ($id: ID!) { foodOrder(id: $id) { customer { sessions ${whole('Session')} } } }`,
      variables: { id },
    }),
    cells: { ...orderReaders, staff: 'nothing', courier: 'nothing', admin: 'nothing' },
  },
  {
    // Where to bring it the kitchen learns by `seatPlace`; the booking is nothing to it.
    paths: ['FoodOrder.seatBooking'],
    target: async ({ snack, evening }) => ({ ...snack, marks: evening.booking.marks }),
    operation: ({ id }, { whole }) => ({
      query: `query ($id: ID!) { foodOrder(id: $id) { seatBooking ${whole('Booking')} } }`,
      variables: { id },
    }),
    cells: { ...snackReaders, staff: 'nothing' },
  },
  {
    paths: ['Booking.foodOrders'],
    target: async ({ snack, evening }) => ({ ...evening.booking, marks: snack.marks }),
    operation: ({ id }, { whole }) => ({
      query: `query ($id: ID!) { booking(id: $id) { foodOrders ${whole('FoodOrder')} } }`,
      variables: { id },
    }),
    cells: { ...bookingReaders, admin: 'nothing' },
  },
  {
    paths: ['Booking.foodOrders', 'FoodOrder.seatBooking'],
    target: async ({ snack }) => snack,
    operation: ({ id }, { whole }) => ({
      query: `query ($id: ID!) { foodOrder(id: $id) { seatBooking { foodOrders ${whole('FoodOrder')} } } }`,
      variables: { id },
    }),
    cells: { ...snackReaders, staff: 'nothing', admin: 'nothing' },
  },
  foodOrdersOfUser('', () => ({})),
  ...Object.entries(wideFilters).map(([name, filter]) => foodOrdersOfUser(`(filter.${name}:)`, () => filter)),
  foodOrdersOfUser('(filter.userId:)', ({ owner }) => ({ userId: owner.keys['id'] })),
  foodOrdersOfUser('(filter.restaurantId:)', ({ kitchen }) => ({ restaurantId: kitchen.restaurantId })),
  {
    // Through an order that they do see, nobody gets at the customer's other orders.
    paths: ['User.foodOrders', 'FoodOrder.customer'],
    target: async ({ order }) => ({ ...order, marks: order.marks }),
    operation: ({ id }, { whole }) => ({
      query: `query ($id: ID!) { foodOrder(id: $id) { customer { foodOrders(first: 100) { nodes ${whole('FoodOrder')} } } } }`,
      variables: { id },
    }),
    cells: { ...orderReaders, staff: 'nothing', courier: 'nothing', admin: 'nothing' },
  },
];

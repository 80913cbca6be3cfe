import { randomUUID } from 'node:crypto';
import { orderInput } from '../foodOrders';
import { type AccessRow, cells, type Party } from './access';
import { type City, openSession, tokenOf } from './city';
import { orderReaders, theOrder } from './queryRows';
import { run, unknownId } from './run';

/** Orders something in the party's own name; whatever else would come to the party came before it. */
async function ownOrder(city: City, party: Party): Promise<string> {
  const note = `sentinel ${randomUUID()}`;
  await run(
    city.marquee,
    tokenOf(city, party),
    'mutation ($input: FoodOrderPlaceInput!) { foodOrderPlace(input: $input) { errors { code message } } }',
    { input: orderInput(city.kitchen, { note }) },
  );
  return note;
}

/** Signs in once more on a device with a name of its own. */
async function ownSession(city: City, party: Party): Promise<string> {
  if (party === 'anonymous') throw new TypeError('nobody signs in as the anonymous');
  const deviceName = `sentinel ${randomUUID()}`;
  await openSession(city, city.people[party], deviceName);
  return deviceName;
}

const customer = 'customer { id displayName email phone firstName lastName username }';

/** Each subscription, by each argument but the cursor. All of them replay what has happened since the beginning. */
export const subscriptionRows: readonly AccessRow[] = [
  {
    paths: ['Subscription.foodOrderChanged'],
    target: theOrder,
    operation: (_keys, { whole, beginning: after }) => ({
      query: `subscription ($after: EventCursor) { foodOrderChanged(after: $after) { order ${whole('FoodOrder')} } }`,
      variables: { after },
    }),
    cells: cells('nothing', { owner: 'sees', anonymous: 'signedOut' }),
    sentinel: ownOrder,
  },
  {
    paths: ['Subscription.foodOrderChanged(orderId:)'],
    target: theOrder,
    operation: ({ id }, { whole, beginning: after }) => ({
      query: `subscription ($id: ID!, $after: EventCursor) {
        foodOrderChanged(orderId: $id, after: $after) { order ${whole('FoodOrder')} }
      }`,
      variables: { id, after },
    }),
    cells: orderReaders,
  },
  {
    paths: ['Subscription.foodOrderChanged(orderId:)', 'FoodOrder.customer'],
    target: async ({ order, owner }) => ({ ...order, marks: owner.marks }),
    operation: ({ id }, { beginning: after }) => ({
      query: `subscription ($id: ID!, $after: EventCursor) {
        foodOrderChanged(orderId: $id, after: $after) { order { note ${customer} } }
      }`,
      variables: { id, after },
    }),
    cells: { ...orderReaders, staff: 'nothing', courier: 'nothing' },
    // The order's own note tells those who see the order that its events have come.
    sentinel: async ({ order }) => order.marks[0] ?? '',
  },
  {
    paths: ['Subscription.courierMoved(orderId:)'],
    target: async ({ order }) => ({ ...order, marks: ['53.3419'] }),
    operation: ({ id }, { whole, beginning: after }) => ({
      query: `subscription ($id: ID!, $after: EventCursor) {
        courierMoved(orderId: $id, after: $after) { orderId courier ${whole('Courier')} }
      }`,
      variables: { id, after },
    }),
    cells: orderReaders,
  },
  {
    paths: ['Subscription.kitchenQueue(restaurantId:)'],
    target: async ({ order, kitchen }) => ({
      keys: { restaurantId: kitchen.restaurantId },
      unknown: { restaurantId: unknownId('rst') },
      marks: order.marks,
    }),
    operation: ({ restaurantId }, { whole, beginning: after }) => ({
      query: `subscription ($id: ID!, $after: EventCursor) {
        kitchenQueue(restaurantId: $id, after: $after) { openOrders order ${whole('FoodOrder')} }
      }`,
      variables: { id: restaurantId, after },
    }),
    // Restaurants are public: a cook of another one may know that this is none of theirs.
    cells: cells('forbidden', { staff: 'sees', elsewhere: 'denied', anonymous: 'signedOut' }),
  },
  {
    paths: ['Subscription.kitchenQueue(restaurantId:)', 'FoodOrder.customer'],
    target: async ({ owner, kitchen }) => ({
      keys: { restaurantId: kitchen.restaurantId },
      unknown: { restaurantId: unknownId('rst') },
      marks: owner.marks,
    }),
    operation: ({ restaurantId }, { beginning: after }) => ({
      query: `subscription ($id: ID!, $after: EventCursor) {
        kitchenQueue(restaurantId: $id, after: $after) { order { note ${customer} } }
      }`,
      variables: { id: restaurantId, after },
    }),
    cells: cells('forbidden', { staff: 'nothing', elsewhere: 'denied', anonymous: 'signedOut' }),
    sentinel: async ({ order }) => order.marks[0] ?? '',
  },
  {
    paths: ['Subscription.mySessions'],
    // A session that came after the beginning.
    target: async (city) => {
      const deviceName = `device ${randomUUID()}`;
      await openSession(city, city.people.owner, deviceName);
      return { keys: {}, unknown: {}, marks: [deviceName] };
    },
    operation: (_keys, { whole, beginning: after }) => ({
      query: `subscription ($after: EventCursor) { mySessions(after: $after) { kind session ${whole('Session')} } }`,
      variables: { after },
    }),
    cells: cells('nothing', { owner: 'sees', anonymous: 'signedOut' }),
    sentinel: ownSession,
  },
];

import { type AccessRow, cells, type Party } from '../access';
import { type City, tokenOf } from '../city';
import { orderReaders, theOrderOfGoods } from './orderQueryRows';
import { placeOrder } from './shoppingCity';

/** Orders something in the party's own name; whatever else would come to the party came before it. */
async function ownOrder(city: City, party: Party): Promise<string> {
  return (await placeOrder(city, tokenOf(city, party))).keys.number;
}

/** Each subscription, by each argument but the cursor. All of them replay what has happened since the beginning. */
export const orderSubscriptionRows: readonly AccessRow[] = [
  {
    paths: ['Subscription.orderChanged'],
    target: theOrderOfGoods,
    operation: (_keys, { whole, beginning: after }) => ({
      query: `subscription ($after: EventCursor) { orderChanged(after: $after) { order ${whole('Order')} } }`,
      variables: { after },
    }),
    cells: cells('nothing', { owner: 'sees', anonymous: 'signedOut' }),
    sentinel: ownOrder,
  },
  {
    paths: ['Subscription.orderChanged(orderId:)'],
    target: async ({ shopping }) => shopping.cancelled,
    operation: ({ id }, { whole, beginning: after }) => ({
      query: `subscription ($id: ID!, $after: EventCursor) {
        orderChanged(orderId: $id, after: $after) { previousStatus order ${whole('Order')} }
      }`,
      variables: { id, after },
    }),
    cells: orderReaders,
  },
  {
    paths: ['Subscription.checkoutProgress(orderId:)'],
    target: async ({ shopping }) => ({ ...shopping.order, marks: shopping.saga.marks }),
    operation: ({ id }, { whole, beginning: after }) => ({
      query: `subscription ($id: ID!, $after: EventCursor) {
        checkoutProgress(orderId: $id, after: $after) { step { name state } saga ${whole('CheckoutSaga')} }
      }`,
      variables: { id, after },
    }),
    cells: orderReaders,
  },
];

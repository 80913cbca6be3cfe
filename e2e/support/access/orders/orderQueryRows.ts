import { type AccessRow, type Cells, cells, type Target } from '../access';
import type { City } from '../city';
import { wideFilters } from '../queryRows';
import { unknownId } from '../run';

/** Its customer, and who reads any. */
export const orderReaders = cells('unknown', { owner: 'sees', admin: 'sees', anonymous: 'signedOut' });
/** In a list that does not name the thing, nothing of it stands. */
const orderListReaders = cells('nothing', { owner: 'sees', admin: 'sees', anonymous: 'signedOut' });
/** A basket is nobody else's business, whatever their office. */
export const cartOwner = cells('unknown', { owner: 'sees' });
const administrators = cells('forbidden', { admin: 'sees', anonymous: 'signedOut' });

export const theCart = async ({ shopping }: City): Promise<Target> => shopping.cart;
export const theOrderOfGoods = async ({ shopping }: City): Promise<Target> => shopping.order;
export const theSaga = async ({ shopping }: City): Promise<Target> => shopping.saga;

const everyStatus = ['PENDING', 'AWAITING_PAYMENT', 'CONFIRMED', 'FAILED'];

/** Filters by what the owner's order has, and others too. */
export const wideOrderFilters: Readonly<Record<string, object>> = {
  '(filter.status:)': { status: everyStatus },
  '(filter.placedAfter:)': { placedAfter: wideFilters.placedAfter.placedAfter },
  '(filter.placedBefore:)': { placedBefore: wideFilters.placedBefore.placedBefore },
  '(filter.minTotal.minor:)': { minTotal: { minor: 1, currency: 'EUR' } },
  '(filter.minTotal.currency:)': { minTotal: { minor: 0, currency: 'EUR' } },
  '(filter.query:)': { query: 'Harbour lamp' },
};
export const orderSorts: Readonly<Record<string, object>> = {
  '(orderBy.field:)': { field: 'TOTAL' },
  '(orderBy.direction:)': { direction: 'ASC' },
};

/** A list of orders, narrowed or sorted so that the owner's is in it. */
function orders(
  part: string,
  variables: (keys: Target['keys']) => Readonly<Record<string, unknown>>,
  rowCells: Cells = orderListReaders,
  target: AccessRow['target'] = theOrderOfGoods,
): AccessRow {
  return {
    paths: [`Query.orders${part}`],
    target,
    operation: (keys, { whole }) => ({
      query: `query ($filter: OrderFilter, $orderBy: OrderSort) {
        orders(first: 100, filter: $filter, orderBy: $orderBy) { nodes ${whole('Order')} }
      }`,
      variables: variables(keys),
    }),
    cells: rowCells,
  };
}

/** What the sagas are that somebody behind the scenes looks through. */
const sagas = (part: string, argument: string): AccessRow => ({
  paths: [`Query.checkoutSagas${part}`],
  target: theSaga,
  operation: (_keys, { whole }) => ({
    query: `{ checkoutSagas(first: 100${argument}) { nodes ${whole('CheckoutSaga')} } }`,
  }),
  cells: administrators,
});

/** Each root field of Query, by each argument. */
export const orderQueryRows: readonly AccessRow[] = [
  {
    paths: ['Query.cart'],
    target: theCart,
    operation: (_keys, { whole }) => ({ query: `{ cart { lines { id } } whole: cart ${whole('Cart')} }` }),
    cells: cells('nothing', { owner: 'sees' }),
  },
  {
    paths: ['Query.cart(id:)'],
    target: theCart,
    operation: ({ id }, { whole }) => ({
      query: `query ($id: ID!) { cart(id: $id) { lines { id } } whole: cart(id: $id) ${whole('Cart')} }`,
      variables: { id },
    }),
    cells: cartOwner,
  },
  {
    paths: ['Query.order', 'Query.order(id:)'],
    target: theOrderOfGoods,
    operation: ({ id }, { whole }) => ({
      query: `query ($id: ID!) { order(id: $id) ${whole('Order')} }`,
      variables: { id },
    }),
    cells: orderReaders,
  },
  {
    // Why it was called off.
    paths: ['Query.order(id:)'],
    target: async ({ shopping }) => shopping.cancelled,
    operation: ({ id }, { whole }) => ({
      query: `query ($id: ID!) { order(id: $id) ${whole('Order')} }`,
      variables: { id },
    }),
    cells: orderReaders,
  },
  {
    paths: ['Query.order(number:)'],
    target: theOrderOfGoods,
    operation: ({ number }, { whole }) => ({
      query: `query ($number: String!) { order(number: $number) ${whole('Order')} }`,
      variables: { number },
    }),
    cells: orderReaders,
  },
  orders('', () => ({})),
  ...Object.entries(wideOrderFilters).map(([part, filter]) => orders(part, () => ({ filter }))),
  ...Object.entries(orderSorts).map(([part, orderBy]) => orders(part, () => ({ orderBy }))),
  orders(
    '(filter.userId:)',
    ({ id }) => ({ filter: { userId: id } }),
    orderReaders,
    async ({ shopping, owner }) => ({
      keys: { id: owner.keys['id'] ?? '' },
      unknown: { id: unknownId('usr') },
      marks: shopping.order.marks,
    }),
  ),
  sagas('', ''),
  sagas('(state:)', ', state: [RUNNING, COMPLETED, COMPENSATING, COMPENSATED, STUCK]'),
];

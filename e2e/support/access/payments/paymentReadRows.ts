import { type AccessRow, cells, type Target } from '../access';
import type { City } from '../city';
import { reference } from '../referenceRows';
import { unknownId } from '../run';

/** Its payer, and who reads any. */
export const paymentReaders = cells('unknown', { owner: 'sees', admin: 'sees', anonymous: 'signedOut' });
/** In a list that does not name the thing, nothing of it stands. */
const listReaders = cells('nothing', { owner: 'sees', admin: 'sees', anonymous: 'signedOut' });
/** Who may ask for the user at all; only who reads any payment finds the user's there. */
const userPayments = cells('unknown', { owner: 'sees', admin: 'sees', moderator: 'nothing', anonymous: 'signedOut' });
const userMethods = cells('unknown', { owner: 'sees', admin: 'nothing', moderator: 'nothing', anonymous: 'signedOut' });
const ledgerReaders = cells('forbidden', { admin: 'sees', anonymous: 'signedOut' });

export const thePayment = async ({ till }: City): Promise<Target> => till.payment;
const theRefund = async ({ till }: City): Promise<Target> => till.refund;
const theEntry = async ({ till }: City): Promise<Target> => till.entry;

/** Everything but what only the books know. */
export const shownPayment = `{ id transactionId status failureReason nextActionUrl amount { minor } authorised { minor }
  captured { minor } refunded { minor } refundable { minor } attempts { number outcome declineCode } refunds { id }
  method { id } payer { id } subject { __typename } createdAt }`;

const from = '2001-01-01T00:00:00.000Z';
const to = '2999-01-01T00:00:00.000Z';

const filters: Readonly<Record<string, (keys: Target['keys'], city: City) => object>> = {
  '': () => ({}),
  '(filter.status:)': () => ({ status: ['PARTIALLY_REFUNDED'] }),
  '(filter.createdAfter:)': () => ({ createdAfter: from }),
  '(filter.createdBefore:)': () => ({ createdBefore: to }),
  '(filter.subjectId:)': (_keys, { till }) => ({ subjectId: till.payment.keys['subjectId'] }),
  '(filter.userId:)': (_keys, { owner }) => ({ userId: owner.keys['id'] }),
};

const lists: readonly AccessRow[] = Object.entries(filters).flatMap(([part, filter]) => [
  {
    paths: [`Query.payments${part}`],
    target: thePayment,
    operation: (keys, city) => ({
      query: `query ($filter: PaymentFilter) { payments(first: 100, filter: $filter) { totalCount nodes ${shownPayment} } }`,
      variables: { filter: filter(keys, city) },
    }),
    cells: listReaders,
  },
  {
    paths: [`User.payments${part}`],
    target: async ({ till, owner }) => ({ ...owner, marks: till.payment.marks }),
    operation: ({ id }, city) => ({
      query: `query ($id: ID!, $filter: PaymentFilter) {
        user(id: $id) { payments(first: 100, filter: $filter) { nodes ${shownPayment} } }
      }`,
      variables: { id, filter: filter({}, city) },
    }),
    cells: userPayments,
  },
]);

/** A field of a payment that leads to something else of its payer's. */
const ofPayment = (
  paths: readonly string[],
  selection: (city: City) => string,
  marks: (city: City) => readonly string[],
  more: Partial<AccessRow> = {},
): AccessRow => ({
  paths,
  target: async (city) => ({ ...city.till.payment, marks: marks(city) }),
  operation: ({ id }, city) => ({
    query: `query ($id: ID!) { payment(id: $id) { ${selection(city)} } }`,
    variables: { id },
  }),
  cells: paymentReaders,
  ...more,
});

/** The books, narrowed by one argument so that what is looked for is among it. */
const ledger = (field: string, narrowed: readonly [string, string] | null, selection: string): AccessRow => {
  const isList = field === 'ledgerEntries';
  return {
    paths: [narrowed === null ? `Query.${field}` : `Query.${field}(${narrowed[0]}:)`],
    target: async ({ till }) => (isList ? till.entry : { ...till.entry, marks: [selection] }),
    operation: () => ({
      query: `{ ${field}${narrowed === null ? '' : `(${narrowed[0]}: "${narrowed[1]}")`} {
        ${isList ? `totalCount nodes { ${selection} }` : selection}
      } }`,
    }),
    cells: ledgerReaders,
  };
};

/** Everything of payments that may be read, by each way to it. */
export const paymentReadRows: readonly AccessRow[] = [
  ofPayment(
    ['Query.payment(id:)'],
    () => shownPayment.slice(1, -1),
    ({ till }) => till.payment.marks,
  ),
  {
    paths: ['Query.refund(id:)', 'Refund.payment'],
    target: async ({ till }) => ({ ...till.refund, marks: [...till.refund.marks, ...till.payment.marks] }),
    operation: ({ id }) => ({
      query: `query ($id: ID!) { refund(id: $id) { id reason status amount { minor } payment ${shownPayment} } }`,
      variables: { id },
    }),
    cells: paymentReaders,
  },
  {
    paths: ['Query.refunds'],
    target: theRefund,
    operation: () => ({ query: '{ refunds(first: 100) { totalCount nodes { id reason amount { minor } } } }' }),
    cells: listReaders,
  },
  {
    paths: ['Query.refunds(paymentId:)'],
    target: async ({ till }) => ({ ...till.payment, marks: till.refund.marks }),
    operation: ({ id }) => ({
      query: 'query ($id: ID!) { refunds(first: 100, paymentId: $id) { totalCount nodes { id reason } } }',
      variables: { id },
    }),
    cells: paymentReaders,
  },
  ...lists,
  ofPayment(
    ['Payment.payer'],
    ({ whole }) => `payer ${whole('User')}`,
    ({ owner }) => owner.marks,
  ),
  ofPayment(
    ['Payment.method'],
    ({ whole }) => `method ${whole('PaymentMethod')}`,
    ({ till }) => till.method.marks,
  ),
  ofPayment(
    ['Payment.refunds'],
    () => 'refunds { id reason status amount { minor } }',
    ({ till }) => till.refund.marks,
  ),
  ofPayment(
    ['FoodOrder.payments', 'Booking.payments', 'Order.payments'],
    () => ['FoodOrder', 'Booking', 'Order'].map((type) => `... on ${type} { payments ${shownPayment} }`).join(' '),
    ({ till }) => till.payment.marks,
    {
      operation: ({ id }) => ({
        query: `query ($id: ID!) { payment(id: $id) { subject {
          ... on FoodOrder { payments ${shownPayment} } ... on Booking { payments { id } } ... on Order { payments { id } }
        } } }`,
        variables: { id },
      }),
    },
  ),
  {
    // Who works on an order sees it, but not how it was paid.
    paths: ['FoodOrder.payments'],
    target: async ({ till }) => ({
      keys: { id: till.payment.keys['subjectId'] ?? '' },
      unknown: { id: unknownId('ford') },
      marks: till.payment.marks,
    }),
    operation: ({ id }) => ({
      query: `query ($id: ID!) { foodOrder(id: $id) { status payments ${shownPayment} } }`,
      variables: { id },
    }),
    cells: { ...paymentReaders, staff: 'nothing' },
  },
  {
    paths: ['User.paymentMethods'],
    target: async ({ till, owner }) => ({ ...owner, marks: till.method.marks }),
    operation: ({ id }, { whole }) => ({
      query: `query ($id: ID!) { user(id: $id) { paymentMethods ${whole('PaymentMethod')} } }`,
      variables: { id },
    }),
    cells: userMethods,
  },
  ofPayment(
    ['Payment.ledgerEntries'],
    ({ whole }) => `ledgerEntries ${whole('LedgerEntry')}`,
    ({ till }) => till.entry.marks,
    { cells: ledgerReaders },
  ),
  ledger('ledgerEntries', null, 'id account side amount { minor } chainHash bookedAt'),
  ledger('ledgerEntries', ['account', 'provider_clearing'], 'id chainHash'),
  ledger('ledgerEntries', ['from', from], 'chainHash'),
  ledger('ledgerEntries', ['to', to], 'chainHash'),
  ledger('ledgerBalances', null, 'account'),
  ledger('ledgerBalances', ['asOf', to], 'account'),
  ledger('ledgerProof', null, 'chainIntact'),
  ledger('ledgerProof', ['from', from], 'chainIntact'),
  ledger('ledgerProof', ['to', to], 'chainIntact'),
];

const referenceReaders = cells('unknown', { owner: 'sees', admin: 'sees' });
const ownerOnly = cells('unknown', { owner: 'sees' });

/** What is paid for is known by its id alone here; the rule is one for all three. */
const subject = (type: 'Order' | 'Booking' | 'FoodOrder'): AccessRow =>
  reference('payments', type, 'id', {
    target: async ({ till }) => ({
      keys: { id: till.payment.keys['subjectId'] ?? '' },
      unknown: { id: till.payment.unknown['subjectId'] ?? '' },
      marks: till.payment.marks,
    }),
    selection: () => `{ payments ${shownPayment} }`,
    cells: referenceReaders,
  });

/** Each entity of payments by each of its keys. A reference names an id, and proves nothing. */
export const paymentReferenceRows: readonly AccessRow[] = [
  reference('payments', 'Payment', 'id', {
    target: thePayment,
    selection: () => shownPayment,
    cells: referenceReaders,
  }),
  reference('payments', 'Payment', 'transactionId', {
    target: thePayment,
    selection: () => shownPayment,
    cells: referenceReaders,
  }),
  reference('payments', 'Refund', 'id', { target: theRefund, cells: referenceReaders }),
  reference('payments', 'PaymentMethod', 'id', { target: async ({ till }) => till.method, cells: ownerOnly }),
  reference('payments', 'LedgerEntry', 'id', { target: theEntry, cells: cells('unknown', { admin: 'sees' }) }),
  reference('payments', 'User', 'id', {
    target: async ({ owner, till }) => ({ ...owner, marks: till.payment.marks }),
    selection: () => `{ payments(first: 100) { nodes ${shownPayment} } }`,
    cells: referenceReaders,
  }),
  reference('payments', 'User', 'id', {
    target: async ({ owner, till }) => ({ ...owner, marks: till.method.marks }),
    selection: ({ whole }) => `{ paymentMethods ${whole('PaymentMethod')} }`,
    cells: ownerOnly,
  }),
  subject('Order'),
  subject('Booking'),
  subject('FoodOrder'),
];

import { randomUUID } from 'node:crypto';
import { addMethod, createPayment, payFor, paymentInput, paymentProblems } from '../../till';
import { type AccessRow, cells, type Party, type Target } from '../access';
import { type City, tokenOf } from '../city';
import { run, unknownId } from '../run';
import { paymentReaders, shownPayment, thePayment } from './paymentReadRows';
import { aPayment, aTakenPayment, orderToPay } from './tillCity';

const key = (): string => randomUUID();
const ownerOnly = cells('unknown', { owner: 'done', anonymous: 'signedOut' });

/** What became of the payment, as staff read it. */
const paymentState = ({ keys: { id } }: Target, { marquee, people }: City): Promise<unknown> =>
  run(
    marquee,
    people.admin.token,
    'query ($id: ID!) { payment(id: $id) { status captured { minor } refunded { minor } refunds { id } } }',
    { id },
  );

/** What was paid for the subject, as staff read it. */
const subjectState = ({ keys: { subjectId } }: Target, { marquee, people }: City): Promise<unknown> =>
  run(marquee, people.admin.token, 'query ($id: ID) { payments(filter: { subjectId: $id }) { totalCount } }', {
    id: subjectId,
  });

const methodState = (_target: Target, { marquee, people }: City): Promise<unknown> =>
  run(marquee, people.owner.token, '{ me { paymentMethods { id isDefault } } }');

/** A food order to be paid for, and a payment method to pay with. */
async function toPay(city: City, whose: Readonly<Record<'subject' | 'method', Party>>): Promise<Target> {
  const subjectId = await orderToPay(city, tokenOf(city, whose.subject));
  const methodId = await addMethod(city.marquee.url, tokenOf(city, whose.method));
  // What is the party's own is there in either case.
  const unknown = {
    subjectId: whose.subject === 'owner' ? unknownId('ford') : subjectId,
    methodId: whose.method === 'owner' ? unknownId('pmt') : methodId,
  };
  return {
    keys: { subjectId, methodId },
    unknown,
    marks: [],
  };
}

const signedIn = (party: Party): Party => (party === 'anonymous' ? 'owner' : party);

/** Whoever pays pays what is theirs, with what is theirs. */
const creating = (path: string, target: AccessRow['target']): AccessRow => ({
  paths: [`Mutation.paymentCreate(${path}:)`],
  target,
  operation: ({ subjectId, methodId }) => ({
    query: createPayment,
    variables: { input: paymentInput({ subjectId, paymentMethodId: methodId }) },
  }),
  cells: ownerOnly,
  state: subjectState,
});

/** Pays for something in the party's own name; whatever else would come to the party came before it. */
async function ownPayment(city: City, party: Party): Promise<string> {
  const token = tokenOf(city, party);
  const paymentMethodId = await addMethod(city.marquee.url, token);
  const { id } = await payFor(city.marquee.url, token, { subjectId: await orderToPay(city, token), paymentMethodId });
  return id;
}

/** What every mutation and subscription of payments asks of a caller, and of what the caller names. */
export const paymentChangeRows: readonly AccessRow[] = [
  {
    paths: ['Subscription.paymentChanged'],
    target: thePayment,
    operation: (_keys, { beginning: after }) => ({
      query: `subscription ($after: EventCursor) { paymentChanged(after: $after) { previousStatus payment ${shownPayment} } }`,
      variables: { after },
    }),
    cells: cells('nothing', { owner: 'sees', anonymous: 'signedOut' }),
    sentinel: ownPayment,
  },
  {
    paths: ['Subscription.paymentChanged(paymentId:)'],
    target: thePayment,
    operation: ({ id }, { beginning: after }) => ({
      query: `subscription ($id: ID, $after: EventCursor) {
        paymentChanged(paymentId: $id, after: $after) { previousStatus payment ${shownPayment} }
      }`,
      variables: { id, after },
    }),
    cells: paymentReaders,
  },
  creating('input.subjectId', (city, party) => toPay(city, { subject: 'owner', method: signedIn(party) })),
  creating('input.paymentMethodId', (city, party) => toPay(city, { subject: signedIn(party), method: 'owner' })),
  {
    // Other money is taken without anybody's saying so.
    paths: ['Mutation.paymentCapture(input.paymentId:)'],
    target: (city) => aPayment(city, 'cash'),
    operation: ({ id }) => ({
      query: `mutation ($input: PaymentCaptureInput!) {
        paymentCapture(input: $input) { payment ${shownPayment} ${paymentProblems} }
      }`,
      variables: { input: { paymentId: id, idempotencyKey: key() } },
    }),
    cells: cells('forbidden', { admin: 'done', anonymous: 'signedOut' }),
    state: paymentState,
  },
  {
    paths: ['Mutation.paymentCancel(paymentId:)'],
    target: (city) => aPayment(city, 'tok_three_d_secure'),
    operation: ({ id }) => ({
      query: `mutation ($id: ID!, $key: IdempotencyKey!) {
        paymentCancel(paymentId: $id, idempotencyKey: $key) { payment ${shownPayment} ${paymentProblems} }
      }`,
      variables: { id, key: key() },
    }),
    cells: { ...ownerOnly, admin: 'done' },
    state: paymentState,
  },
  {
    // What was paid for is not called off: its payer sees the payment, and may not have it back yet.
    paths: ['Mutation.refundCreate(input.paymentId:)'],
    target: aTakenPayment,
    operation: ({ id }) => ({
      query: `mutation ($input: RefundCreateInput!) {
        refundCreate(input: $input) { refund { status payment ${shownPayment} } ${paymentProblems} }
      }`,
      variables: { input: { paymentId: id, idempotencyKey: key() } },
    }),
    cells: { ...ownerOnly, owner: 'denied', admin: 'done' },
    state: paymentState,
  },
  {
    paths: ['Mutation.paymentMethodAdd'],
    target: async () => ({ keys: {}, unknown: {}, marks: [] }),
    operation: (_keys, { whole }) => ({
      query: `mutation { paymentMethodAdd(input: { kind: CARD, providerToken: "tok_mastercard" }) {
        paymentMethod ${whole('PaymentMethod')} ${paymentProblems}
      } }`,
    }),
    cells: cells('done', { anonymous: 'signedOut' }),
  },
  {
    paths: ['Mutation.paymentMethodRemove(id:)'],
    target: async ({ marquee, people }) => ({
      keys: { id: await addMethod(marquee.url, people.owner.token, 'tok_slow') },
      unknown: { id: unknownId('pmt') },
      marks: ['8001'],
    }),
    operation: ({ id }) => ({
      query: `mutation ($id: ID!) {
        paymentMethodRemove(id: $id) { paymentMethod { kind last4 } ${paymentProblems} }
      }`,
      variables: { id },
    }),
    cells: ownerOnly,
    state: methodState,
  },
];

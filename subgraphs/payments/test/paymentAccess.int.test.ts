import type { Viewer } from '@marquee/shared/auth';
import { newId } from '@marquee/shared/ids';
import { aCustomer, aPayment, aTreasurer, captures, eur, refunds, someone } from './support/pay';
import { aPaymentsBed, type PaymentsBed } from './support/paymentsBed';

describe('a payment', () => {
  let bed: PaymentsBed;
  let payer: Viewer;
  let ids: { id: string; subjectId: string; transactionId: string | null; refundId: string };
  const reader = someone('payments:read:any');

  beforeAll(async () => {
    bed = await aPaymentsBed();
    const { customer, payment, subjectId } = await aPayment(bed);
    await captures(bed, aTreasurer(), { paymentId: payment.id });
    const { refund } = await refunds(bed, aTreasurer(), { paymentId: payment.id, amount: eur(100) });
    payer = customer;
    ids = { id: payment.id, subjectId, transactionId: payment.transactionId, refundId: refund?.id ?? '' };
  });
  afterAll(() => bed.close());

  const everything = `query ($id: ID!, $refundId: ID!, $subjectId: ID!, $r: [_Any!]!) {
    payment(id: $id) { id } refund(id: $refundId) { id payment { id } }
    payments(filter: { subjectId: $subjectId }) { totalCount nodes { id } }
    refunds(paymentId: $id) { totalCount nodes { id } }
    _entities(representations: $r) {
      ... on Payment { status subject { __typename ... on Booking { id } } payer { id } } ... on Refund { refundStatus: status }
      ... on Booking { payments { id } }
    }
  }`;
  async function seenBy(viewer: Viewer | null, given: Partial<typeof ids> = {}) {
    const wanted = { ...ids, ...given };
    const r = [
      { __typename: 'Payment', id: wanted.id },
      { __typename: 'Payment', transactionId: wanted.transactionId },
      { __typename: 'Refund', id: wanted.refundId },
      { __typename: 'Booking', id: wanted.subjectId },
    ];
    return bed.ask(viewer, everything, { ...wanted, r });
  }
  const unknown = {
    id: newId('payment'),
    refundId: newId('refund'),
    subjectId: newId('booking'),
    transactionId: 'ch_nobody',
  };

  it.each([
    ['its payer', () => payer],
    ['one who reads any', () => reader],
  ])('is there for %s, by every way to it', async (_who, viewer) => {
    const { id, refundId, subjectId } = ids;
    const shown = {
      status: 'PARTIALLY_REFUNDED',
      subject: { __typename: 'Booking', id: subjectId },
      payer: { id: payer.userId },
    };
    expect((await seenBy(viewer())).data).toEqual({
      payment: { id },
      refund: { id: refundId, payment: { id } },
      payments: { totalCount: 1, nodes: [{ id }] },
      refunds: { totalCount: 1, nodes: [{ id: refundId }] },
      _entities: [shown, shown, { refundStatus: 'COMPLETED' }, { payments: [{ id }] }],
    });
  });

  it('is for somebody else like one that does not exist, by every way to it', async () => {
    const other = aCustomer();
    expect(await seenBy(other)).toEqual(await seenBy(other, unknown));
    expect((await seenBy(other)).data).toEqual({
      payment: null,
      refund: null,
      payments: { totalCount: 0, nodes: [] },
      refunds: { totalCount: 0, nodes: [] },
      _entities: [null, null, null, { payments: [] }],
    });
  });

  it('is for the signed-out like one that does not exist', async () => {
    expect(await seenBy(null)).toEqual(await seenBy(null, unknown));
  });

  it('is listed for the user who made it, and for nobody else', async () => {
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { payments { nodes { id } } } } }`;
    const r = [{ __typename: 'User', id: payer.userId }];
    const shown = { _entities: [{ payments: { nodes: [{ id: ids.id }] } }] };
    expect((await bed.ask(payer, query, { r })).data).toEqual(shown);
    expect((await bed.ask(reader, query, { r })).data).toEqual(shown);
    expect((await bed.ask(aCustomer(), query, { r })).data).toEqual({ _entities: [{ payments: null }] });
    const list = `query ($userId: ID!) { payments(filter: { userId: $userId }) { totalCount } }`;
    const variables = { userId: payer.userId };
    expect((await bed.ask(aCustomer(), list, variables)).data).toEqual({ payments: { totalCount: 0 } });
    expect((await bed.ask(reader, list, variables)).data).toEqual({ payments: { totalCount: 1 } });
  });

  it('shows where to confirm it to its payer alone', async () => {
    const { payment, customer } = await aPayment(bed, 'tok_three_d_secure');
    const query = 'query ($id: ID!) { payment(id: $id) { status nextActionUrl } }';
    const seen = (viewer: Viewer) => bed.ask(viewer, query, { id: payment.id });
    expect((await seen(customer)).data).toEqual({
      payment: { status: 'REQUIRES_ACTION', nextActionUrl: payment.nextActionUrl },
    });
    expect((await seen(reader)).data).toEqual({ payment: { status: 'REQUIRES_ACTION', nextActionUrl: null } });
  });
});

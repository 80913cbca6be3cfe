import { bookingCancelledV1, eventOf } from '@marquee/shared/events';
import { eventually } from '@marquee/shared/testing';
import { aCustomer, aKey, aPayment, aTreasurer, bookingState, captures, eur, paymentOf, refunds } from './support/pay';
import { aPaymentsBed, type PaymentsBed } from './support/paymentsBed';

describe('giving back what was paid', () => {
  let bed: PaymentsBed;
  beforeAll(async () => {
    bed = await aPaymentsBed();
  });
  afterAll(() => bed.close());

  async function aPaidBooking() {
    const made = await aPayment(bed);
    await captures(bed, aTreasurer(), { paymentId: made.payment.id });
    return made;
  }
  const payment = (id: string) => paymentOf(bed, aTreasurer(), id);

  it('gives all of it back when no amount is named', async () => {
    const { payment: paid } = await aPaidBooking();
    const { refund, errors } = await refunds(bed, aTreasurer(), { paymentId: paid.id, reason: 'the film tore' });
    expect(errors).toEqual([]);
    expect(refund).toMatchObject({ status: 'COMPLETED', amount: eur(2_500), reason: 'the film tore' });
    expect(await payment(paid.id)).toMatchObject({ status: 'REFUNDED', refunded: eur(2_500), refundable: eur(0) });
  });

  it('gives a part back, and then the rest', async () => {
    const { payment: paid } = await aPaidBooking();
    await refunds(bed, aTreasurer(), { paymentId: paid.id, amount: eur(900) });
    expect(await payment(paid.id)).toMatchObject({ status: 'PARTIALLY_REFUNDED', refundable: eur(1_600) });
    await refunds(bed, aTreasurer(), { paymentId: paid.id });
    expect(await payment(paid.id)).toMatchObject({ status: 'REFUNDED', refunded: eur(2_500) });
  });

  it('never gives back more than was taken', async () => {
    const { payment: paid } = await aPayment(bed);
    await captures(bed, aTreasurer(), { paymentId: paid.id, amount: eur(1_000) });
    expect(await refunds(bed, aTreasurer(), { paymentId: paid.id, amount: eur(1_001) })).toMatchObject({
      refund: null,
      errors: [{ __typename: 'AmountExceededError', code: 'AMOUNT_EXCEEDS_CAPTURED', remaining: eur(1_000) }],
    });
  });

  it('gives the same back once, however many ask', async () => {
    const { payment: paid } = await aPaidBooking();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => refunds(bed, aTreasurer(), { paymentId: paid.id, amount: eur(2_000) })),
    );
    expect(answers.filter(({ refund }) => refund !== null)).toHaveLength(1);
    for (const { errors } of answers.filter(({ refund }) => refund === null)) {
      expect(errors).toMatchObject([{ code: 'AMOUNT_EXCEEDS_CAPTURED', remaining: eur(500) }]);
    }
    expect(await payment(paid.id)).toMatchObject({ refunded: eur(2_000) });
  });

  it('answers a repeated key by the first refund', async () => {
    const { payment: paid } = await aPaidBooking();
    const [staff, idempotencyKey] = [aTreasurer(), aKey()];
    const first = await refunds(bed, staff, { paymentId: paid.id, amount: eur(100), idempotencyKey });
    const second = await refunds(bed, staff, { paymentId: paid.id, amount: eur(100), idempotencyKey });
    expect(second).toMatchObject({ replayed: true, refund: { id: first.refund?.id } });
    expect(await payment(paid.id)).toMatchObject({ refunded: eur(100) });
  });

  it.each([
    [{ minor: 100, currency: 'USD' }, 'CURRENCY_MISMATCH'],
    [eur(0), 'VALIDATION'],
    [eur(-5), 'VALIDATION'],
  ])('refuses %j', async (amount, code) => {
    const { payment: paid } = await aPaidBooking();
    const { errors } = await refunds(bed, aTreasurer(), { paymentId: paid.id, amount });
    expect(errors).toMatchObject([{ code }]);
  });

  it('has nothing to give back of what was only set aside', async () => {
    const { payment: paid } = await aPayment(bed);
    const { errors } = await refunds(bed, aTreasurer(), { paymentId: paid.id });
    expect(errors).toMatchObject([{ __typename: 'InvalidTransitionError', from: 'AUTHORISED', to: 'REFUNDED' }]);
  });

  it('is for the payer when what was paid for is called off, and not before', async () => {
    const { payment: paid, customer, subjectId } = await aPaidBooking();
    const refused = await refunds(bed, customer, { paymentId: paid.id });
    expect(refused.errors).toMatchObject([{ __typename: 'ForbiddenError', path: ['input', 'paymentId'] }]);
    const data = { ...bookingState(subjectId, customer), status: 'CANCELLED' as const, version: 3 };
    const previousStatus = 'CONFIRMED' as const;
    await bed.hear(eventOf(bookingCancelledV1, { aggregateId: subjectId, data: { ...data, previousStatus } }));
    await eventually(async () => {
      const { refund } = await refunds(bed, customer, { paymentId: paid.id });
      expect(refund).toMatchObject({ status: 'COMPLETED', amount: eur(2_500) });
    });
  });

  it('is for nobody else: somebody else’s payment is like one that does not exist', async () => {
    const { payment: paid } = await aPaidBooking();
    const { errors } = await refunds(bed, aCustomer(), { paymentId: paid.id });
    expect(errors).toMatchObject([{ __typename: 'NotFoundError', missingId: paid.id }]);
  });
});

describe('taking what was set aside', () => {
  let bed: PaymentsBed;
  beforeAll(async () => {
    bed = await aPaymentsBed();
  });
  afterAll(() => bed.close());

  it('takes it in parts', async () => {
    const { payment: paid } = await aPayment(bed, 'tok_visa', { captureLater: true }, aTreasurer());
    const first = await captures(bed, aTreasurer(), { paymentId: paid.id, amount: eur(700) });
    expect(first.payment).toMatchObject({ status: 'AUTHORISED', captured: eur(700), refundable: eur(700) });
    expect(await captures(bed, aTreasurer(), { paymentId: paid.id, amount: eur(1_801) })).toMatchObject({
      errors: [{ code: 'AMOUNT_EXCEEDS_AUTHORISED', remaining: eur(1_800) }],
    });
    const rest = await captures(bed, aTreasurer(), { paymentId: paid.id });
    expect(rest.payment).toMatchObject({ status: 'COMPLETED', captured: eur(2_500) });
  });

  it('takes it once, however many ask', async () => {
    const { payment: paid } = await aPayment(bed);
    const [staff, idempotencyKey] = [aTreasurer(), aKey()];
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => captures(bed, staff, { paymentId: paid.id, idempotencyKey })),
    );
    expect(answers.filter(({ replayed }) => replayed)).toHaveLength(49);
    // Each shows the payment as it is when it answers, and on a busy machine some answer before the provider has.
    expect(new Set(answers.map(({ payment }) => payment?.id))).toEqual(new Set([paid.id]));
    await eventually(async () => {
      const again = await captures(bed, staff, { paymentId: paid.id });
      expect(again.errors).toMatchObject([{ __typename: 'InvalidTransitionError', from: 'COMPLETED' }]);
    });
    const { payment } = await captures(bed, staff, { paymentId: paid.id, idempotencyKey });
    expect(payment).toMatchObject({ status: 'COMPLETED', captured: eur(2_500) });
  });

  it('is for those who hold payments:capture', async () => {
    const { payment: paid, customer } = await aPayment(bed);
    const { errors } = await bed.ask<null>(
      customer,
      `mutation ($id: ID!) { paymentCapture(input: { paymentId: $id, idempotencyKey: "any-key-at-all" }) { replayed } }`,
      { id: paid.id },
    );
    expect(errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
  });
});

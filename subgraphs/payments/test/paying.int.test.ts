import { bookingCancelledV1, bookingExpiredV1, eventOf } from '@marquee/shared/events';
import { newId } from '@marquee/shared/ids';
import { eventually } from '@marquee/shared/testing';
import {
  aBookingToPay,
  aCustomer,
  aFoodOrderToPay,
  aKey,
  aMethod,
  anOrderToPay,
  aPayment,
  aTreasurer,
  becomes,
  bookingState,
  bookingToPay,
  cancels,
  captures,
  eur,
  paymentOf,
  pays,
  someone,
} from './support/pay';
import { aPaymentsBed, type PaymentsBed } from './support/paymentsBed';

describe('paying for a booking', () => {
  let bed: PaymentsBed;
  beforeAll(async () => {
    bed = await aPaymentsBed();
  });
  afterAll(() => bed.close());

  it('sets the amount aside that the booking costs', async () => {
    const { payment } = await aPayment(bed);
    expect(payment).toMatchObject({
      status: 'AUTHORISED',
      amount: eur(2_500),
      authorised: eur(2_500),
      captured: eur(0),
      refundable: eur(0),
      transactionId: expect.stringMatching(/^ch_/),
      failureReason: null,
      attempts: [{ number: 1, provider: 'simulated', outcome: 'AUTHORISED', declineCode: null }],
    });
    expect(payment.attempts[0]?.latencyMs).toBeGreaterThanOrEqual(5);
  });

  it('waits for a booking that was made a moment ago', async () => {
    const customer = aCustomer();
    const paymentMethodId = await aMethod(bed, customer);
    const subjectId = newId('booking');
    const paying = pays(bed, customer, { subjectId, paymentMethodId });
    await new Promise((resolve) => setTimeout(resolve, 300));
    await bed.hear(bookingToPay(subjectId, customer));
    expect(await paying).toMatchObject({ errors: [], payment: { status: 'AUTHORISED' } });
  });

  it('is refused for what there is not, and for what is somebody else’s, alike', async () => {
    const customer = aCustomer();
    const paymentMethodId = await aMethod(bed, customer);
    const [theirs, nobodys] = [await aBookingToPay(bed, aCustomer()), newId('booking')];
    const ask = async (subjectId: string) => {
      const { errors, payment } = await pays(bed, customer, { subjectId, paymentMethodId });
      return { payment, errors: errors.map((error) => ({ ...error, missingId: error['missingId'] === subjectId })) };
    };
    const answers = await Promise.all([ask(theirs), ask(nobodys)]);
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject({ payment: null, errors: [{ __typename: 'NotFoundError', missingId: true }] });
  });

  it('may be asked for again by the same key after it was not there', async () => {
    const customer = aCustomer();
    const [paymentMethodId, subjectId, idempotencyKey] = [await aMethod(bed, customer), newId('booking'), aKey()];
    const early = await pays(bed, customer, { subjectId, paymentMethodId, idempotencyKey });
    expect(early.errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    await bed.hear(bookingToPay(subjectId, customer));
    const later = await pays(bed, customer, { subjectId, paymentMethodId, idempotencyKey });
    expect(later).toMatchObject({ errors: [], replayed: false, payment: { status: 'AUTHORISED' } });
  });

  it('is refused with a payment method that is somebody else’s', async () => {
    const customer = aCustomer();
    const subjectId = await aBookingToPay(bed, customer);
    const paymentMethodId = await aMethod(bed, aCustomer());
    expect(await pays(bed, customer, { subjectId, paymentMethodId })).toMatchObject({
      payment: null,
      errors: [
        { __typename: 'NotFoundError', message: 'There is no such payment method.', missingId: paymentMethodId },
      ],
    });
  });

  it.each([
    [eur(2_499), { __typename: 'PriceChangedError', code: 'PRICE_CHANGED', actual: eur(2_500) }],
    [
      { minor: 2_500, currency: 'USD' },
      { code: 'CURRENCY_MISMATCH', path: ['input', 'expectedAmount', 'currency'] },
    ],
  ])('is refused when the customer confirmed %j', async (expectedAmount, error) => {
    const customer = aCustomer();
    const [subjectId, paymentMethodId] = [await aBookingToPay(bed, customer), await aMethod(bed, customer)];
    const answer = await pays(bed, customer, { subjectId, paymentMethodId, expectedAmount });
    expect(answer).toMatchObject({ payment: null, errors: [error] });
  });

  it('happens once for a booking', async () => {
    const { customer, subjectId, paymentMethodId } = await aPayment(bed);
    const again = await pays(bed, customer, { subjectId, paymentMethodId });
    expect(again).toMatchObject({ payment: null, errors: [{ code: 'VALIDATION', path: ['input', 'subjectId'] }] });
  });

  it('may be tried again after a decline', async () => {
    const { customer, subjectId, payment } = await aPayment(bed, 'tok_declined_insufficient_funds');
    expect(payment.status).toBe('FAILED');
    const paymentMethodId = await aMethod(bed, customer);
    const again = await pays(bed, customer, { subjectId, paymentMethodId });
    expect(again).toMatchObject({ errors: [], payment: { status: 'AUTHORISED' } });
  });

  it.each([
    ['has run out', bookingExpiredV1, 'EXPIRED' as const],
    ['was cancelled', bookingCancelledV1, 'CANCELLED' as const],
  ])('is refused once it %s', async (_what, contract, status) => {
    const customer = aCustomer();
    const [subjectId, paymentMethodId] = [await aBookingToPay(bed, customer), await aMethod(bed, customer)];
    const data = {
      ...bookingState(subjectId, customer),
      status,
      version: 2,
      previousStatus: 'PENDING_PAYMENT' as const,
    };
    await bed.hear(eventOf(contract, { aggregateId: subjectId, data }));
    await eventually(async () => {
      const { errors } = await pays(bed, customer, { subjectId, paymentMethodId });
      expect(errors).toMatchObject([{ message: 'This can no longer be paid.' }]);
    });
  });

  it('is refused for what an order pays for', async () => {
    const customer = aCustomer();
    const [subjectId, paymentMethodId] = [newId('booking'), await aMethod(bed, customer)];
    await bed.hear(bookingToPay(subjectId, customer, 2_500, true));
    const { errors } = await pays(bed, customer, { subjectId, paymentMethodId });
    expect(errors).toMatchObject([{ message: 'There is nothing to pay for this by itself.' }]);
  });

  it('answers fifty requests with one key by one payment', async () => {
    const customer = aCustomer();
    const [subjectId, paymentMethodId] = [await aBookingToPay(bed, customer), await aMethod(bed, customer)];
    const input = { subjectId, paymentMethodId, idempotencyKey: aKey() };
    const answers = await Promise.all(Array.from({ length: 50 }, () => pays(bed, customer, input)));
    expect(answers.filter(({ replayed }) => replayed)).toHaveLength(49);
    const shown = new Set(answers.map(({ payment, errors }) => JSON.stringify({ payment, errors })));
    expect(shown.size).toBe(1);
    expect(answers[0]).toMatchObject({ errors: [], payment: { status: 'AUTHORISED', authorised: eur(2_500) } });
    const rows: { count: string }[] = await bed.db.query('select count(*) from payment where subject_id = $1', [
      subjectId,
    ]);
    expect(rows[0]?.count).toBe('1');
  });

  it('lets one of fifty requests with keys of their own through', async () => {
    const customer = aCustomer();
    const [subjectId, paymentMethodId] = [await aBookingToPay(bed, customer), await aMethod(bed, customer)];
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => pays(bed, customer, { subjectId, paymentMethodId })),
    );
    expect(answers.filter(({ payment }) => payment !== null)).toHaveLength(1);
  });

  it('refuses a key that was used for something else', async () => {
    const { customer, paymentMethodId } = await aPayment(bed);
    const idempotencyKey = aKey();
    const first = await aBookingToPay(bed, customer);
    await pays(bed, customer, { subjectId: first, paymentMethodId, idempotencyKey });
    const other = await aBookingToPay(bed, customer);
    const { errors } = await pays(bed, customer, { subjectId: other, paymentMethodId, idempotencyKey });
    expect(errors).toMatchObject([{ __typename: 'IdempotencyKeyReusedError' }]);
  });

  it('in cash needs no provider, and is taken when staff say so', async () => {
    const customer = aCustomer();
    const subjectId = await anOrderToPay(bed, customer);
    const paymentMethodId = await aMethod(bed, customer, 'cash', 'CASH_ON_DELIVERY');
    const { payment } = await pays(bed, customer, { subjectId, paymentMethodId });
    expect(payment).toMatchObject({ status: 'AUTHORISED', transactionId: null, captured: eur(0) });
    const taken = await captures(bed, aTreasurer(), { paymentId: payment?.id });
    expect(taken).toMatchObject({ errors: [], payment: { status: 'COMPLETED', captured: eur(2_500) } });
  });

  it('in cash is not for seats: their tickets are out before anybody takes it', async () => {
    const customer = aCustomer();
    const subjectId = await aBookingToPay(bed, customer);
    const inCash = await aMethod(bed, customer, 'cash', 'CASH_ON_DELIVERY');
    expect(await pays(bed, customer, { subjectId, paymentMethodId: inCash })).toMatchObject({
      payment: null,
      errors: [{ code: 'VALIDATION', path: ['input', 'paymentMethodId'] }],
    });
    // And it can still be paid otherwise.
    const paymentMethodId = await aMethod(bed, customer);
    expect(await pays(bed, customer, { subjectId, paymentMethodId })).toMatchObject({ errors: [] });
  });

  it.each([
    ['a booking', aBookingToPay],
    ['an order of goods', anOrderToPay],
    ['a food order', aFoodOrderToPay],
  ] as const)('for %s is taken later only for those who may take it', async (_what, toPay) => {
    const customer = aCustomer();
    const subjectId = await toPay(bed, customer);
    const paymentMethodId = await aMethod(bed, customer);
    expect(await pays(bed, customer, { subjectId, paymentMethodId, captureLater: true })).toMatchObject({
      payment: null,
      errors: [{ __typename: 'ForbiddenError', code: 'FORBIDDEN', path: ['input', 'captureLater'] }],
    });
  });

  it('is taken later where staff say when', async () => {
    const { payment } = await aPayment(bed, 'tok_visa', { captureLater: true }, someone('payments:capture'));
    expect(payment).toMatchObject({ status: 'AUTHORISED', captured: eur(0) });
  });
});

describe('calling a payment off', () => {
  let bed: PaymentsBed;
  beforeAll(async () => {
    bed = await aPaymentsBed();
  });
  afterAll(() => bed.close());

  it('is for staff once it was set aside', async () => {
    const { payment, customer } = await aPayment(bed);
    expect(await cancels(bed, customer, payment.id)).toMatchObject({
      payment: null,
      errors: [{ __typename: 'InvalidTransitionError', from: 'AUTHORISED', to: 'CANCELLED' }],
    });
    expect(await cancels(bed, aTreasurer(), payment.id)).toMatchObject({
      errors: [],
      payment: { status: 'CANCELLED', authorised: eur(0), failureReason: 'It was called off.' },
    });
  });

  it('is for the payer while it waits for a second factor', async () => {
    const { payment, customer } = await aPayment(bed, 'tok_three_d_secure');
    const key = aKey();
    const first = await cancels(bed, customer, payment.id, key);
    expect(first).toMatchObject({ errors: [], replayed: false, payment: { status: 'CANCELLED' } });
    expect(await cancels(bed, customer, payment.id, key)).toEqual({ ...first, replayed: true });
    const approval = await fetch(payment.nextActionUrl ?? '', {
      method: 'POST',
      body: new URLSearchParams({ decision: 'approve' }),
    });
    expect(approval.status).toBe(200);
    expect(await becomes(bed, payment.id, 'CANCELLED')).toMatchObject({ authorised: eur(0) });
  });

  it('is for nobody else', async () => {
    const { payment } = await aPayment(bed);
    expect((await cancels(bed, aCustomer(), payment.id)).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect(await paymentOf(bed, aCustomer(), payment.id)).toBeNull();
  });

  it('releases what was not taken of it, and leaves the rest', async () => {
    const { payment } = await aPayment(bed);
    await captures(bed, aTreasurer(), { paymentId: payment.id, amount: eur(1_000) });
    expect(await cancels(bed, aTreasurer(), payment.id)).toMatchObject({
      errors: [],
      payment: { status: 'COMPLETED', authorised: eur(1_000), captured: eur(1_000), refunded: eur(0) },
    });
  });
});

import { eventually } from '@marquee/shared/testing';
import {
  aBookingToPay,
  aCustomer,
  aMethod,
  aPayment,
  aTreasurer,
  becomes,
  captures,
  eur,
  pays,
  refunds,
} from './support/pay';
import { aPaymentsBed, type PaymentsBed } from './support/paymentsBed';

describe('what the provider says', () => {
  let bed: PaymentsBed;
  beforeAll(async () => {
    bed = await aPaymentsBed();
  });
  afterAll(() => bed.close());

  it.each([
    ['tok_declined_insufficient_funds', 'insufficient_funds', true, 'There is not enough money for this payment.'],
    ['tok_declined_expired_card', 'expired_card', false, 'The card has expired.'],
    ['tok_declined_lost_card', 'lost_card', false, 'The bank does not accept this card.'],
    ['tok_declined_do_not_honour', 'do_not_honour', true, 'The bank declined this payment.'],
    ['tok_declined_fraud', 'fraud', false, 'The bank does not accept this card.'],
  ])('declines %s with %s', async (token, declineCode, retryable, message) => {
    const customer = aCustomer();
    const [subjectId, paymentMethodId] = [await aBookingToPay(bed, customer), await aMethod(bed, customer, token)];
    expect(await pays(bed, customer, { subjectId, paymentMethodId })).toMatchObject({
      errors: [{ __typename: 'PaymentDeclinedError', code: 'PAYMENT_DECLINED', declineCode, retryable, message }],
      payment: {
        status: 'FAILED',
        authorised: eur(0),
        failureReason: message,
        attempts: [{ outcome: 'FAILED', declineCode }],
      },
    });
  });

  it.each([
    ['tok_mastercard', 'CARD'],
    ['tok_wallet', 'WALLET'],
    ['tok_bank_transfer', 'BANK_TRANSFER'],
    ['tok_store_credit', 'STORE_CREDIT'],
    ['tok_slow', 'CARD'],
  ])('lets %s pay', async (token, kind) => {
    const customer = aCustomer();
    const subjectId = await aBookingToPay(bed, customer);
    const paymentMethodId = await aMethod(bed, customer, token, kind);
    const { payment } = await pays(bed, customer, { subjectId, paymentMethodId });
    expect(await becomes(bed, payment?.id ?? '', 'AUTHORISED')).toMatchObject({ authorised: eur(2_500) });
  });

  it('may decline what it had set aside', async () => {
    const { payment } = await aPayment(bed, 'tok_capture_declined');
    expect(await captures(bed, aTreasurer(), { paymentId: payment.id })).toMatchObject({
      errors: [{ __typename: 'PaymentDeclinedError', declineCode: 'do_not_honour' }],
      payment: { status: 'FAILED', authorised: eur(0), captured: eur(0) },
    });
  });

  it('may decline to give back', async () => {
    const { payment } = await aPayment(bed, 'tok_refund_declined');
    await captures(bed, aTreasurer(), { paymentId: payment.id });
    const { refund } = await refunds(bed, aTreasurer(), { paymentId: payment.id });
    expect(refund).toMatchObject({ status: 'FAILED', amount: eur(2_500) });
    expect(await becomes(bed, payment.id, 'COMPLETED')).toMatchObject({ refunded: eur(0), refundable: eur(2_500) });
  });

  it('charges once when it does not answer after the charge', async () => {
    const customer = aCustomer();
    const subjectId = await aBookingToPay(bed, customer);
    const paymentMethodId = await aMethod(bed, customer, 'tok_timeout_after_authorise');
    const before = await bed.provider.totals();
    const { payment } = await pays(bed, customer, { subjectId, paymentMethodId });
    const id = payment?.id ?? '';
    await becomes(bed, id, 'AUTHORISED');
    await captures(bed, aTreasurer(), { paymentId: id });
    await becomes(bed, id, 'COMPLETED');
    expect(capturedMore(before, await bed.provider.totals())).toBe(2_500);
  });

  it.each(['tok_timeout_after_capture', 'tok_timeout_after_refund'])('moves money once for %s', async (token) => {
    const before = await bed.provider.totals();
    const { payment } = await aPayment(bed, token);
    await captures(bed, aTreasurer(), { paymentId: payment.id });
    await becomes(bed, payment.id, 'COMPLETED');
    await refunds(bed, aTreasurer(), { paymentId: payment.id });
    expect(await becomes(bed, payment.id, 'REFUNDED')).toMatchObject({ refunded: eur(2_500), refundable: eur(0) });
    expect(capturedMore(before, await bed.provider.totals())).toBe(2_500);
    await eventually(async () => {
      const rows: unknown[] = await bed.db.query(
        `select 1 from provider_operation where payment_id = $1 and state = 'OPEN'`,
        [payment.id],
      );
      expect(rows).toEqual([]);
    }, 20_000);
  });

  it('asks for a second factor, which the customer gives on its page', async () => {
    const { payment } = await aPayment(bed, 'tok_three_d_secure', { returnUrl: 'https://shop.example/thanks' });
    expect(payment).toMatchObject({ status: 'REQUIRES_ACTION', authorised: eur(0) });
    const page = await fetch(payment.nextActionUrl ?? '');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).toContain('Approve');
    const body = new URLSearchParams({ decision: 'approve' });
    const answer = await fetch(payment.nextActionUrl ?? '', { method: 'POST', body, redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, 'https://shop.example/thanks']);
    expect(await becomes(bed, payment.id, 'AUTHORISED')).toMatchObject({
      nextActionUrl: null,
      authorised: eur(2_500),
      attempts: [{ outcome: 'REQUIRES_ACTION' }, { outcome: 'AUTHORISED', latencyMs: null }],
    });
  });

  it('takes a refused second factor for a decline', async () => {
    const { payment, customer, subjectId } = await aPayment(bed, 'tok_three_d_secure');
    const body = new URLSearchParams({ decision: 'refuse' });
    await fetch(payment.nextActionUrl ?? '', { method: 'POST', body });
    expect(await becomes(bed, payment.id, 'FAILED')).toMatchObject({ failureReason: 'The payment was not confirmed.' });
    const paymentMethodId = await aMethod(bed, customer);
    expect((await pays(bed, customer, { subjectId, paymentMethodId })).errors).toEqual([]);
  });

  it('shows its page to nobody who does not know the whole address', async () => {
    const { payment } = await aPayment(bed, 'tok_three_d_secure');
    const guess = (payment.nextActionUrl ?? '').replace(/[^/]+$/, 'guess');
    expect((await fetch(guess)).status).toBe(404);
    const body = new URLSearchParams({ decision: 'approve' });
    expect((await fetch(guess, { method: 'POST', body })).status).toBe(404);
  });
});

describe('a provider that answers nobody but its merchant', () => {
  let bed: PaymentsBed;
  beforeAll(async () => {
    bed = await aPaymentsBed();
  });
  afterAll(() => bed.close());

  it('refuses every other key', async () => {
    for (const authorization of ['', 'Bearer ', 'Bearer guess']) {
      const response = await fetch(`${bed.provider.url}/v1/balance`, { headers: { authorization } });
      expect(response.status).toBe(401);
    }
  });
});

type Totals = Awaited<ReturnType<PaymentsBed['provider']['totals']>>;

function capturedMore(before: Totals, after: Totals): number {
  const of = (totals: Totals) => totals.find(({ currency }) => currency === 'EUR')?.capturedMinor ?? 0;
  return of(after) - of(before);
}

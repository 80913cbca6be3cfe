import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '@marquee/shared/testing';
import { aCheckout, authorise, type Checkout, capture, refund } from './support/checkout';
import { aCustomer, aMethod, aTreasurer, becomes, cancels, captures, eur, paymentOf, refunds } from './support/pay';
import { aPaymentsBed, type PaymentsBed } from './support/paymentsBed';

const done = { kind: 'DONE' };

describe('the steps of a checkout', () => {
  let bed: PaymentsBed;
  beforeAll(async () => {
    bed = await aPaymentsBed();
  });
  afterAll(() => bed.close());

  async function begun(token = 'tok_visa', kind = 'CARD'): Promise<Checkout> {
    const customer = aCustomer();
    const checkout = aCheckout(bed, customer);
    await checkout.ask(authorise(checkout, await aMethod(bed, customer, token, kind)));
    return checkout;
  }
  async function paid(token?: string): Promise<Checkout> {
    const checkout = await begun(token);
    await checkout.answered('AUTHORISE_PAYMENT');
    await checkout.ask(capture(checkout));
    await checkout.answered('CAPTURE_PAYMENT');
    return checkout;
  }
  const lastTold = async (paymentId: string) => {
    const [row]: { data: Record<string, unknown> }[] = await bed.db.query(
      `select envelope->'data' as data from outbox where aggregate_id = $1 order by id desc limit 1`,
      [paymentId],
    );
    return row?.data;
  };
  const payment = ({ paymentId }: Checkout) => paymentOf(bed, aTreasurer(), paymentId);

  it('set aside, and take', async () => {
    const checkout = await begun();
    expect(await checkout.answered('AUTHORISE_PAYMENT')).toEqual(done);
    expect(await payment(checkout)).toMatchObject({ status: 'AUTHORISED', authorised: eur(4_200) });
    await checkout.ask(capture(checkout));
    expect(await checkout.answered('CAPTURE_PAYMENT')).toEqual(done);
    expect(await payment(checkout)).toMatchObject({ status: 'COMPLETED', captured: eur(4_200) });
  });

  it('set aside and take in another currency, which stays apart in the books', async () => {
    const customer = aCustomer();
    const checkout = aCheckout(bed, customer);
    const usd = (minor: number) => ({ minor, currency: 'USD' });
    const step = authorise(checkout, await aMethod(bed, customer));
    if (step.name !== 'AUTHORISE_PAYMENT') throw new Error('this authorises nothing');
    await checkout.ask({ ...step, amount: usd(4_200) });
    expect(await checkout.answered('AUTHORISE_PAYMENT')).toEqual(done);
    await checkout.ask(capture(checkout));
    expect(await checkout.answered('CAPTURE_PAYMENT')).toEqual(done);
    expect(await payment(checkout)).toMatchObject({ status: 'COMPLETED', amount: usd(4_200), captured: usd(4_200) });
    const query = '{ ledgerBalances { account balance { minor currency } } ledgerProof { balanced } }';
    const { data } = await bed.ask<{ ledgerBalances: unknown[] }>(aTreasurer(), query);
    expect(data).toMatchObject({
      ledgerBalances: expect.arrayContaining([
        { account: 'provider_clearing', balance: usd(4_200) },
        { account: 'sales', balance: usd(-4_200) },
      ]),
      ledgerProof: { balanced: true },
    });
  });

  it('are taken once, and answered each time', async () => {
    const checkout = await paid();
    const before = await bed.provider.totals();
    await checkout.ask(capture(checkout));
    expect(await checkout.answered('CAPTURE_PAYMENT', 'DO', 1)).toEqual(done);
    expect(await bed.provider.totals()).toEqual(before);
  });

  it('are refused when the provider declines', async () => {
    const checkout = await begun('tok_declined_insufficient_funds');
    expect(await checkout.answered('AUTHORISE_PAYMENT')).toMatchObject({
      kind: 'REFUSED',
      refusal: {
        code: 'PAYMENT_DECLINED',
        type: 'PaymentDeclinedError',
        details: { declineCode: 'insufficient_funds', retryable: true },
      },
    });
  });

  it('are refused when the provider declines to take', async () => {
    const checkout = await begun('tok_capture_declined');
    await checkout.answered('AUTHORISE_PAYMENT');
    await checkout.ask(capture(checkout));
    expect(await checkout.answered('CAPTURE_PAYMENT')).toMatchObject({ refusal: { code: 'PAYMENT_DECLINED' } });
    await checkout.ask(authorise(checkout, 'pmt_x'), 'UNDO');
    expect(await checkout.answered('AUTHORISE_PAYMENT', 'UNDO')).toEqual(done);
  });

  it('refuse somebody else’s payment method like one that does not exist', async () => {
    const checkout = aCheckout(bed, aCustomer());
    await checkout.ask(authorise(checkout, await aMethod(bed, aCustomer())));
    expect(await checkout.answered('AUTHORISE_PAYMENT')).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
    expect(await payment(checkout)).toBeNull();
  });

  it('wait while the customer confirms, and go on when that is done', async () => {
    const checkout = await begun('tok_three_d_secure');
    expect(await checkout.answered('AUTHORISE_PAYMENT')).toMatchObject({ kind: 'WAITING' });
    const shown = await paymentOf(bed, checkout.customer, checkout.paymentId);
    await fetch(shown?.nextActionUrl ?? '', { method: 'POST', body: new URLSearchParams({ decision: 'approve' }) });
    expect(await checkout.answered('AUTHORISE_PAYMENT', 'DO', 1)).toEqual(done);
    expect(await checkout.answers('AUTHORISE_PAYMENT')).toHaveLength(2);
  });

  it.each([
    [
      'refuses',
      async (checkout: Checkout) => {
        const shown = await paymentOf(bed, checkout.customer, checkout.paymentId);
        await fetch(shown?.nextActionUrl ?? '', { method: 'POST', body: new URLSearchParams({ decision: 'refuse' }) });
      },
      'authentication_failed',
    ],
  ])('are refused when the customer %s', async (_what, act, declineCode) => {
    const checkout = await begun('tok_three_d_secure');
    await checkout.answered('AUTHORISE_PAYMENT');
    await act(checkout);
    expect(await checkout.answered('AUTHORISE_PAYMENT', 'DO', 1)).toMatchObject({
      refusal: { details: { declineCode } },
    });
  });

  it('take nothing in cash: that is for those who bring what was bought', async () => {
    const checkout = await begun('cash', 'CASH_ON_DELIVERY');
    expect(await checkout.answered('AUTHORISE_PAYMENT')).toEqual(done);
    await checkout.ask(capture(checkout));
    expect(await checkout.answered('CAPTURE_PAYMENT')).toEqual(done);
    expect(await payment(checkout)).toMatchObject({ status: 'AUTHORISED', captured: eur(0) });
    await captures(bed, aTreasurer(), { paymentId: checkout.paymentId });
    expect(await payment(checkout)).toMatchObject({ status: 'COMPLETED', captured: eur(4_200) });
  });

  it.each([
    ['a provider’s', 'tok_visa', 'CARD'],
    ['one in cash', 'cash', 'CASH_ON_DELIVERY'],
  ])('take nothing of %s that staff called off meanwhile', async (_what, token, kind) => {
    const checkout = await begun(token, kind);
    await checkout.answered('AUTHORISE_PAYMENT');
    expect((await cancels(bed, aTreasurer(), checkout.paymentId)).errors).toEqual([]);
    await checkout.ask(capture(checkout));
    expect(await checkout.answered('CAPTURE_PAYMENT')).toMatchObject({ kind: 'REFUSED' });
  });

  it('take no cash for seats', async () => {
    const customer = aCustomer();
    const checkout = aCheckout(bed, customer);
    const inCash = await aMethod(bed, customer, 'cash', 'CASH_ON_DELIVERY');
    await checkout.ask(authorise(checkout, inCash, { hasSeats: true }));
    expect(await checkout.answered('AUTHORISE_PAYMENT')).toMatchObject({
      kind: 'REFUSED',
      refusal: { code: 'VALIDATION', message: expect.stringContaining('cash') },
    });
    expect(await payment(checkout)).toBeNull();
  });

  describe('that are undone', () => {
    it('release what was set aside', async () => {
      const checkout = await begun();
      await checkout.answered('AUTHORISE_PAYMENT');
      await checkout.ask(authorise(checkout, 'pmt_any'), 'UNDO');
      expect(await checkout.answered('AUTHORISE_PAYMENT', 'UNDO')).toEqual(done);
      expect(await payment(checkout)).toMatchObject({
        status: 'CANCELLED',
        authorised: eur(0),
        failureReason: 'The stock ran out.',
      });
    });

    it.each(['CAPTURE_PAYMENT', 'AUTHORISE_PAYMENT'] as const)('give back what was taken, by %s', async (name) => {
      const checkout = await paid();
      await checkout.ask(name === 'CAPTURE_PAYMENT' ? capture(checkout) : authorise(checkout, 'pmt_any'), 'UNDO');
      expect(await checkout.answered(name, 'UNDO')).toEqual(done);
      expect(await payment(checkout)).toMatchObject({ status: 'REFUNDED', refunded: eur(4_200) });
    });

    it('give it back once, when both are undone', async () => {
      const checkout = await paid();
      await Promise.all([
        checkout.ask(capture(checkout), 'UNDO'),
        checkout.ask(authorise(checkout, 'pmt_any'), 'UNDO'),
      ]);
      await checkout.answered('CAPTURE_PAYMENT', 'UNDO');
      await checkout.answered('AUTHORISE_PAYMENT', 'UNDO');
      expect((await payment(checkout))?.refunds).toMatchObject([{ status: 'COMPLETED', amount: eur(4_200) }]);
    });

    it('give back what a capture takes at that moment', async () => {
      const checkout = await begun('tok_timeout_after_capture');
      await checkout.answered('AUTHORISE_PAYMENT');
      await checkout.ask(capture(checkout));
      await becomes(bed, checkout.paymentId, 'PROCESSING');
      await pause(150);
      await checkout.ask(capture(checkout), 'UNDO');
      expect(await checkout.answered('CAPTURE_PAYMENT', 'UNDO')).toEqual(done);
      expect(await payment(checkout)).toMatchObject({ status: 'REFUNDED', captured: eur(4_200), refunded: eur(4_200) });
    });

    it('give back the rest at once, when a part of it is on its way already', async () => {
      const checkout = await paid('tok_timeout_after_refund');
      const { paymentId } = checkout;
      const givesSome = refunds(bed, aTreasurer(), { paymentId, amount: eur(1_000) });
      await eventually(async () => expect((await payment(checkout))?.refunds).toMatchObject([{ status: 'PENDING' }]));
      await checkout.ask(capture(checkout), 'UNDO');
      expect(await checkout.answered('CAPTURE_PAYMENT', 'UNDO')).toEqual(done);
      await givesSome;
      const shown = await payment(checkout);
      expect(shown).toMatchObject({ status: 'REFUNDED', refunded: eur(4_200) });
      expect(shown?.refunds).toMatchObject([{ amount: eur(1_000) }, { amount: eur(3_200) }]);
    });

    it('release what was set aside without an answer', async () => {
      const checkout = await begun('tok_timeout_after_authorise');
      await pause(150);
      await checkout.ask(authorise(checkout, 'pmt_any'), 'UNDO');
      expect(await checkout.answered('AUTHORISE_PAYMENT', 'UNDO')).toEqual(done);
      expect(await payment(checkout)).toMatchObject({ status: 'CANCELLED', authorised: eur(0) });
    });

    it('have nothing to undo where nothing was done, and then cannot be done', async () => {
      const customer = aCustomer();
      const checkout = aCheckout(bed, customer);
      const step = authorise(checkout, await aMethod(bed, customer));
      await checkout.ask(step, 'UNDO');
      expect(await checkout.answered('AUTHORISE_PAYMENT', 'UNDO')).toEqual(done);
      await checkout.ask(step);
      expect(await checkout.answered('AUTHORISE_PAYMENT')).toMatchObject({ refusal: { code: 'CHECKOUT_OVER' } });
    });

    it('do not touch the payment of somebody else', async () => {
      const checkout = await paid();
      const other = { ...aCheckout(bed, aCustomer()), paymentId: checkout.paymentId };
      await other.ask(authorise(other, 'pmt_any'), 'UNDO');
      expect(await other.answered('AUTHORISE_PAYMENT', 'UNDO')).toEqual(done);
      expect(await payment(checkout)).toMatchObject({ status: 'COMPLETED' });
    });
  });

  describe('that give back', () => {
    it('give a part back, once a reference', async () => {
      const checkout = await paid();
      await checkout.ask(refund(checkout, 1_200));
      expect(await checkout.answered('REFUND_PAYMENT')).toEqual(done);
      const again = { ...aCheckout(bed, checkout.customer), paymentId: checkout.paymentId };
      await again.ask(refund(again, 1_200));
      expect(await again.answered('REFUND_PAYMENT')).toEqual(done);
      expect(await payment(checkout)).toMatchObject({ status: 'PARTIALLY_REFUNDED', refunded: eur(1_200) });
    });

    it('give back what is left when that is less, and nothing when nothing is', async () => {
      const checkout = await paid();
      const first = { ...aCheckout(bed, checkout.customer), paymentId: checkout.paymentId };
      await first.ask(refund(first, 4_000, 'what staff gave back'));
      expect(await first.answered('REFUND_PAYMENT')).toEqual(done);
      await checkout.ask(refund(checkout, 2_900));
      expect(await checkout.answered('REFUND_PAYMENT')).toEqual(done);
      expect(await payment(checkout)).toMatchObject({ status: 'REFUNDED', refunded: eur(4_200) });
      const last = { ...aCheckout(bed, checkout.customer), paymentId: checkout.paymentId };
      await last.ask(refund(last, 100, 'refund of dishes'));
      expect(await last.answered('REFUND_PAYMENT')).toEqual(done);
    });

    it('lower what is to be taken in cash', async () => {
      const checkout = await begun('cash', 'CASH_ON_DELIVERY');
      await checkout.answered('AUTHORISE_PAYMENT');
      await checkout.ask(refund(checkout, 1_200));
      expect(await checkout.answered('REFUND_PAYMENT')).toEqual(done);
      expect(await payment(checkout)).toMatchObject({ status: 'AUTHORISED', authorised: eur(3_000) });
      expect(await lastTold(checkout.paymentId)).toMatchObject({ waivedMinor: 1_200, refundedMinor: 0 });
      await captures(bed, aTreasurer(), { paymentId: checkout.paymentId });
      expect(await payment(checkout)).toMatchObject({ status: 'COMPLETED', captured: eur(3_000), refunded: eur(0) });
    });

    it('give back in cash what is more than is still to be taken', async () => {
      const checkout = await begun('cash', 'CASH_ON_DELIVERY');
      await checkout.answered('AUTHORISE_PAYMENT');
      await captures(bed, aTreasurer(), { paymentId: checkout.paymentId, amount: eur(4_000) });
      await checkout.ask(refund(checkout, 1_200));
      expect(await checkout.answered('REFUND_PAYMENT')).toEqual(done);
      expect(await payment(checkout)).toMatchObject({
        authorised: eur(4_000),
        captured: eur(4_000),
        refunded: eur(1_000),
      });
    });

    it('lower what a provider is to take, and release the rest once that is taken', async () => {
      const checkout = await begun();
      await checkout.answered('AUTHORISE_PAYMENT');
      await checkout.ask(refund(checkout, 1_200));
      expect(await checkout.answered('REFUND_PAYMENT')).toEqual(done);
      expect(await lastTold(checkout.paymentId)).toMatchObject({ waivedMinor: 1_200 });
      await checkout.ask(capture(checkout));
      expect(await checkout.answered('CAPTURE_PAYMENT')).toEqual(done);
      await eventually(async () =>
        expect(await payment(checkout)).toMatchObject({
          status: 'COMPLETED',
          authorised: eur(3_000),
          captured: eur(3_000),
          refunded: eur(0),
        }),
      );
    });

    it('wait for what is being taken, and give the part back then', async () => {
      const checkout = await begun('tok_timeout_after_capture');
      await checkout.answered('AUTHORISE_PAYMENT');
      await checkout.ask(capture(checkout));
      await becomes(bed, checkout.paymentId, 'PROCESSING');
      await checkout.ask(refund(checkout, 1_200));
      expect(await checkout.answered('REFUND_PAYMENT')).toEqual(done);
      expect(await payment(checkout)).toMatchObject({ captured: eur(4_200), refunded: eur(1_200) });
    });

    it.each([
      ['less of it when that is given back', 'tok_visa', [4_000, 200], 'COMPLETED', 'DONE'],
      ['all of it when that is declined', 'tok_refund_declined', [4_000, 1_200], 'FAILED', 'REFUSED'],
    ])('wait for what staff give back, and then ask for %s', async (_what, token, minors, status, kind) => {
      const checkout = await paid(token);
      await bed.provider.stop();
      const givesSome = refunds(bed, aTreasurer(), { paymentId: checkout.paymentId, amount: eur(4_000) });
      await eventually(async () => expect((await payment(checkout))?.refunds).toMatchObject([{ status: 'PENDING' }]));
      await checkout.ask(refund(checkout, 1_200));
      await givesSome;
      expect((await payment(checkout))?.refunds).toHaveLength(1);
      await bed.provider.start();
      expect(await checkout.answered('REFUND_PAYMENT')).toMatchObject({ kind });
      const shown = (await payment(checkout))?.refunds;
      expect(shown).toMatchObject(minors.map((minor) => ({ amount: eur(minor), status })));
    });

    it('release all of what was not taken yet', async () => {
      const checkout = await begun();
      await checkout.answered('AUTHORISE_PAYMENT');
      await checkout.ask(refund(checkout, 4_200));
      expect(await checkout.answered('REFUND_PAYMENT')).toEqual(done);
      expect(await payment(checkout)).toMatchObject({ status: 'CANCELLED', authorised: eur(0) });
    });

    it('say that the provider would not', async () => {
      const checkout = await paid('tok_refund_declined');
      await checkout.ask(refund(checkout, 1_000));
      expect(await checkout.answered('REFUND_PAYMENT')).toMatchObject({ refusal: { code: 'PAYMENT_DECLINED' } });
    });

    it('ask a provider that would not once more, by the same refund', async () => {
      const checkout = await paid('tok_refund_declined');
      await checkout.ask(refund(checkout, 1_000));
      await checkout.answered('REFUND_PAYMENT');
      await checkout.ask(refund(checkout, 1_000));
      expect(await checkout.answered('REFUND_PAYMENT', 'DO', 1)).toMatchObject({
        refusal: { code: 'PAYMENT_DECLINED' },
      });
      expect((await payment(checkout))?.refunds).toMatchObject([{ status: 'FAILED', amount: eur(1_000) }]);
      const asked = `select count(*)::int as count from provider_operation where payment_id = $1 and kind = 'REFUND'`;
      expect(await bed.db.query(asked, [checkout.paymentId])).toEqual([{ count: 2 }]);
    });
  });
});

import { randomUUID } from 'node:crypto';
import { createLogger } from '@marquee/shared/logging';
import { eventually } from '@marquee/shared/testing';
import { signWebhook } from '../src/provider/webhookSignature';
import { takeWebhook } from '../src/services/webhooks/takeWebhook';
import { aPayment, aTreasurer, becomes, cancels, captures, eur, paymentOf, refunds } from './support/pay';
import { aPaymentsBed, olderWebhookSecret, type PaymentsBed, webhookSecret } from './support/paymentsBed';

type Charge = Record<string, unknown> & { id: string; version: number };

describe('a webhook', () => {
  let bed: PaymentsBed;
  beforeAll(async () => {
    // Nothing arrives but what the tests send.
    bed = await aPaymentsBed({ hasWebhooks: false });
  });
  afterAll(() => bed.close());

  const bodyOf = (charge: Record<string, unknown>, id = `evt_${randomUUID()}`) =>
    JSON.stringify({ id, type: 'charge.updated', charge });
  const signed = (body: string, secret = webhookSecret, at = new Date()) =>
    bed.postWebhook(body, signWebhook(body, secret, at));
  async function chargeOf(transactionId: string | null): Promise<Charge> {
    const answer = (await (await bed.provider.ask(`/v1/charges/${transactionId}`)).json()) as { charge: Charge };
    return answer.charge;
  }
  const payment = (id: string) => paymentOf(bed, aTreasurer(), id);

  async function aConfirmedCharge() {
    const made = await aPayment(bed, 'tok_three_d_secure');
    const body = new URLSearchParams({ decision: 'approve' });
    await fetch(made.payment.nextActionUrl ?? '', { method: 'POST', body });
    return { ...made, charge: await chargeOf(made.payment.transactionId) };
  }

  it('tells what the customer did on the provider’s page', async () => {
    const { payment: made, charge } = await aConfirmedCharge();
    expect(await payment(made.id)).toMatchObject({ status: 'REQUIRES_ACTION' });
    expect(await signed(bodyOf(charge))).toBe(204);
    expect(await payment(made.id)).toMatchObject({ status: 'AUTHORISED', authorised: eur(2_500) });
  });

  it('is taken under the older secret, too, while that is being replaced', async () => {
    const { charge } = await aConfirmedCharge();
    expect(await signed(bodyOf(charge), olderWebhookSecret)).toBe(204);
  });

  it.each([
    ['without a signature', (body: string) => bed.postWebhook(body, undefined)],
    ['signed by somebody else', (body: string) => signed(body, 'a secret that nobody has given us')],
    ['signed six minutes ago', (body: string) => signed(body, webhookSecret, new Date(Date.now() - 6 * 60_000))],
    [
      'signed for another body',
      (body: string) => bed.postWebhook(body, signWebhook(`${body} `, webhookSecret, new Date())),
    ],
  ])('is refused %s', async (_what, send) => {
    const { payment: made, charge } = await aConfirmedCharge();
    expect(await send(bodyOf(charge))).toBe(401);
    expect(await payment(made.id)).toMatchObject({ status: 'REQUIRES_ACTION' });
  });

  it('has an effect once', async () => {
    const { payment: made, charge } = await aConfirmedCharge();
    const body = bodyOf(charge);
    expect(await Promise.all([signed(body), signed(body), signed(body)])).toEqual([204, 204, 204]);
    const told: unknown[] = await bed.db.query(
      `select 1 from outbox where aggregate_id = $1 and type = 'payment.authorised'`,
      [made.id],
    );
    expect(told).toHaveLength(1);
  });

  it('has no effect when a later state is known, in whatever order they come', async () => {
    const { payment: made } = await aPayment(bed);
    const authorised = await chargeOf(made.transactionId);
    await captures(bed, aTreasurer(), { paymentId: made.id });
    const captured = await chargeOf(made.transactionId);
    await refunds(bed, aTreasurer(), { paymentId: made.id, amount: eur(500) });
    const refunded = await chargeOf(made.transactionId);
    for (const charge of [refunded, authorised, captured]) expect(await signed(bodyOf(charge))).toBe(204);
    expect(await payment(made.id)).toMatchObject({ status: 'PARTIALLY_REFUNDED', refunded: eur(500) });
    const booked: unknown[] = await bed.db.query('select 1 from ledger_transaction where payment_id = $1', [made.id]);
    expect(booked).toHaveLength(2);
  });

  it('of a refund before the capture was heard of books both', async () => {
    const { payment: made } = await aPayment(bed);
    const charge = { ...(await chargeOf(made.transactionId)), capturedMinor: 2_500, refundedMinor: 1_000, version: 3 };
    expect(await signed(bodyOf(charge))).toBe(204);
    expect(await payment(made.id)).toMatchObject({
      status: 'PARTIALLY_REFUNDED',
      captured: eur(2_500),
      refunded: eur(1_000),
    });
    await eventually(async () => {
      const told: { type: string }[] = await bed.db.query(
        'select type from outbox where aggregate_id = $1 order by id',
        [made.id],
      );
      expect(told.map(({ type }) => type)).toEqual([
        'payment.updated',
        'payment.authorised',
        'payment.processed',
        'payment.refunded',
      ]);
    });
    expect(await signed(bodyOf({ ...charge, capturedMinor: 2_500, refundedMinor: 0, version: 2 }))).toBe(204);
    expect(await payment(made.id)).toMatchObject({ refunded: eur(1_000) });
  });

  it.each([
    ['another amount', { amountMinor: 250_000, authorisedMinor: 250_000 }],
    ['another currency', { currency: 'USD' }],
    ['another transaction', { id: 'ch_another' }],
  ])('is refused with %s than we asked for', async (_what, change) => {
    const { payment: made, charge } = await aConfirmedCharge();
    expect(await signed(bodyOf({ ...charge, ...change }))).toBe(422);
    expect(await payment(made.id)).toMatchObject({ status: 'REQUIRES_ACTION', authorised: eur(0) });
    expect(await signed(bodyOf(charge))).toBe(204);
  });

  it.each([
    ['more set aside than was asked for', { authorisedMinor: 2_501 }],
    ['more taken than was asked for', { capturedMinor: 2_501 }],
    ['more given back than was taken', { capturedMinor: 100, refundedMinor: 101 }],
    ['less than nothing', { authorisedMinor: -1 }],
    ['a version that no number here holds', { version: 2_147_483_648 }],
    ['a text that no database holds', { status: 'declined', authorisedMinor: 0, declineCode: 'a\u0000b' }],
    ['a payment that no database can look for', { reference: 'pay_\u0000' }],
  ])('is refused with %s', async (_what, change) => {
    const { payment: made, charge } = await aConfirmedCharge();
    expect(await signed(bodyOf({ ...charge, ...change }))).toBe(422);
    expect(await payment(made.id)).toMatchObject({ status: 'REQUIRES_ACTION', authorised: eur(0) });
  });

  it('is refused by an id that no database holds', async () => {
    const { charge } = await aConfirmedCharge();
    expect(await signed(bodyOf(charge, 'evt_1234567\u0000'))).toBe(422);
  });

  it('that cannot follow what the payment has come to changes nothing, and is not sent again, but logged', async () => {
    const { payment: made } = await aPayment(bed);
    await cancels(bed, aTreasurer(), made.id);
    const cancelled = await becomes(bed, made.id, 'CANCELLED');
    const charge = await chargeOf(made.transactionId);
    const taken = { status: 'authorised', authorisedMinor: 2_500, capturedMinor: 2_500, version: charge.version + 1 };
    const body = bodyOf({ ...charge, ...taken });
    expect(await signed(body)).toBe(204);
    expect(await payment(made.id)).toEqual(cancelled);
    expect(await bed.db.query('select 1 from ledger_transaction where payment_id = $1', [made.id])).toEqual([]);

    const lines: Record<string, unknown>[] = [];
    const write = (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>);
    const logger = createLogger({ service: 'payments' }, { write });
    expect(await takeWebhook({ db: bed.db, logger }, bodyOf({ ...charge, ...taken }))).toBe('TAKEN');
    expect(lines).toMatchObject([{ level: 'error', paymentId: made.id, from: 'CANCELLED', to: 'COMPLETED' }]);
  });

  it('of a payment that there is not is asked for again', async () => {
    const { charge } = await aConfirmedCharge();
    const body = bodyOf({ ...charge, reference: 'pay_nobody' });
    expect([await signed(body), await signed(body)]).toEqual([404, 404]);
  });

  it.each(['', 'no JSON', '{}', '[]', '{"id":"evt_12345678","type":"x","charge":{}}'])(
    'is refused as %j',
    async (body) => {
      expect(await signed(body)).toBe(422);
    },
  );
});

describe('webhooks that come twice, or too late', () => {
  let bed: PaymentsBed;
  beforeAll(async () => {
    bed = await aPaymentsBed();
  });
  afterAll(() => bed.close());

  it.each(['tok_webhook_duplicate', 'tok_webhook_out_of_order'])('change nothing for %s', async (token) => {
    const { payment: made } = await aPayment(bed, token);
    await captures(bed, aTreasurer(), { paymentId: made.id });
    await refunds(bed, aTreasurer(), { paymentId: made.id, amount: eur(700) });
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(await becomes(bed, made.id, 'PARTIALLY_REFUNDED')).toMatchObject({
      captured: eur(2_500),
      refunded: eur(700),
      refundable: eur(1_800),
    });
    const claimed: { count: string }[] = await bed.db.query(
      `select count(*) as count from inbox where handler = 'takeWebhook'`,
    );
    expect(Number(claimed[0]?.count)).toBeGreaterThanOrEqual(3);
  });
});

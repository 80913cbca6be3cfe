import { eventually } from '@marquee/shared/testing';
import { listen, post } from './support/client';
import { move, placeOrder } from './support/foodOrders';
import { type Kitchen, openKitchen } from './support/kitchen';
import { layouts, type Marquee, startMarquee } from './support/marquee';
import { logInAsAdministrator, type Person, register } from './support/people';
import { addMethod, pay, payFor, paymentProblems } from './support/till';

describe.each(layouts)('paying for a food order, %s', (layout) => {
  let marquee: Marquee;
  let kitchen: Kitchen;
  let customer: Person;
  let adminToken: string;

  beforeAll(async () => {
    marquee = await startMarquee(layout);
    kitchen = await openKitchen(marquee.url);
    customer = await register(marquee.url, 'Pia');
    adminToken = await logInAsAdministrator(marquee.url);
  });

  afterAll(() => marquee.stop());

  async function orderAndMethod(providerToken = 'tok_visa') {
    const [{ id: subjectId, number }, paymentMethodId] = [
      await placeOrder(marquee.url, customer.token, kitchen),
      await addMethod(marquee.url, customer.token, providerToken),
    ];
    return { subjectId, number, paymentMethodId };
  }

  const statusOf = async (id: string) => {
    const query = 'query ($id: ID!) { payment(id: $id) { status } }';
    const { data } = await post<{ payment: { status: string } }>(marquee.url, query, { id }, customer);
    return data.payment.status;
  };
  const becomes = (id: string, status: string) =>
    eventually(async () => expect(await statusOf(id)).toBe(status), 30_000);

  it('asks for a second factor, shows live what comes of it, and gives back what is called off', async () => {
    const { subjectId, number, paymentMethodId } = await orderAndMethod('tok_three_d_secure');
    const payment = await payFor(marquee.url, customer.token, { subjectId, paymentMethodId });
    expect(payment).toMatchObject({ status: 'REQUIRES_ACTION', captured: { minor: 0 } });
    const live = listen<{ paymentChanged: { previousStatus: string; payment: { status: string } } }>(
      marquee.url,
      `subscription ($id: ID) {
        paymentChanged(paymentId: $id) {
          cursor previousStatus
          payment { status payer { displayName } subject { ... on FoodOrder { number restaurant { name } } } }
        }
      }`,
      { id: payment.id },
      customer,
    );
    // Nothing but an event tells that a subscription runs, so it may have missed the first.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await fetch(payment.nextActionUrl ?? '', { method: 'POST', body: new URLSearchParams({ decision: 'approve' }) });
    // The provider tells by a webhook, through the gateway; then the kitchen is told, and the money is taken.
    const event = await live.find(({ paymentChanged }) => paymentChanged.payment.status === 'COMPLETED', 10_000);
    expect(event).toMatchObject({
      paymentChanged: {
        previousStatus: 'PROCESSING',
        payment: { payer: { displayName: 'Pia' }, subject: { number, restaurant: { name: kitchen.name } } },
      },
    });
    await live.close();

    const refund = () =>
      post<{ refundCreate: { refund: { status: string } | null; errors: { code: string }[] } }>(
        marquee.url,
        `mutation ($input: RefundCreateInput!) { refundCreate(input: $input) { refund { status } ${paymentProblems} } }`,
        { input: { paymentId: payment.id, idempotencyKey: `refund-${crypto.randomUUID()}` } },
        customer,
      );
    expect((await refund()).data.refundCreate.errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    await move(marquee.url, kitchen.cookToken, subjectId, 'REJECTED');
    // Nobody has to ask for it.
    await becomes(payment.id, 'REFUNDED');
    expect((await refund()).data.refundCreate.errors).toMatchObject([{ code: 'AMOUNT_EXCEEDS_CAPTURED' }]);
  });

  it('shows what was paid from every side', async () => {
    const { subjectId, paymentMethodId } = await orderAndMethod();
    const { id } = await payFor(marquee.url, customer.token, { subjectId, paymentMethodId });
    const { data, errors } = await post(
      marquee.url,
      `query ($id: ID!) {
        foodOrder(id: $id) { payments { id status amount { decimal currency } method { brand last4 } } }
        me { paymentMethods { last4 isDefault } payments(first: 1) { nodes { id } } }
      }`,
      { id: subjectId },
      customer,
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      foodOrder: {
        payments: [
          {
            id,
            status: 'AUTHORISED',
            amount: { decimal: '25.00', currency: 'EUR' },
            method: { brand: 'visa', last4: '4242' },
          },
        ],
      },
      me: {
        paymentMethods: [
          { last4: '3220', isDefault: true },
          { last4: '4242', isDefault: false },
        ],
        payments: { nodes: [{ id }] },
      },
    });
  });

  it('declines what the bank declines, in words and codes', async () => {
    const { subjectId, paymentMethodId } = await orderAndMethod('tok_declined_insufficient_funds');
    const { data } = await pay(marquee.url, customer.token, { subjectId, paymentMethodId });
    expect(data.paymentCreate).toMatchObject({
      payment: { status: 'FAILED' },
      errors: [{ code: 'PAYMENT_DECLINED', declineCode: 'insufficient_funds', retryable: true }],
    });
  });

  it('takes webhooks from the provider alone', async () => {
    for (const signature of [undefined, 't=1,v1=00', `t=${Math.floor(Date.now() / 1000)},v1=${'0'.repeat(64)}`]) {
      const response = await fetch(`${marquee.url}/webhooks/payments`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(signature !== undefined && { 'payment-signature': signature }),
        },
        body: '{"id":"evt_12345678","type":"charge.updated","charge":{}}',
      });
      expect(response.status).toBe(401);
    }
  });

  it('keeps books that balance, and that show whether somebody has got at them', async () => {
    const { data } = await post(
      marquee.url,
      '{ ledgerProof { balanced chainIntact firstBrokenEntryId } }',
      {},
      { token: adminToken },
    );
    expect(data).toEqual({ ledgerProof: { balanced: true, chainIntact: true, firstBrokenEntryId: null } });
  });
});

describe('paying while processes are killed', () => {
  let marquee: Marquee;
  let kitchen: Kitchen;
  let customer: Person;

  beforeAll(async () => {
    marquee = await startMarquee('a process each');
    kitchen = await openKitchen(marquee.url);
    customer = await register(marquee.url, 'Paz');
  });

  afterAll(() => marquee.stop());

  it.each(['provider', 'payments'])('sets aside once when %s is killed at once', async (name) => {
    const paymentMethodId = await addMethod(marquee.url, customer.token);
    const { id: subjectId } = await placeOrder(marquee.url, customer.token, kitchen);
    const idempotencyKey = `kill-${name}-${subjectId}`;
    const paying = pay(marquee.url, customer.token, { subjectId, paymentMethodId, idempotencyKey }).catch(() => null);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await marquee.processes[name]?.kill();
    await paying;
    await marquee.processes[name]?.restart();
    await eventually(async () => {
      const { data } = await pay(marquee.url, customer.token, { subjectId, paymentMethodId, idempotencyKey });
      expect(data.paymentCreate).toMatchObject({ payment: { status: 'AUTHORISED' }, errors: [] });
    }, 45_000);
    const key = marquee.environment['PAYMENT_PROVIDER_API_KEY'];
    const { data } = await post<{ foodOrder: { payments: { status: string; transactionId: string }[] } }>(
      marquee.url,
      'query ($id: ID!) { foodOrder(id: $id) { payments { status transactionId } } }',
      { id: subjectId },
      customer,
    );
    expect(data.foodOrder.payments).toHaveLength(1);
    const url = `${marquee.processes['provider']?.url}/v1/charges/${data.foodOrder.payments[0]?.transactionId}`;
    const { charge } = (await (await fetch(url, { headers: { authorization: `Bearer ${key}` } })).json()) as {
      charge: object;
    };
    expect(charge).toMatchObject({ authorisedMinor: 2_500, capturedMinor: 0, version: 1 });
  });
});

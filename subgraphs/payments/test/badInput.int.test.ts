import {
  aBookingToPay,
  aCustomer,
  aKey,
  aMethod,
  aPayment,
  aTreasurer,
  captures,
  eur,
  type Problem,
} from './support/pay';
import { aPaymentsBed, type PaymentsBed } from './support/paymentsBed';

type Input = Readonly<Record<string, unknown>>;

/** What is no id of anything. */
const noIds: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['a word', 'x'],
  ['the id of another kind', 'usr_0197a000-0000-7000-8000-000000000000'],
  ['NUL', 'pay_\u0000'],
  ['half a character', 'pay_\ud83d'],
  ['a quote', "pay_' or 1=1 --"],
  ['10 kB', 'x'.repeat(10_000)],
];

const notAmounts: readonly (readonly [string, unknown])[] = [
  ['a fraction', { minor: 1.5, currency: 'EUR' }],
  ['more than a safe integer', { minor: 2 ** 53, currency: 'EUR' }],
  ['a text', { minor: '100', currency: 'EUR' }],
  ['no currency that there is', { minor: 100, currency: 'EURO' }],
  ['a currency in small letters', { minor: 100, currency: 'eur' }],
];

describe('bad input', () => {
  let bed: PaymentsBed;
  const customer = aCustomer();
  const treasurer = aTreasurer();
  let good: { subjectId: string; paymentMethodId: string; paymentId: string };

  beforeAll(async () => {
    bed = await aPaymentsBed();
    const { payment } = await aPayment(bed);
    await captures(bed, treasurer, { paymentId: payment.id });
    good = {
      subjectId: await aBookingToPay(bed, customer),
      paymentMethodId: await aMethod(bed, customer),
      paymentId: payment.id,
    };
  });
  afterAll(() => bed.close());

  /** Everything that a request could have left behind. */
  const everything = async (): Promise<unknown> =>
    bed.db.query(`select
      (select json_agg(row order by row.id) from payment row) as payments,
      (select json_agg(row order by row.id) from payment_method row) as methods,
      (select json_agg(row order by row.id) from refund row) as refunds,
      (select count(*) from provider_operation) as operations,
      (select count(*) from ledger_entry) as entries,
      (select count(*) from outbox) as events`);

  async function consequenceOf(field: string, type: string, input: Input) {
    const viewer = field === 'paymentCreate' || field === 'paymentMethodAdd' ? customer : treasurer;
    const before = JSON.stringify(await everything());
    const { data, errors } = await bed.ask<{ payload: { errors: Problem[] } } | null>(
      viewer,
      `mutation ($input: ${type}!) { payload: ${field}(input: $input) { errors { code message path } } }`,
      { input },
    );
    return {
      codes: errors?.map(({ extensions }) => extensions?.['code']) ?? [],
      problems: data?.payload?.errors ?? [],
      isChanged: JSON.stringify(await everything()) !== before,
    };
  }
  const creating = (change: Input) => {
    const { subjectId, paymentMethodId } = good;
    const input = { subjectId, paymentMethodId, expectedAmount: eur(2_500), idempotencyKey: aKey(), ...change };
    return consequenceOf('paymentCreate', 'PaymentCreateInput', input);
  };
  const refunding = (change: Input) => {
    const input = { paymentId: good.paymentId, idempotencyKey: aKey(), ...change };
    return consequenceOf('refundCreate', 'RefundCreateInput', input);
  };
  const capturing = (change: Input) => {
    const input = { paymentId: good.paymentId, idempotencyKey: aKey(), ...change };
    return consequenceOf('paymentCapture', 'PaymentCaptureInput', input);
  };
  const refusal = (code: string, path: readonly string[]) => ({
    codes: [],
    problems: [expect.objectContaining({ code, path, message: expect.stringMatching(/\w+ \w+/) })],
    isChanged: false,
  });
  const unread = { codes: ['BAD_USER_INPUT'], problems: [], isChanged: false };

  it.each(noIds)('finds nothing under %s', async (_what, id) => {
    expect(await creating({ subjectId: id })).toEqual(refusal('NOT_FOUND', ['input', 'subjectId']));
    expect(await creating({ paymentMethodId: id })).toEqual(refusal('NOT_FOUND', ['input', 'paymentMethodId']));
    expect(await refunding({ paymentId: id })).toEqual(refusal('NOT_FOUND', ['input', 'paymentId']));
    expect(await capturing({ paymentId: id })).toEqual(refusal('NOT_FOUND', ['input', 'paymentId']));
    const { data, errors } = await bed.ask(
      treasurer,
      `query ($id: ID!, $text: String!) {
        payment(id: $id) { id } refund(id: $id) { id } refunds(paymentId: $id) { totalCount }
        payments(filter: { userId: $id, subjectId: $id }) { totalCount } ledgerEntries(account: $text) { totalCount }
      }`,
      { id, text: id },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      payment: null,
      refund: null,
      refunds: { totalCount: 0 },
      payments: { totalCount: 0 },
      ledgerEntries: { totalCount: 0 },
    });
  });

  it.each(notAmounts)('takes no amount of %s', async (_what, amount) => {
    expect(await creating({ expectedAmount: amount })).toEqual(unread);
    expect(await refunding({ amount })).toEqual(unread);
    expect(await capturing({ amount })).toEqual(unread);
  });

  it.each([0, -1, -(2 ** 53) + 1])('refunds no %d', async (minor) => {
    expect(await refunding({ amount: eur(minor) })).toEqual(refusal('VALIDATION', ['input', 'amount', 'minor']));
  });

  it.each([0, -2_500, 2_501, 2 ** 53 - 1])('does not let the caller name %d as the price', async (minor) => {
    expect(await creating({ expectedAmount: eur(minor) })).toEqual(
      refusal('PRICE_CHANGED', ['input', 'expectedAmount']),
    );
  });

  it.each([
    ['nothing', ''],
    ['too little', 'short'],
    ['too much', 'x'.repeat(129)],
    ['a blank', 'with a blank'],
    ['NUL', 'a-good-key\u0000'],
  ])('takes no key of %s', async (_what, idempotencyKey) => {
    expect(await creating({ idempotencyKey })).toEqual(unread);
    expect(await refunding({ idempotencyKey })).toEqual(unread);
  });

  it.each(['javascript:alert(1)', 'ftp://example.com', 'no address', `https://example.com/${'x'.repeat(2_048)}`])(
    'sends nobody back to %s',
    async (returnUrl) => {
      expect(await creating({ returnUrl })).toEqual(unread);
    },
  );

  it.each([
    ['NUL', 'torn\u0000'],
    ['half a character', 'torn \ud83d'],
    ['10 kB', 'x'.repeat(10_000)],
  ])('takes no reason with %s', async (_what, reason) => {
    expect(await refunding({ reason })).toEqual(refusal('VALIDATION', ['input', 'reason']));
  });

  it.each([{ amount: eur(1) }, { status: 'COMPLETED' }, { payerId: 'usr_x' }, { total: eur(1) }])(
    'has no place for %j',
    async (change) => {
      expect(await creating(change)).toEqual(unread);
    },
  );

  it('has a last moment for the books', async () => {
    const query = `query ($at: DateTime!) { ledgerBalances(asOf: $at) { account } ledgerProof(from: $at) { checkedEntries } }`;
    for (const at of ['0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z']) {
      expect((await bed.ask(treasurer, query, { at })).errors).toBeUndefined();
    }
  });
});

import type { Viewer } from '@marquee/shared/auth';
import {
  aBookingToPay,
  aCustomer,
  addsMethod,
  aKey,
  aMethod,
  aPayment,
  aTreasurer,
  captures,
  eur,
  pays,
} from './support/pay';
import { aPaymentsBed, type PaymentsBed } from './support/paymentsBed';

interface Method {
  readonly id: string;
  readonly last4: string | null;
  readonly isDefault: boolean;
}

describe('means of payment', () => {
  let bed: PaymentsBed;
  beforeAll(async () => {
    bed = await aPaymentsBed();
  });
  afterAll(() => bed.close());

  async function methodsOf(viewer: Viewer, userId = viewer.userId): Promise<Method[] | null> {
    const query = `query ($r: [_Any!]!) {
      _entities(representations: $r) { ... on User { paymentMethods { id last4 isDefault } } }
    }`;
    const { data } = await bed.ask<{ _entities: [{ paymentMethods: Method[] | null }] }>(viewer, query, {
      r: [{ __typename: 'User', id: userId }],
    });
    return data._entities[0].paymentMethods;
  }
  const removes = async (viewer: Viewer, id: string) => {
    const { data } = await bed.ask<{ payload: { paymentMethod: Method | null; errors: { code: string }[] } }>(
      viewer,
      `mutation ($id: ID!) { payload: paymentMethodRemove(id: $id) { paymentMethod { id isDefault } errors { code } } }`,
      { id },
    );
    return data.payload;
  };

  it('are what the provider says of a token', async () => {
    const { paymentMethod, errors } = await addsMethod(bed, aCustomer());
    expect(errors).toEqual([]);
    expect(paymentMethod).toEqual({
      id: expect.stringMatching(/^pmt_/),
      kind: 'CARD',
      brand: 'visa',
      last4: '4242',
      expiryMonth: 12,
      expiryYear: 2034,
      isDefault: true,
    });
  });

  it('have one default: the first, or the one that was made so', async () => {
    const customer = aCustomer();
    const first = await aMethod(bed, customer);
    const { paymentMethod } = await addsMethod(bed, customer, { providerToken: 'tok_mastercard' });
    expect(paymentMethod?.isDefault).toBe(false);
    await addsMethod(bed, customer, { providerToken: 'tok_mastercard', makeDefault: true });
    expect((await methodsOf(customer))?.map(({ id, isDefault }) => [id, isDefault])).toEqual([
      [first, false],
      [paymentMethod?.id, true],
    ]);
  });

  it('are added once, however many ask at once', async () => {
    const customer = aCustomer();
    const ids = await Promise.all(Array.from({ length: 20 }, () => aMethod(bed, customer)));
    expect(new Set(ids).size).toBe(1);
    const key = aKey();
    const keyed = () => addsMethod(bed, customer, { providerToken: 'tok_mastercard', idempotencyKey: key });
    const answers = await Promise.all([keyed(), keyed(), keyed()]);
    expect(new Set(answers.map(({ paymentMethod }) => paymentMethod?.id)).size).toBe(1);
    const other = await addsMethod(bed, customer, { idempotencyKey: key });
    expect(other.errors).toMatchObject([{ __typename: 'IdempotencyKeyReusedError' }]);
  });

  it('are hidden from everybody else, and stay so for those who read any payment', async () => {
    const customer = aCustomer();
    const id = await aMethod(bed, customer);
    expect(await methodsOf(aCustomer(), customer.userId)).toBeNull();
    expect(await methodsOf(aTreasurer(), customer.userId)).toBeNull();
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on PaymentMethod { last4 } } }';
    const r = [{ __typename: 'PaymentMethod', id }];
    expect((await bed.ask(aCustomer(), query, { r })).data).toEqual({ _entities: [null] });
    expect((await bed.ask(null, query, { r })).data).toEqual({ _entities: [null] });
    expect((await bed.ask(customer, query, { r })).data).toEqual({ _entities: [{ last4: '4242' }] });
  });

  it('pay nothing once they are removed, but finish what they began', async () => {
    const { customer, payment, paymentMethodId } = await aPayment(bed);
    expect(await removes(customer, paymentMethodId)).toMatchObject({ errors: [], paymentMethod: { isDefault: false } });
    expect(await removes(customer, paymentMethodId)).toMatchObject({ errors: [] });
    expect(await methodsOf(customer)).toEqual([]);
    const subjectId = await aBookingToPay(bed, customer);
    expect((await pays(bed, customer, { subjectId, paymentMethodId })).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    const { payment: taken } = await captures(bed, aTreasurer(), { paymentId: payment.id });
    expect(taken).toMatchObject({ status: 'COMPLETED', captured: eur(2_500) });
    const again = await aMethod(bed, customer);
    expect(again).not.toBe(paymentMethodId);
  });

  it('leave the latest as the default when the default is removed', async () => {
    const customer = aCustomer();
    const first = await aMethod(bed, customer);
    await aMethod(bed, customer, 'tok_mastercard');
    const last = await aMethod(bed, customer, 'tok_wallet', 'WALLET');
    await removes(customer, first);
    expect((await methodsOf(customer))?.find(({ isDefault }) => isDefault)?.id).toBe(last);
  });

  it('are removed by nobody else', async () => {
    const customer = aCustomer();
    const id = await aMethod(bed, customer);
    expect(await removes(aCustomer(), id)).toMatchObject({ paymentMethod: null, errors: [{ code: 'NOT_FOUND' }] });
    expect(await methodsOf(customer)).toHaveLength(1);
  });

  it.each([
    ['a token that the provider does not know', { providerToken: 'tok_nobody' }],
    ['a token of another kind', { kind: 'WALLET' }],
    ['the number of a card', { providerToken: '4242424242424242' }],
    ['nothing', { providerToken: '' }],
    ['a path', { providerToken: '../v1/balance' }],
    ['NUL', { providerToken: 'tok_visa\u0000' }],
    ['cash that is no token of a card', { providerToken: 'cash' }],
    ['a card that is no cash', { kind: 'CASH_ON_DELIVERY' }],
  ])('are not made of %s', async (_what, input) => {
    const { paymentMethod, errors } = await addsMethod(bed, aCustomer(), input);
    expect(paymentMethod).toBeNull();
    expect(errors).toMatchObject([{ __typename: 'ValidationError', code: 'VALIDATION' }]);
    expect(errors[0]?.message).not.toContain('4242');
  });

  it('say so when the provider does not answer, and may be added later', async () => {
    const customer = aCustomer();
    await bed.provider.stop();
    const { errors } = await addsMethod(bed, customer);
    await bed.provider.start();
    expect(errors).toMatchObject([{ code: 'PROVIDER_UNAVAILABLE' }]);
    await aMethod(bed, customer);
  });
});

import { randomUUID } from 'node:crypto';
import { noIds, refusal, type Traces, unread, watchForTraces } from './support/badInput';
import { post } from './support/client';
import { orderGoods } from './support/goodsOrders';
import { type Marquee, startMarquee } from './support/marquee';
import { type Person, register } from './support/people';
import { openShop, type Shop } from './support/shop';

type Input = Readonly<Record<string, unknown>>;

const problems = 'errors { code message path }';
const home = { line1: '14 Capel Street', city: 'Dublin', country: 'IE' };

describe('bad input for baskets and orders', () => {
  let marquee: Marquee;
  let shop: Shop;
  let person: Person;
  let cartId: string;
  let traces: Traces;

  beforeAll(async () => {
    marquee = await startMarquee('colocated');
    shop = await openShop(marquee.url);
    person = await register(marquee.url, 'Nora');
    // By then orders has heard of the shop.
    await orderGoods(marquee.url, person.token, shop.lamp.id);
    const { data } = await post<{ cartLineAdd: { cart: { id: string } } }>(
      marquee.url,
      `mutation ($id: ID!) { cartLineAdd(input: { catalogItemId: $id }) { cart { id } ${problems} } }`,
      { id: shop.lamp.id },
      person,
    );
    cartId = data.cartLineAdd.cart.id;
    traces = await watchForTraces(marquee, 'orders');
  });

  afterAll(async () => {
    await traces.stop();
    await marquee.stop();
  });

  const send = (query: string, variables: Input) => () => post(marquee.url, query, { ...variables }, person);
  const add = (input: Input) =>
    send(`mutation ($input: CartLineAddInput!) { cartLineAdd(input: $input) { ${problems} } }`, { input });
  const create = (change: Input) =>
    send(`mutation ($input: OrderCreateInput!) { orderCreate(input: $input) { ${problems} } }`, {
      input: {
        items: [{ catalogItemId: shop.lamp.id, quantity: 1 }],
        shippingAddress: home,
        idempotencyKey: randomUUID(),
        ...change,
      },
    });
  const pay = (change: Input) =>
    send(`mutation ($input: CheckoutInput!) { checkout(input: $input) { ${problems} } }`, {
      input: {
        cartVersion: 2,
        expectedTotal: { minor: 2990, currency: 'EUR' },
        paymentMethodId: 'pmt_0197a000-0000-7000-8000-000000000000',
        shippingAddress: home,
        idempotencyKey: randomUUID(),
        ...change,
      },
    });

  describe('in a basket', () => {
    it.each(noIds)('knows nothing to put in that is %s', async (_name, id) => {
      for (const name of ['catalogItemId', 'seatHoldId', 'menuItemId']) {
        const found = refusal('NOT_FOUND', ['input', name]);
        expect(await traces.consequenceOf(add({ [name]: id }))).toEqual(found);
      }
    });

    it.each(noIds)('knows no basket and no line that is %s', async (_name, id) => {
      const byCart = send(`mutation ($id: ID!) { cartClear(cartId: $id) { ${problems} } }`, { id });
      expect(await traces.consequenceOf(byCart)).toEqual(refusal('NOT_FOUND', ['cartId']));
      const byLine = send(
        `mutation ($cart: ID!, $id: ID!) { cartLineSet(cartId: $cart, lineId: $id, quantity: 1) { ${problems} } }`,
        { cart: cartId, id },
      );
      expect(await traces.consequenceOf(byLine)).toEqual(refusal('NOT_FOUND', ['lineId']));
      const merge = send(`mutation ($id: ID!) { cartMerge(anonymousCartId: $id) { ${problems} } }`, { id });
      expect(await traces.consequenceOf(merge)).toEqual(refusal('NOT_FOUND', ['anonymousCartId']));
    });

    it.each(['', '%', "' or 1=1 --", '\u0000', '\ud83d', 'x'.repeat(10_000)])('knows no coupon %.20j', async (code) => {
      const apply = send(`mutation ($code: String!) { couponApply(code: $code) { ${problems} } }`, { code });
      expect(await traces.consequenceOf(apply)).toEqual(refusal('COUPON_NOT_APPLICABLE', ['code']));
    });

    it.each([0, -1, 51, 2_147_483_647])('takes no quantity of %i', async (quantity) => {
      const found = refusal('VALIDATION', ['input', 'quantity']);
      expect(await traces.consequenceOf(add({ catalogItemId: shop.lamp.id, quantity }))).toEqual(found);
    });

    it.each([1.5, 1e9 + 0.5, 2 ** 31, '1', 'NaN'])('does not read a quantity of %p', async (quantity) => {
      expect(await traces.consequenceOf(add({ catalogItemId: shop.lamp.id, quantity }))).toEqual(unread);
    });
  });

  describe('in an order', () => {
    it.each<[string, Input, string[]]>([
      ['no items', { items: [] }, ['input', 'items']],
      ['an empty street', { shippingAddress: { ...home, line1: ' ' } }, ['input', 'shippingAddress', 'line1']],
      [
        'a street of 10 kB',
        { billingAddress: { ...home, line1: 'x'.repeat(10_000) } },
        ['input', 'billingAddress', 'line1'],
      ],
      [
        'half a character in a city',
        { shippingAddress: { ...home, city: 'a\ud83d' } },
        ['input', 'shippingAddress', 'city'],
      ],
    ])('refuses %s, and nothing has changed', async (_name, change, path) => {
      expect(await traces.consequenceOf(create(change))).toEqual(refusal('VALIDATION', path));
    });

    it.each(noIds)('knows no item and no payment method that is %s', async (_name, id) => {
      const items = [{ catalogItemId: id, quantity: 1 }];
      const item = refusal('NOT_FOUND', ['input', 'items', '0', 'catalogItemId']);
      expect(await traces.consequenceOf(create({ items }))).toEqual(item);
      const method = refusal('NOT_FOUND', ['input', 'paymentMethodId']);
      expect(await traces.consequenceOf(create({ paymentMethodId: id }))).toEqual(method);
    });

    it.each<[string, Input]>([
      ['a price', { items: [{ catalogItemId: 'x', quantity: 1, unitPrice: { minor: 1, currency: 'EUR' } }] }],
      ['a total', { total: { minor: 1, currency: 'EUR' } }],
      ['an owner', { customerId: 'usr_0197a000-0000-7000-8000-000000000000' }],
      ['a status', { status: 'CONFIRMED' }],
      ['a country there is not', { shippingAddress: { ...home, country: 'XX' } }],
      ['half a cent', { expectedTotal: { minor: 0.5, currency: 'EUR' } }],
      ['a key of a word', { idempotencyKey: 'short' }],
    ])('does not read one that names %s', async (_name, change) => {
      expect(await traces.consequenceOf(create(change))).toEqual(unread);
    });
  });

  describe('at the till', () => {
    it('refuses a basket of another version, another total and another currency', async () => {
      const found = refusal('CART_CHANGED', ['input', 'cartVersion']);
      expect(await traces.consequenceOf(pay({ cartVersion: 1 }))).toEqual(found);
      const total = refusal('PRICE_CHANGED', ['input', 'expectedTotal']);
      expect(await traces.consequenceOf(pay({ expectedTotal: { minor: 1, currency: 'EUR' } }))).toEqual(total);
      const currency = refusal('CURRENCY_MISMATCH', ['input', 'expectedTotal', 'currency']);
      expect(await traces.consequenceOf(pay({ expectedTotal: { minor: 2990, currency: 'USD' } }))).toEqual(currency);
    });

    it('refuses goods without an address, and a way for dishes of which there are none', async () => {
      const address = refusal('VALIDATION', ['input', 'shippingAddress']);
      expect(await traces.consequenceOf(pay({ shippingAddress: null }))).toEqual(address);
      expect(await traces.consequenceOf(pay({ food: {} }))).toEqual(refusal('VALIDATION', ['input', 'food']));
    });
  });
});

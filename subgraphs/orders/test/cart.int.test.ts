import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '@marquee/shared/ids';
import { purgeAbandonedCarts } from '../src/services/cart/purgeAbandonedCarts';
import { aBook, aCoupon, adds, aHold, aPizza, cartOf, changed, refusal } from './support/baskets';
import { eur, holdTold, usd } from './support/facts';
import { anOrdersBed, type OrdersBed, wednesdayLunch } from './support/ordersBed';
import { aCustomer } from './support/people';

let bed: OrdersBed;
beforeAll(async () => {
  bed = await anOrdersBed();
});
beforeEach(() => bed.clock.set(wednesdayLunch));
afterAll(() => bed.close());

describe('a basket', () => {
  it('holds seats, a pizza and a book at the prices of their owners', async () => {
    const ann = aCustomer();
    const [holdId, { menuItemId }, bookId] = [await aHold(bed, ann), await aPizza(bed), await aBook(bed)];
    await adds(bed, ann, { seatHoldId: holdId });
    await adds(bed, ann, { menuItemId });
    const cart = await adds(bed, ann, { catalogItemId: bookId, quantity: 2 });
    expect(cart).toMatchObject({
      version: 4,
      customer: { id: ann.userId },
      lines: [
        {
          __typename: 'SeatCartLine',
          quantity: 2,
          unitPrice: eur(1300),
          lineTotal: eur(2600),
          hold: { id: holdId },
          expiresAt: '2030-07-03T12:10:00.000Z',
        },
        { __typename: 'FoodCartLine', quantity: 1, lineTotal: eur(1150), menuItem: { id: menuItemId } },
        {
          __typename: 'CatalogCartLine',
          quantity: 2,
          unitPrice: eur(1200),
          lineTotal: eur(2400),
          item: { id: bookId },
        },
      ],
      subtotal: eur(6150),
      discountTotal: eur(0),
      // The books are sent; the pizza is brought to the seats.
      shippingTotal: eur(490),
      total: eur(6640),
      warnings: [],
    });
    expect(await cartOf(bed, ann)).toEqual(cart);
  });

  it('has the way to a door in its total when there are no seats to bring the dishes to', async () => {
    const { menuItemId } = await aPizza(bed);
    expect(await adds(bed, aCustomer(), { menuItemId })).toMatchObject({ shippingTotal: eur(250), total: eur(1400) });
  });

  it('adds up what is put in again, and keeps other choices of a dish apart', async () => {
    const ann = aCustomer();
    const option = (name: string, priceDeltaMinor: number) => ({ id: newId('menuOption'), name, priceDeltaMinor });
    const [small, large] = [option('Small', 0), option('Large', 300)];
    const size = { id: newId('optionGroup'), name: 'Size', minChoices: 1, maxChoices: 1, options: [small, large] };
    const { menuItemId } = await aPizza(bed, { dish: { optionGroups: [size] } });
    await adds(bed, ann, { menuItemId, optionIds: [large.id] });
    await adds(bed, ann, { menuItemId, optionIds: [small.id], quantity: 2 });
    const cart = await adds(bed, ann, { menuItemId, optionIds: [large.id], quantity: 3 });
    expect(cart.lines.map(({ quantity, unitPrice }) => [quantity, unitPrice.minor])).toEqual([
      [4, 1450],
      [2, 1150],
    ]);
  });

  it('keeps what the kitchen is to know of a dish, and dishes with other wishes apart', async () => {
    const ann = aCustomer();
    const { menuItemId } = await aPizza(bed);
    await adds(bed, ann, { menuItemId, note: ' No olives\nplease ' });
    await adds(bed, ann, { menuItemId });
    await adds(bed, ann, { menuItemId, note: ' ' });
    const cart = await adds(bed, ann, { menuItemId, quantity: 2, note: 'No olives\nplease' });
    const apart = [
      { quantity: 3, note: 'No olives\nplease' },
      { quantity: 2, note: null },
    ];
    expect(cart.lines).toMatchObject(apart);

    // They stay apart when the customer signs in with a basket of before.
    const { id } = await adds(bed, null, { menuItemId, note: 'No olives\nplease' });
    const merged = await changed(bed, ann, 'cartMerge', { anonymousCartId: id });
    expect(merged.lines).toMatchObject([{ quantity: 4 }, { quantity: 2, note: null }]);
  });

  it.each([
    ['three hundred characters', async () => ({ menuItemId: (await aPizza(bed)).menuItemId, note: 'x'.repeat(301) })],
    ['what is no dish', async () => ({ catalogItemId: await aBook(bed), note: 'Signed, please' })],
  ])('takes no note beyond %s', async (_what, input) => {
    expect(await refusal(bed, aCustomer(), 'cartLineAdd', { input: await input() })).toMatchObject({
      code: 'VALIDATION',
      path: ['input', 'note'],
    });
  });

  it('has one line of what many put in at the same moment', async () => {
    const ann = aCustomer();
    const bookId = await aBook(bed);
    await Promise.all(Array.from({ length: 20 }, () => adds(bed, ann, { catalogItemId: bookId })));
    expect(await cartOf(bed, ann)).toMatchObject({ version: 21, lines: [{ quantity: 20 }] });
  });

  it('takes an item at its price in the currency of what is in there', async () => {
    const ann = aCustomer();
    await adds(bed, ann, { catalogItemId: await aBook(bed, { price: usd(1400) }) });
    const cart = await adds(bed, ann, { catalogItemId: await aBook(bed, { prices: [usd(1350)] }) });
    expect(cart).toMatchObject({ subtotal: usd(2750), lines: [{}, { unitPrice: usd(1350) }] });
  });

  it('takes another currency once it is empty', async () => {
    const ann = aCustomer();
    const { lines } = await adds(bed, ann, { catalogItemId: await aBook(bed, { price: usd(1400) }) });
    const empty = await changed(bed, ann, 'cartLineSet', { lineId: lines[0]?.id, quantity: 0 });
    expect(empty).toMatchObject({ lines: [], total: eur(0) });
    expect(await adds(bed, ann, { catalogItemId: await aBook(bed) })).toMatchObject({ subtotal: eur(1200) });
  });

  it('lets seats that are held no longer make room for others, but not seats that are', async () => {
    const ann = aCustomer();
    const first = await aHold(bed, ann);
    await adds(bed, ann, { seatHoldId: first });
    const second = await aHold(bed, ann, { expiresAt: '2030-07-03T12:20:00.000Z' });
    expect(await refusal(bed, ann, 'cartLineAdd', { input: { seatHoldId: second } })).toMatchObject({
      code: 'VALIDATION',
      path: ['input', 'seatHoldId'],
    });
    bed.clock.set('2030-07-03T12:10:00.000Z');
    expect(await adds(bed, ann, { seatHoldId: second })).toMatchObject({ lines: [{ hold: { id: second } }] });
  });

  it('changes and empties, with a new version each time', async () => {
    const ann = aCustomer();
    const { lines } = await adds(bed, ann, { catalogItemId: await aBook(bed) });
    const three = await changed(bed, ann, 'cartLineSet', { lineId: lines[0]?.id, quantity: 3 });
    expect(three).toMatchObject({ version: 3, lines: [{ quantity: 3 }] });
    expect(await changed(bed, ann, 'cartClear')).toMatchObject({ version: 4, lines: [] });
    expect(await changed(bed, ann, 'cartClear')).toMatchObject({ version: 4, lines: [] });
  });
});

describe('what a basket does not take', () => {
  const add = (input: Record<string, unknown>) => refusal(bed, aCustomer(), 'cartLineAdd', { input });

  it.each([
    ['nothing', () => ({})],
    ['two things at once', () => ({ catalogItemId: newId('book'), menuItemId: newId('menuItem') })],
  ])('is %s', async (_name, input) => {
    expect(await add(input())).toMatchObject({ code: 'VALIDATION', path: ['input'] });
  });

  it.each([0, -1, 51, 2_147_483_647])('is a quantity of %i', async (quantity) => {
    expect(await add({ catalogItemId: await aBook(bed), quantity })).toMatchObject({
      code: 'VALIDATION',
      path: ['input', 'quantity'],
    });
  });

  it.each([1.5, 1e9 + 0.5, 2_147_483_648, '1', null])('is a quantity that is no Int: %p', async (quantity) => {
    const query = `mutation ($input: CartLineAddInput!) { cartLineAdd(input: $input) { cart { id } } }`;
    const { data, errors } = await bed.ask(null, query, { input: { catalogItemId: newId('book'), quantity } });
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('is more than fifty in two goes', async () => {
    const ann = aCustomer();
    const catalogItemId = await aBook(bed);
    await adds(bed, ann, { catalogItemId, quantity: 30 });
    expect(await refusal(bed, ann, 'cartLineAdd', { input: { catalogItemId, quantity: 21 } })).toMatchObject({
      code: 'VALIDATION',
    });
    expect(await cartOf(bed, ann)).toMatchObject({ version: 2, lines: [{ quantity: 30 }] });
  });

  it.each([
    ['catalogItemId', () => newId('book')],
    ['catalogItemId', () => 'no id at all \u0000'],
    ['menuItemId', () => newId('menuItem')],
    ['seatHoldId', () => newId('seatHold')],
  ])('is an unknown %s', async (name, id) => {
    const missingId = id();
    expect(await add({ [name]: missingId })).toMatchObject({
      __typename: 'NotFoundError',
      path: ['input', name],
      missingId,
    });
  });

  it('is an item that is not sold', async () => {
    expect(await add({ catalogItemId: await aBook(bed, { isActive: false }) })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is the hold of somebody else, just like one that is not there', async () => {
    const seatHoldId = await aHold(bed, aCustomer());
    expect(await add({ seatHoldId })).toMatchObject({ code: 'NOT_FOUND', missingId: seatHoldId });
    expect(await refusal(bed, null, 'cartLineAdd', { input: { seatHoldId } })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is no hold that was made a moment ago, whose news comes while it is put in', async () => {
    const ann = aCustomer();
    const seatHoldId = newId('seatHold');
    const added = adds(bed, ann, { seatHoldId });
    await pause(200);
    await bed.hear(holdTold(seatHoldId, ann.userId));
    expect(await added).toMatchObject({ lines: [{ hold: { id: seatHoldId } }] });
  });

  it('is a hold that is over, or in part', async () => {
    const ann = aCustomer();
    const released = await aHold(bed, ann, { state: 'RELEASED' });
    const put = (seatHoldId: string, quantity = 1) =>
      refusal(bed, ann, 'cartLineAdd', { input: { seatHoldId, quantity } });
    expect(await put(released)).toMatchObject({ code: 'HOLD_EXPIRED' });
    expect(await put(await aHold(bed, ann), 3)).toMatchObject({ code: 'VALIDATION', path: ['input', 'quantity'] });
  });

  it('is what has no price in its currency', async () => {
    const ann = aCustomer();
    await adds(bed, ann, { catalogItemId: await aBook(bed) });
    const dollars = { catalogItemId: await aBook(bed, { price: usd(1400) }) };
    expect(await refusal(bed, ann, 'cartLineAdd', { input: dollars })).toMatchObject({ code: 'CURRENCY_MISMATCH' });
    const { menuItemId } = await aPizza(bed, { dish: { price: usd(900) } });
    expect(await refusal(bed, ann, 'cartLineAdd', { input: { menuItemId } })).toMatchObject({
      code: 'CURRENCY_MISMATCH',
    });
  });

  it('is the dish of a second restaurant', async () => {
    const ann = aCustomer();
    await adds(bed, ann, { menuItemId: (await aPizza(bed)).menuItemId });
    expect(
      await refusal(bed, ann, 'cartLineAdd', { input: { menuItemId: (await aPizza(bed)).menuItemId } }),
    ).toMatchObject({ code: 'VALIDATION', path: ['input', 'menuItemId'] });
  });

  it('is a choice that the menu does not have, and a choice of what has none', async () => {
    const { menuItemId } = await aPizza(bed);
    const optionIds = [newId('menuOption')];
    const problem = { code: 'VALIDATION', path: ['input', 'optionIds'] };
    expect(await add({ menuItemId, optionIds })).toMatchObject(problem);
    expect(await add({ catalogItemId: await aBook(bed), optionIds })).toMatchObject(problem);
    expect(await add({ menuItemId, optionIds: [optionIds[0], optionIds[0]] })).toMatchObject(problem);
  });

  it('is another number of the seats of a hold', async () => {
    const ann = aCustomer();
    const { lines } = await adds(bed, ann, { seatHoldId: await aHold(bed, ann) });
    expect(await refusal(bed, ann, 'cartLineSet', { lineId: lines[0]?.id, quantity: 1 })).toMatchObject({
      code: 'VALIDATION',
      path: ['quantity'],
    });
  });

  it('is a line of another basket', async () => {
    const { lines } = await adds(bed, aCustomer(), { catalogItemId: await aBook(bed) });
    const lineId = lines[0]?.id;
    expect(await refusal(bed, aCustomer(), 'cartLineSet', { lineId, quantity: 2 })).toMatchObject({
      code: 'NOT_FOUND',
      path: ['lineId'],
      missingId: lineId,
    });
  });
});

describe('whose a basket is', () => {
  it('is that of whoever knows its id, while it is nobody’s', async () => {
    const catalogItemId = await aBook(bed);
    const cart = await adds(bed, null, { catalogItemId });
    expect(cart.customer).toBeNull();
    expect(await cartOf(bed, null, cart.id)).toEqual(cart);
    expect(await adds(bed, null, { catalogItemId }, cart.id)).toMatchObject({ id: cart.id, lines: [{ quantity: 2 }] });
    expect(await adds(bed, null, { catalogItemId })).not.toMatchObject({ id: cart.id });
    expect(await cartOf(bed, null)).toBeNull();
  });

  it('is the customer’s alone once it is theirs, by every way', async () => {
    const ann = aCustomer();
    const catalogItemId = await aBook(bed);
    const { id, lines } = await adds(bed, ann, { catalogItemId });
    for (const stranger of [aCustomer(), null]) {
      expect(await cartOf(bed, stranger, id)).toBeNull();
      const entities = await bed.ask<{ _entities: unknown[] }>(
        stranger,
        'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Cart { id } ... on User { cart { id } } } }',
        {
          r: [
            { __typename: 'Cart', id },
            { __typename: 'User', id: ann.userId },
          ],
        },
      );
      expect(entities.data._entities).toEqual([null, { cart: null }]);
      const missing = { code: 'NOT_FOUND', path: ['cartId'], missingId: id };
      const tries = [
        ['cartLineAdd', { input: { catalogItemId } }],
        ['cartLineSet', { lineId: lines[0]?.id, quantity: 0 }],
        ['cartClear', {}],
        ['couponApply', { code: 'X' }],
        ['couponRemove', { code: 'X' }],
      ] as const;
      for (const [field, variables] of tries) {
        expect(await refusal(bed, stranger, field, { cartId: id, ...variables })).toMatchObject(missing);
      }
    }
    expect(await refusal(bed, aCustomer(), 'cartMerge', { anonymousCartId: id })).toMatchObject({
      code: 'NOT_FOUND',
      missingId: id,
    });
    expect(await cartOf(bed, ann)).toMatchObject({ version: 2, lines: [{ quantity: 1 }] });
  });

  it('has to be said by those who are not signed in', async () => {
    expect(await refusal(bed, null, 'cartClear')).toMatchObject({ code: 'VALIDATION', path: ['cartId'] });
  });

  it('takes no seats while it is nobody’s', async () => {
    const ann = aCustomer();
    const { id: cartId } = await adds(bed, null, { catalogItemId: await aBook(bed) });
    const input = { seatHoldId: await aHold(bed, ann) };
    expect(await refusal(bed, ann, 'cartLineAdd', { cartId, input })).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('signing in with a basket', () => {
  it('puts both together', async () => {
    const ann = aCustomer();
    const [both, mine, other] = [await aBook(bed), await aBook(bed), await aBook(bed)];
    await adds(bed, ann, { catalogItemId: both, quantity: 30 });
    await adds(bed, ann, { catalogItemId: mine });
    const { id } = await adds(bed, null, { catalogItemId: both, quantity: 30 });
    await adds(bed, null, { catalogItemId: other, quantity: 2 }, id);
    const merged = await changed(bed, ann, 'cartMerge', { anonymousCartId: id });
    expect(merged).toMatchObject({
      version: 4,
      customer: { id: ann.userId },
      lines: [
        { quantity: 50, item: { id: both } },
        { quantity: 1, item: { id: mine } },
        { quantity: 2, item: { id: other } },
      ],
    });
    expect(await cartOf(bed, null, id)).toBeNull();
    expect(await refusal(bed, ann, 'cartMerge', { anonymousCartId: id })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is a change of one’s own basket when nothing but a coupon comes into it', async () => {
    const ann = aCustomer();
    const { version } = await adds(bed, ann, { catalogItemId: await aBook(bed) });
    const { id, lines } = await adds(bed, null, { catalogItemId: await aBook(bed) });
    const code = await aCoupon(bed);
    await changed(bed, null, 'couponApply', { cartId: id, code });
    await changed(bed, null, 'cartLineSet', { cartId: id, lineId: lines[0]?.id, quantity: 0 });
    expect(await changed(bed, ann, 'cartMerge', { anonymousCartId: id })).toMatchObject({
      version: version + 1,
      coupons: [{ code }],
      lines: [{ quantity: 1 }],
    });
  });

  it('is refused for more than five coupons in both together, and nothing has changed', async () => {
    const ann = aCustomer();
    await adds(bed, ann, { catalogItemId: await aBook(bed) });
    const { id } = await adds(bed, null, { catalogItemId: await aBook(bed) });
    const codes = await Promise.all(Array.from({ length: 6 }, () => aCoupon(bed)));
    for (const code of codes.slice(0, 4)) await changed(bed, ann, 'couponApply', { code });
    for (const code of codes.slice(3)) await changed(bed, null, 'couponApply', { cartId: id, code });
    const [mine, other] = [await cartOf(bed, ann), await cartOf(bed, null, id)];
    expect(await refusal(bed, ann, 'cartMerge', { anonymousCartId: id })).toMatchObject({
      code: 'VALIDATION',
      message: 'There can be at most 5 coupons.',
      path: ['anonymousCartId'],
    });
    expect([await cartOf(bed, ann), await cartOf(bed, null, id)]).toEqual([mine, other]);

    // One that is in both counts once.
    await changed(bed, null, 'couponRemove', { cartId: id, code: codes[5] });
    expect((await changed(bed, ann, 'cartMerge', { anonymousCartId: id })).coupons).toHaveLength(5);
  });

  it('makes a first basket of it, in its currency', async () => {
    const ann = aCustomer();
    const { id } = await adds(bed, null, { catalogItemId: await aBook(bed, { price: usd(1400) }) });
    expect(await changed(bed, ann, 'cartMerge', { anonymousCartId: id })).toMatchObject({ subtotal: usd(1400) });
  });

  it('is refused for what cannot go together, and nothing has changed', async () => {
    const ann = aCustomer();
    await adds(bed, ann, { menuItemId: (await aPizza(bed)).menuItemId });
    const pizza = await adds(bed, null, { menuItemId: (await aPizza(bed)).menuItemId });
    const dollars = await adds(bed, null, { catalogItemId: await aBook(bed, { price: usd(1400) }) });
    const merge = (anonymousCartId: string) => refusal(bed, ann, 'cartMerge', { anonymousCartId });
    expect(await merge(pizza.id)).toMatchObject({ code: 'VALIDATION' });
    expect(await merge(dollars.id)).toMatchObject({ code: 'CURRENCY_MISMATCH' });
    expect(await cartOf(bed, null, pizza.id)).toEqual(pizza);
    expect(await cartOf(bed, ann)).toMatchObject({ version: 2, lines: [{}] });
  });

  it('happens once, however many ask at the same moment', async () => {
    const ann = aCustomer();
    const { id } = await adds(bed, null, { catalogItemId: await aBook(bed), quantity: 3 });
    const merge = () =>
      bed.ask<{ cartMerge: { errors: unknown[] } }>(
        ann,
        'mutation ($id: ID!) { cartMerge(anonymousCartId: $id) { errors { code } } }',
        { id },
      );
    const answers = await Promise.all(Array.from({ length: 10 }, merge));
    expect(answers.filter(({ data }) => data.cartMerge.errors.length === 0)).toHaveLength(1);
    expect(await cartOf(bed, ann)).toMatchObject({ lines: [{ quantity: 3 }] });
  });
});

describe('a basket that is nobody’s', () => {
  it('is thrown away thirty days after it was last touched', async () => {
    const catalogItemId = await aBook(bed);
    const ann = aCustomer();
    const old = await adds(bed, null, { catalogItemId });
    const own = await adds(bed, ann, { catalogItemId });
    bed.clock.set('2030-07-04T12:00:00.000Z');
    const touched = await adds(bed, null, { catalogItemId });
    bed.clock.set('2030-08-02T12:00:00.001Z');
    await purgeAbandonedCarts({ db: bed.db, clock: bed.clock });
    expect(await cartOf(bed, null, old.id)).toBeNull();
    expect(await cartOf(bed, null, touched.id)).not.toBeNull();
    expect(await cartOf(bed, ann, own.id)).not.toBeNull();
  });
});

import { newId } from '@marquee/shared/ids';
import { allTold, eventually } from '@marquee/shared/testing';
import { aBook, aCoupon, adds, aHold, aPizza, cartOf, changed, told } from './support/baskets';
import { bookTold, dishTold, eur, holdTold, stockTold, termsTold, usd } from './support/facts';
import { inCheckouts } from './support/inCheckouts';
import {
  aCheckout,
  aKey,
  aMethod,
  aWholeBasket,
  home,
  ordered,
  orderRefusal,
  orders,
  tillInput,
  untilOrder,
} from './support/orders';
import { type OrdersBed, wednesdayLunch } from './support/ordersBed';
import { done, type Participants, refused } from './support/participants';
import { aCustomer } from './support/people';

let bed: OrdersBed;
let others: Participants;
inCheckouts((opened) => {
  ({ bed, others } = opened);
});

describe('paying two seats, a pizza brought to them and a book', () => {
  it('is an order at once, whose basket is empty, and confirmed when everybody has done their part', async () => {
    const ann = aCustomer();
    const { order, holdId, menuItemId, restaurantId, bookId } = await aCheckout(bed, ann);
    expect(order).toMatchObject({
      status: 'PENDING',
      version: 1,
      number: expect.stringMatching(/^O-/),
      customer: { id: ann.userId },
      allowedTransitions: ['CANCELLED'],
      lines: [
        { __typename: 'SeatOrderLine', title: 'The Tide Clock, Lighthouse, 3 July 20:00', lineTotal: eur(2600) },
        { __typename: 'FoodOrderLineItem', title: 'Margherita', lineTotal: eur(1150) },
        { __typename: 'CatalogOrderLine', title: 'The Salt Almanac', lineTotal: eur(1200), item: { id: bookId } },
      ],
      subtotal: eur(4950),
      shippingTotal: eur(490),
      total: eur(5440),
      shippingAddress: { line1: home.line1, city: 'Dublin', country: 'IE' },
      timeline: [{ at: wednesdayLunch, status: 'PENDING', actor: 'CUSTOMER', note: null }],
    });
    expect(await cartOf(bed, ann)).toMatchObject({ version: 5, lines: [], total: eur(0) });

    const confirmed = await untilOrder(bed, ann, order.id, 'CONFIRMED');
    expect(confirmed.timeline.map(({ status, actor }) => [status, actor])).toEqual([
      ['PENDING', 'CUSTOMER'],
      ['CONFIRMED', 'SYSTEM'],
    ]);
    expect(confirmed.saga).toMatchObject({ state: 'COMPLETED' });
    expect(confirmed.saga.steps.map(({ name, state }) => [name, state])).toEqual(
      [
        'RESERVE_STOCK',
        'RESERVE_SEATS',
        'RESERVE_KITCHEN',
        'AUTHORISE_PAYMENT',
        'CONFIRM_STOCK',
        'CONFIRM_SEATS',
        'CONFIRM_KITCHEN',
        'CAPTURE_PAYMENT',
      ].map((name) => [name, 'DONE']),
    );
    const [stock] = others.requests(order.id, 'RESERVE_STOCK');
    const [seats] = others.requests(order.id, 'RESERVE_SEATS');
    const [kitchen] = others.requests(order.id, 'RESERVE_KITCHEN');
    const [payment] = others.requests(order.id, 'AUTHORISE_PAYMENT');
    const [bookingId, foodOrderId] = [order.lines[0]?.booking?.id, order.lines[1]?.foodOrder?.id];
    expect(stock?.step).toMatchObject({ lines: [{ itemId: bookId, quantity: 1, unitPrice: eur(1200) }] });
    expect(seats?.step).toMatchObject({ bookingId, holdId, expectedTotal: eur(2600) });
    expect(kitchen?.step).toMatchObject({
      foodOrderId,
      restaurantId,
      fulfilment: 'TO_SEAT',
      seatBookingId: bookingId,
      deliveryAddress: null,
      lines: [{ menuItemId, quantity: 1, optionIds: [], unitPrice: eur(1150) }],
      expectedTotal: eur(1150),
    });
    expect(payment?.step).toMatchObject({ subjectId: order.id, amount: eur(5440), hasSeats: true });
  });

  it('asks for nothing that the basket does not hold', async () => {
    const ann = aCustomer();
    await adds(bed, ann, { catalogItemId: await aBook(bed) });
    const { id } = await ordered(bed, ann, 'checkout', await tillInput(bed, ann));
    await untilOrder(bed, ann, id, 'CONFIRMED');
    expect(others.asked(id)).toEqual([
      'DO RESERVE_STOCK',
      'DO AUTHORISE_PAYMENT',
      'DO CONFIRM_STOCK',
      'DO CAPTURE_PAYMENT',
    ]);
  });

  it('costs nothing to pay when coupons take off all of it', async () => {
    const ann = aCustomer();
    await adds(bed, ann, { seatHoldId: await aHold(bed, ann) });
    await changed(bed, ann, 'couponApply', { code: await aCoupon(bed, { basis_points: 10_000 }) });
    const { id } = await ordered(bed, ann, 'checkout', await tillInput(bed, ann));
    await untilOrder(bed, ann, id, 'CONFIRMED');
    expect(others.asked(id)).toEqual(['DO RESERVE_SEATS', 'DO CONFIRM_SEATS']);
  });

  it('is in dollars for goods that are priced in them, with the way and a coupon', async () => {
    const ann = aCustomer();
    const bookId = await aBook(bed, { prices: [usd(1350)] });
    await adds(bed, ann, { catalogItemId: await aBook(bed, { price: usd(2000) }) });
    await adds(bed, ann, { catalogItemId: bookId, quantity: 2 });
    await changed(bed, ann, 'couponApply', { code: await aCoupon(bed) });
    const total = usd(2000 + 2 * 1350 - 470 + 550 + 120);
    expect(await cartOf(bed, ann)).toMatchObject({ subtotal: usd(4700), discountTotal: usd(470), total });
    expect(
      await orderRefusal(bed, ann, 'checkout', await tillInput(bed, ann, { expectedTotal: eur(total.minor) })),
    ).toEqual(expect.objectContaining({ code: 'CURRENCY_MISMATCH' }));
    const order = await ordered(bed, ann, 'checkout', await tillInput(bed, ann));
    expect(order).toMatchObject({ shippingTotal: usd(670), total, lines: [{ lineTotal: usd(2000) }, {}] });
    await untilOrder(bed, ann, order.id, 'CONFIRMED');
    expect(others.requests(order.id, 'AUTHORISE_PAYMENT')[0]?.step).toMatchObject({ amount: total });
    expect(others.requests(order.id, 'RESERVE_STOCK')[0]?.step).toMatchObject({
      lines: expect.arrayContaining([{ itemId: bookId, quantity: 2, unitPrice: usd(1350) }]),
    });
  });

  it('takes the tip as a line of its own, the way to a door as shipping, and every note to the kitchen', async () => {
    const ann = aCustomer();
    await adds(bed, ann, { menuItemId: (await aPizza(bed)).menuItemId, note: 'No olives' });
    const food = { fulfilment: 'DELIVERY', tip: eur(200), note: 'Ring twice' };
    const input = await tillInput(bed, ann, { food, expectedTotal: eur(1150 + 200 + 250) });
    const order = await ordered(bed, ann, 'checkout', input);
    expect(order).toMatchObject({
      lines: [{}, { __typename: 'FoodOrderLineItem', title: 'Tip', lineTotal: eur(200) }],
      subtotal: eur(1350),
      shippingTotal: eur(250),
      total: eur(1600),
    });
    await untilOrder(bed, ann, order.id, 'CONFIRMED');
    expect(others.requests(order.id, 'RESERVE_KITCHEN')[0]?.step).toMatchObject({
      lines: [{ note: 'No olives' }],
      tip: eur(200),
      note: 'Ring twice',
      deliveryAddress: { line1: home.line1 },
      expectedTotal: eur(1600),
    });
  });

  it('answers a repeat with the same order, and another request under the key with a refusal', async () => {
    const ann = aCustomer();
    await adds(bed, ann, { catalogItemId: await aBook(bed) });
    const input = await tillInput(bed, ann);
    const answers = await Promise.all(Array.from({ length: 10 }, () => orders(bed, ann, 'checkout', input)));
    const ids = new Set(answers.map(({ payload }) => payload?.order?.id));
    expect(ids.size).toBe(1);
    expect(answers.filter(({ payload }) => payload?.replayed === false)).toHaveLength(1);
    expect(await orderRefusal(bed, ann, 'checkout', { ...input, paymentMethodId: aMethod() })).toMatchObject({
      __typename: 'IdempotencyKeyReusedError',
    });
  });

  it('makes one order of a basket that two pay with two keys', async () => {
    const ann = aCustomer();
    await adds(bed, ann, { catalogItemId: await aBook(bed) });
    const input = await tillInput(bed, ann);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => orders(bed, ann, 'checkout', { ...input, idempotencyKey: aKey() })),
    );
    expect(answers.filter(({ payload }) => payload?.order != null)).toHaveLength(1);
    expect(answers.flatMap(({ payload }) => payload?.errors.map(({ code }) => code))).toEqual(
      Array.from({ length: 7 }, () => 'CART_EMPTY'),
    );
  });
});

describe('what is refused at the till', () => {
  /** Nothing has happened: the basket is as it was, and nobody was asked for anything. */
  async function refusedWith(buyer: ReturnType<typeof aCustomer>, given: Record<string, unknown> = {}) {
    const before = await cartOf(bed, buyer);
    const [count] = await bed.db.query('select count(*)::int as orders from customer_order');
    const refusal = await orderRefusal(bed, buyer, 'checkout', await tillInput(bed, buyer, given));
    expect(await bed.db.query('select count(*)::int as orders from customer_order')).toEqual([count]);
    expect(await cartOf(bed, buyer)).toEqual(before);
    return refusal;
  }

  it('is an empty basket', async () => {
    const input = { cartVersion: 1, expectedTotal: eur(0), paymentMethodId: aMethod(), idempotencyKey: aKey() };
    expect(await orderRefusal(bed, aCustomer(), 'checkout', input)).toMatchObject({ code: 'CART_EMPTY' });
  });

  it('is a basket that has changed since', async () => {
    const ann = aCustomer();
    await adds(bed, ann, { catalogItemId: await aBook(bed) });
    expect(await refusedWith(ann, { cartVersion: 1 })).toMatchObject({
      __typename: 'VersionConflictError',
      code: 'CART_CHANGED',
      path: ['input', 'cartVersion'],
      currentVersion: 2,
    });
  });

  it('is a price that has changed since', async () => {
    const ann = aCustomer();
    const bookId = await aBook(bed);
    await adds(bed, ann, { catalogItemId: bookId });
    const expectedTotal = (await cartOf(bed, ann))?.total;
    await bed.hear(bookTold(bookId, { price: eur(1250), version: 2 }));
    await told(bed);
    expect(await refusedWith(ann, { expectedTotal })).toMatchObject({
      __typename: 'PriceChangedError',
      path: ['input', 'expectedTotal'],
      expected: eur(1690),
      actual: eur(1740),
    });
  });

  it('is another currency', async () => {
    const ann = aCustomer();
    await adds(bed, ann, { catalogItemId: await aBook(bed) });
    expect(await refusedWith(ann, { expectedTotal: { minor: 1690, currency: 'USD' } })).toMatchObject({
      code: 'CURRENCY_MISMATCH',
    });
  });

  it('is what is sold out or not enough, all of it at once', async () => {
    const ann = aCustomer();
    const [few, none, pizza] = [await aBook(bed), await aBook(bed), await aPizza(bed)];
    await adds(bed, ann, { catalogItemId: few, quantity: 3 });
    await adds(bed, ann, { catalogItemId: none });
    await adds(bed, ann, { menuItemId: pizza.menuItemId });
    await bed.hear(stockTold(few, 2), bookTold(none, { isActive: false, version: 2 }));
    await bed.hear(dishTold(pizza, { isAvailable: false }));
    await told(bed);
    expect(await refusedWith(ann)).toMatchObject({
      __typename: 'InsufficientStockError',
      shortages: [
        { itemId: few, requested: 3, available: 2 },
        { itemId: none, requested: 1, available: 0 },
        { itemId: pizza.menuItemId, requested: 1, available: 0 },
      ],
    });
  });

  it('is a hold that has lapsed, or that somebody else has booked', async () => {
    const [ann, bob] = [aCustomer(), aCustomer()];
    await adds(bed, ann, { seatHoldId: await aHold(bed, ann) });
    const holdId = await aHold(bed, bob);
    await adds(bed, bob, { seatHoldId: holdId });
    await bed.hear(holdTold(holdId, bob.userId, { state: 'CONVERTED', version: 2 }));
    await told(bed);
    expect(await refusedWith(bob)).toMatchObject({ code: 'HOLD_EXPIRED' });
    bed.clock.set('2030-07-03T12:10:00.000Z');
    expect(await refusedWith(ann)).toMatchObject({ code: 'HOLD_EXPIRED' });
  });

  it('is a coupon that does not apply any more', async () => {
    const ann = aCustomer();
    await adds(bed, ann, { catalogItemId: await aBook(bed) });
    const code = await aCoupon(bed, { valid_until: '2030-07-03T12:05:00Z' });
    await changed(bed, ann, 'couponApply', { code: await aCoupon(bed) });
    await changed(bed, ann, 'couponApply', { code });
    bed.clock.set('2030-07-03T12:05:00.000Z');
    expect(await refusedWith(ann)).toEqual({
      __typename: 'CouponNotApplicableError',
      code: 'COUPON_NOT_APPLICABLE',
      message: `The coupon ${code} is no longer valid.`,
      path: ['input', 'cartVersion'],
      reason: 'EXPIRED',
    });
  });

  it('is goods without an address, and an address where the shop does not ship to', async () => {
    const ann = aCustomer();
    await adds(bed, ann, { catalogItemId: await aBook(bed) });
    expect(await refusedWith(ann, { shippingAddress: null })).toMatchObject({
      code: 'VALIDATION',
      path: ['input', 'shippingAddress'],
    });
    expect(await refusedWith(ann, { shippingAddress: { ...home, line1: ' ' } })).toMatchObject({
      code: 'VALIDATION',
      path: ['input', 'shippingAddress', 'line1'],
    });
    const yen = await aBook(bed, { price: { minor: 1500, currency: 'JPY' } });
    const bob = aCustomer();
    await adds(bed, bob, { catalogItemId: yen });
    expect(await refusedWith(bob)).toMatchObject({ path: ['input', 'shippingAddress', 'country'] });
  });

  it('is a far address at the price of a near one', async () => {
    const ann = aCustomer();
    await adds(bed, ann, { catalogItemId: await aBook(bed) });
    expect(await refusedWith(ann, { shippingAddress: { ...home, country: 'NZ' } })).toMatchObject({
      code: 'PRICE_CHANGED',
      actual: eur(3190),
    });
  });

  it.each([
    ['no way for the dishes', undefined, ['input', 'food']],
    ['seats of which there are none', { fulfilment: 'TO_SEAT' }, ['input', 'food', 'bookingId']],
    ['a hold with a pick-up', { fulfilment: 'PICKUP', seatHoldId: 'x' }, ['input', 'food', 'fulfilment']],
    [
      'an address with a pick-up',
      { fulfilment: 'PICKUP', deliveryAddress: home },
      ['input', 'food', 'deliveryAddress'],
    ],
    [
      'a hold and a booking',
      { fulfilment: 'TO_SEAT', seatHoldId: 'x', bookingId: 'y' },
      ['input', 'food', 'bookingId'],
    ],
    ['a tip above the dishes', { fulfilment: 'PICKUP', tip: eur(1151) }, ['input', 'food', 'tip', 'minor']],
    ['a tip below zero', { fulfilment: 'PICKUP', tip: eur(-1) }, ['input', 'food', 'tip', 'minor']],
  ])('is %s', async (_name, food, path) => {
    const ann = aCustomer();
    await adds(bed, ann, { menuItemId: (await aPizza(bed)).menuItemId });
    expect(await refusedWith(ann, { food })).toMatchObject({ code: 'VALIDATION', path });
  });

  it('is a delivery without any address', async () => {
    const ann = aCustomer();
    await adds(bed, ann, { menuItemId: (await aPizza(bed)).menuItemId });
    const path = ['input', 'food', 'deliveryAddress'];
    expect(await refusedWith(ann, { food: {}, shippingAddress: null })).toMatchObject({ code: 'VALIDATION', path });
  });

  it('is the booking of somebody else to bring dishes to, just like one that is not there', async () => {
    const ann = aCustomer();
    await adds(bed, ann, { menuItemId: (await aPizza(bed)).menuItemId });
    const bookingId = newId('booking');
    expect(await refusedWith(ann, { food: { fulfilment: 'TO_SEAT', bookingId } })).toMatchObject({
      code: 'NOT_FOUND',
      path: ['input', 'food', 'bookingId'],
      missingId: bookingId,
    });
  });

  it('is a restaurant that is closed, or that takes no orders for so little', async () => {
    const [ann, bob] = [aCustomer(), aCustomer()];
    const pizza = await aPizza(bed, { terms: { minimumOrderMinor: 1151 } });
    await adds(bed, ann, { menuItemId: pizza.menuItemId });
    expect(await refusedWith(ann)).toMatchObject({
      code: 'VALIDATION',
      message: 'Sopra takes orders from 11.51 EUR on.',
    });
    const paused = await aPizza(bed);
    await adds(bed, bob, { menuItemId: paused.menuItemId });
    await bed.hear(termsTold(paused.restaurantId, { isPaused: true }));
    await told(bed);
    expect(await refusedWith(bob)).toMatchObject({ code: 'VALIDATION', message: 'Sopra takes no orders now.' });
  });

  it('is what has not even the form of a payment method', async () => {
    const ann = aCustomer();
    await adds(bed, ann, { catalogItemId: await aBook(bed) });
    expect(await refusedWith(ann, { paymentMethodId: 'tok_visa' })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is anybody who is not signed in', async () => {
    const input = { cartVersion: 1, expectedTotal: eur(0), paymentMethodId: aMethod(), idempotencyKey: aKey() };
    const { payload, faults } = await orders(bed, null, 'checkout', input);
    expect(payload).toBeNull();
    expect(faults).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });
});

describe('a checkout of which somebody refuses a step', () => {
  it.each([
    ['RESERVE_STOCK', ['UNDO RESERVE_SEATS', 'UNDO RESERVE_KITCHEN']],
    ['RESERVE_SEATS', ['UNDO RESERVE_STOCK', 'UNDO RESERVE_KITCHEN']],
    ['RESERVE_KITCHEN', ['UNDO RESERVE_STOCK', 'UNDO RESERVE_SEATS']],
    ['AUTHORISE_PAYMENT', ['UNDO RESERVE_STOCK', 'UNDO RESERVE_SEATS', 'UNDO RESERVE_KITCHEN']],
    ['CONFIRM_SEATS', ['UNDO AUTHORISE_PAYMENT', 'UNDO RESERVE_STOCK', 'UNDO RESERVE_SEATS', 'UNDO RESERVE_KITCHEN']],
    ['CAPTURE_PAYMENT', ['UNDO AUTHORISE_PAYMENT', 'UNDO RESERVE_STOCK', 'UNDO RESERVE_SEATS', 'UNDO RESERVE_KITCHEN']],
  ] as const)('%s: fails, and everything is undone', async (name, undone) => {
    const ann = aCustomer();
    others.script(name, () => refused('ITEM_UNAVAILABLE', 'It was not to be had.'));
    const { order } = await aCheckout(bed, ann);
    const failed = await untilOrder(bed, ann, order.id, 'FAILED');
    expect(failed.timeline.at(-1)).toMatchObject({ status: 'FAILED', actor: 'SYSTEM', note: 'It was not to be had.' });
    expect(failed.saga).toMatchObject({ state: 'COMPENSATED' });
    expect(failed.saga.steps.find((step) => step.name === name)).toMatchObject({
      state: 'FAILED',
      error: 'It was not to be had.',
    });
    for (const step of undone) expect(others.asked(order.id)).toContain(step);
    expect(failed.allowedTransitions).toEqual([]);
  });

  it.each([
    ['RESERVE_SEATS', 'INVALID_TRANSITION', 'The seats could not be booked.'],
    ['RESERVE_STOCK', 'NOT_FOUND', 'The goods could not be reserved.'],
    ['RESERVE_KITCHEN', 'NEW_CODE', 'The restaurant could not take the dishes.'],
    ['AUTHORISE_PAYMENT', 'NOT_FOUND', 'The payment could not be made: choose another payment method.'],
    ['CONFIRM_SEATS', 'INVALID_TRANSITION', 'The seats could not be kept.'],
  ] as const)('%s: tells its customer of %s in plain words, and the staff what was said', async (name, code, note) => {
    const ann = aCustomer();
    const technical = 'A hold that is CONVERTED cannot become CONVERTED.';
    others.script(name, () => refused(code, technical));
    const { order } = await aCheckout(bed, ann);
    const failed = await untilOrder(bed, ann, order.id, 'FAILED');
    expect(failed.timeline.at(-1)).toMatchObject({ status: 'FAILED', note });
    expect(failed.saga.steps.find((step) => step.name === name)?.error).toBe(technical);
    // What undoes its part keeps the reason too, and may show it.
    const undone = await bed.db.query<{ reason: string }[]>(
      `select distinct envelope->'data'->>'reason' as reason from outbox
       where type = 'checkout.step.requested' and envelope->'data'->>'action' = 'UNDO'
         and envelope->'data'->>'subjectId' = $1`,
      [order.id],
    );
    expect(undone).toEqual([{ reason: note }]);
  });

  it('gives the coupon back', async () => {
    const ann = aCustomer();
    const code = await aCoupon(bed, { customer_limit: 1, total_limit: 1 });
    const buy = async () => {
      await adds(bed, ann, { catalogItemId: await aBook(bed) });
      await changed(bed, ann, 'couponApply', { code });
      return ordered(bed, ann, 'checkout', await tillInput(bed, ann));
    };
    others.script('AUTHORISE_PAYMENT', () => refused('PAYMENT_DECLINED', 'The card was declined.'));
    await untilOrder(bed, ann, (await buy()).id, 'FAILED');
    others.reset();
    const second = await buy();
    await untilOrder(bed, ann, second.id, 'CONFIRMED');
    await adds(bed, ann, { catalogItemId: await aBook(bed) });
    const { payload } = await orders(bed, ann, 'checkout', await tillInput(bed, ann));
    expect(payload?.errors).toEqual([]);
    expect(await bed.db.query('select times_used from coupon where code = $1', [code])).toEqual([{ times_used: 1 }]);
  });

  it('waits for a customer who has to confirm the payment', async () => {
    const ann = aCustomer();
    others.script('AUTHORISE_PAYMENT', () => ({ kind: 'WAITING', until: '2099-01-01T00:00:00.000Z' }));
    const { order } = await aCheckout(bed, ann);
    await untilOrder(bed, ann, order.id, 'AWAITING_PAYMENT');
    const [request] = others.requests(order.id, 'AUTHORISE_PAYMENT');
    if (request === undefined) throw new Error('nobody was asked for the payment');
    await others.answer(request, done);
    const confirmed = await untilOrder(bed, ann, order.id, 'CONFIRMED');
    expect(confirmed.timeline.map(({ status }) => status)).toEqual(['PENDING', 'AWAITING_PAYMENT', 'CONFIRMED']);
  });
});

describe('a coupon for ten that a hundred want', () => {
  it('is used ten times, and nobody else is charged', async () => {
    const code = await aCoupon(bed, { total_limit: 10 });
    const bookId = await aBook(bed, {}, 1_000);
    const buyers = Array.from({ length: 100 }, () => aCustomer());
    await Promise.all(
      buyers.map(async (buyer) => {
        await adds(bed, buyer, { catalogItemId: bookId });
        await changed(bed, buyer, 'couponApply', { code });
      }),
    );
    const answers = await Promise.all(
      buyers.map(async (buyer) => orders(bed, buyer, 'checkout', await tillInput(bed, buyer))),
    );
    const bought = answers.filter(({ payload }) => payload?.order != null);
    expect(bought).toHaveLength(10);
    const refusals = answers.flatMap(({ payload }) => payload?.errors ?? []);
    expect(refusals).toHaveLength(90);
    expect(new Set(refusals.map(({ reason }) => reason))).toEqual(new Set(['USED_UP']));
    expect(await bed.db.query('select times_used from coupon where code = $1', [code])).toEqual([{ times_used: 10 }]);
  });

  it('has its last use by one of two who pay at the same moment, and the other keeps the basket', async () => {
    for (let round = 0; round < 5; round += 1) {
      const code = await aCoupon(bed, { total_limit: 1 });
      const buyers = [aCustomer(), aCustomer()];
      for (const buyer of buyers) {
        await adds(bed, buyer, { catalogItemId: await aBook(bed) });
        await changed(bed, buyer, 'couponApply', { code });
      }
      const inputs = await Promise.all(buyers.map((buyer) => tillInput(bed, buyer)));
      const answers = await Promise.all(buyers.map((buyer, nth) => orders(bed, buyer, 'checkout', inputs[nth] ?? {})));
      const isOrdered = answers.map(({ payload }) => payload?.order != null);
      expect(isOrdered.filter(Boolean)).toHaveLength(1);
      const loser = isOrdered.indexOf(false);
      expect(answers[loser]?.payload?.errors).toMatchObject([{ code: 'COUPON_NOT_APPLICABLE', reason: 'USED_UP' }]);
      const lines = await Promise.all(buyers.map(async (buyer) => (await cartOf(bed, buyer))?.lines.length));
      expect(lines[loser]).toBe(1);
      expect(lines[1 - loser]).toBe(0);
    }
  });

  it('is used once by a customer for whom it is once, however fast they are', async () => {
    const ann = aCustomer();
    const code = await aCoupon(bed, { customer_limit: 1 });
    const buy = async () => {
      await adds(bed, ann, { catalogItemId: await aBook(bed) });
      return changed(bed, ann, 'couponApply', { code });
    };
    await buy();
    await ordered(bed, ann, 'checkout', await tillInput(bed, ann));
    await adds(bed, ann, { catalogItemId: await aBook(bed) });
    const { payload } = await orders(bed, ann, 'checkout', await tillInput(bed, ann));
    expect(payload?.errors).toEqual([]);
    await expect(buy()).rejects.toThrow('USED_BY_YOU');
  });
});

describe('what an order tells the others', () => {
  it('is that it was made and each status, with its version', async () => {
    const ann = aCustomer();
    await adds(bed, ann, { catalogItemId: await aBook(bed) });
    const { id, number } = await ordered(bed, ann, 'checkout', await tillInput(bed, ann));
    await untilOrder(bed, ann, id, 'CONFIRMED');
    await allTold(bed);
    const rows: { envelope: { type: string; data: Record<string, unknown> } }[] = await bed.db.query(
      `select envelope from outbox where aggregate_id = $1 order by id`,
      [id],
    );
    expect(rows.map(({ envelope: { type, data } }) => ({ type, ...data }))).toEqual([
      expect.objectContaining({
        type: 'order.created',
        status: 'PENDING',
        version: 1,
        number,
        total: eur(1690),
        titles: ['The Salt Almanac'],
      }),
      expect.objectContaining({
        type: 'order.status.updated',
        previousStatus: 'PENDING',
        status: 'CONFIRMED',
        version: 2,
        isPayable: false,
      }),
    ]);
  });

  it('holds nothing of addresses and notes', async () => {
    const ann = aCustomer();
    await aWholeBasket(bed, ann);
    const input = await tillInput(bed, ann, { billingAddress: { ...home, line1: 'Billing Lane 1' } });
    const { id } = await ordered(bed, ann, 'checkout', input);
    await eventually(async () => {
      const rows: { envelope: unknown }[] = await bed.db.query(
        `select envelope from outbox where aggregate_id = $1 and type like 'order.%'`,
        [id],
      );
      expect(rows.length).toBeGreaterThan(0);
      expect(JSON.stringify(rows)).not.toContain('Billing Lane');
      expect(JSON.stringify(rows)).not.toContain('Capel Street');
    });
  });
});

import { newId } from '@marquee/shared/ids';
import { aBook, aCoupon, adds, aHold, aPizza, cartOf, changed, refusal, told } from './support/baskets';
import { bookTold, dishTold, eur, holdTold, stockTold, termsTold, usd } from './support/facts';
import { anOrdersBed, type OrdersBed, wednesdayLunch } from './support/ordersBed';
import { aCustomer } from './support/people';

let bed: OrdersBed;
beforeAll(async () => {
  bed = await anOrdersBed();
});
beforeEach(() => bed.clock.set(wednesdayLunch));
afterAll(() => bed.close());

const warningsOf = async (viewer: ReturnType<typeof aCustomer>) =>
  (await cartOf(bed, viewer))?.warnings.map(({ kind }) => kind);

describe('trouble that a basket warns of', () => {
  it('is an item that is sold out, low, dearer, or not sold any more', async () => {
    const ann = aCustomer();
    const bookId = await aBook(bed);
    await adds(bed, ann, { catalogItemId: bookId, quantity: 3 });
    expect(await warningsOf(ann)).toEqual([]);
    await bed.hear(stockTold(bookId, 2));
    await told(bed);
    expect(await warningsOf(ann)).toEqual(['LOW_STOCK']);
    await bed.hear(stockTold(bookId, 4, 'LOW'));
    await told(bed);
    expect(await warningsOf(ann)).toEqual(['LOW_STOCK']);
    await bed.hear(stockTold(bookId, 0, 'OUT_OF_STOCK'));
    await told(bed);
    expect(await warningsOf(ann)).toEqual(['SOLD_OUT']);
    await bed.hear(stockTold(bookId, 9), bookTold(bookId, { price: eur(1300), version: 2 }));
    await told(bed);
    const cart = await cartOf(bed, ann);
    expect(cart).toMatchObject({ warnings: [{ kind: 'PRICE_CHANGED' }], subtotal: eur(3900) });
    // Whoever touches the line has seen the price.
    const lineId = cart?.lines[0]?.id;
    expect(await changed(bed, ann, 'cartLineSet', { lineId, quantity: 2 })).toMatchObject({ warnings: [] });
    await bed.hear(bookTold(bookId, { isActive: false, version: 3 }));
    await told(bed);
    expect(await cartOf(bed, ann)).toMatchObject({ warnings: [{ kind: 'SOLD_OUT', lineId }], subtotal: eur(2600) });
  });

  it('is a dish that is off, or cannot be chosen like this any more', async () => {
    const ann = aCustomer();
    const pizza = await aPizza(bed);
    await adds(bed, ann, { menuItemId: pizza.menuItemId });
    await bed.hear(dishTold(pizza, { isAvailable: false }));
    await told(bed);
    expect(await warningsOf(ann)).toEqual(['SOLD_OUT']);
    const size = { id: newId('optionGroup'), name: 'Size', minChoices: 1, maxChoices: 1, options: [] };
    await bed.hear(dishTold(pizza, { optionGroups: [size] }));
    await told(bed);
    expect(await cartOf(bed, ann)).toMatchObject({ warnings: [{ kind: 'SOLD_OUT' }], subtotal: eur(1150) });
  });

  it('is a hold that is about to lapse, or has', async () => {
    const ann = aCustomer();
    const holdId = await aHold(bed, ann);
    await adds(bed, ann, { seatHoldId: holdId });
    bed.clock.set('2030-07-03T12:07:59.999Z');
    expect(await warningsOf(ann)).toEqual([]);
    bed.clock.set('2030-07-03T12:08:00.000Z');
    expect(await warningsOf(ann)).toEqual(['HOLD_EXPIRING']);
    bed.clock.set('2030-07-03T12:10:00.000Z');
    expect(await warningsOf(ann)).toEqual(['HOLD_EXPIRING']);
    const later = { state: 'EXTENDED', expiresAt: '2030-07-03T12:20:00.000Z', version: 2 };
    await bed.hear(holdTold(holdId, ann.userId, later));
    await told(bed);
    expect(await warningsOf(ann)).toEqual([]);
  });

  it('is a restaurant that closes soon, is closed, or paused', async () => {
    const ann = aCustomer();
    const { menuItemId, restaurantId } = await aPizza(bed);
    await adds(bed, ann, { menuItemId });
    bed.clock.set('2030-07-03T20:29:59.999Z');
    expect(await warningsOf(ann)).toEqual([]);
    bed.clock.set('2030-07-03T20:30:00.000Z');
    expect(await warningsOf(ann)).toEqual(['RESTAURANT_CLOSING']);
    bed.clock.set('2030-07-03T21:00:00.000Z');
    expect(await warningsOf(ann)).toEqual(['RESTAURANT_CLOSING']);
    bed.clock.set(wednesdayLunch);
    await bed.hear(termsTold(restaurantId, { isPaused: true }));
    await told(bed);
    expect((await cartOf(bed, ann))?.warnings).toEqual([
      { kind: 'RESTAURANT_CLOSING', lineId: null, message: 'Sopra takes no orders now.' },
    ]);
  });
});

describe('coupons in a basket', () => {
  it('take off what they say, one after the other, and stay when they are given again', async () => {
    const ann = aCustomer();
    await adds(bed, ann, { catalogItemId: await aBook(bed, { price: eur(4000) }) });
    const fiver = await aCoupon(bed, { kind: 'AMOUNT', basis_points: null, amount_minor: 500, currency: 'EUR' });
    const tenth = await aCoupon(bed);
    await changed(bed, ann, 'couponApply', { code: ` ${fiver.toLowerCase()} ` });
    const cart = await changed(bed, ann, 'couponApply', { code: tenth });
    expect(cart).toMatchObject({
      coupons: [
        { code: fiver, discount: eur(500) },
        { code: tenth, discount: eur(350) },
      ],
      subtotal: eur(4000),
      discountTotal: eur(850),
      shippingTotal: eur(490),
      total: eur(3640),
    });
    expect((await changed(bed, ann, 'couponApply', { code: tenth })).version).toBe(cart.version);
    expect(await changed(bed, ann, 'couponRemove', { code: fiver.toLowerCase() })).toMatchObject({
      coupons: [{ code: tenth, discount: eur(400) }],
    });
    expect(await refusal(bed, ann, 'couponRemove', { code: fiver })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it.each([
    ['MINIMUM_NOT_MET', 'needs a subtotal of at least 12.01 EUR', { minimum_minor: 1201, currency: 'EUR' }],
    ['NOT_YET_VALID', 'is not valid yet', { valid_from: '2030-07-03T12:00:01Z' }],
    ['EXPIRED', 'is no longer valid', { valid_until: '2030-07-03T12:00:00Z' }],
    ['CURRENCY_MISMATCH', 'is for another currency', { currency: 'USD' }],
  ])('are refused with %s: it %s', async (reason, because, terms) => {
    const ann = aCustomer();
    await adds(bed, ann, { catalogItemId: await aBook(bed) });
    const code = await aCoupon(bed, terms);
    expect(await refusal(bed, ann, 'couponApply', { code })).toMatchObject({
      __typename: 'CouponNotApplicableError',
      code: 'COUPON_NOT_APPLICABLE',
      message: `The coupon ${code} ${because}.`,
      path: ['code'],
      reason,
    });
  });

  it.each(['NOPE', '', 'x'.repeat(10_000), '\u0000', '\ud800'])('are refused when there is none: %j', async (code) => {
    expect(await refusal(bed, aCustomer(), 'couponApply', { code })).toMatchObject({ reason: 'UNKNOWN' });
  });

  it.each([
    ['has expired', 'is no longer valid', { valid_until: '2030-07-03T12:05:00Z' }],
    ['was used up by others', 'has been used by as many as it was made for', { total_limit: 1 }],
  ])('are warned of when one %s since it was given', async (_what, because, terms) => {
    const ann = aCustomer();
    await adds(bed, ann, { catalogItemId: await aBook(bed) });
    const code = await aCoupon(bed, terms);
    expect((await changed(bed, ann, 'couponApply', { code })).warnings).toEqual([]);
    await bed.db.query('update coupon set times_used = 1 where code = $1', [code]);
    bed.clock.set('2030-07-03T12:05:00.000Z');
    expect((await cartOf(bed, ann))?.warnings).toEqual([
      { kind: 'PRICE_CHANGED', lineId: null, message: `The coupon ${code} ${because}.` },
    ]);
  });

  it('take nothing off while the basket is below their minimum, warn of it, and stay', async () => {
    const ann = aCustomer();
    const { lines } = await adds(bed, ann, { catalogItemId: await aBook(bed), quantity: 2 });
    const code = await aCoupon(bed, { minimum_minor: 2000, currency: 'EUR' });
    await changed(bed, ann, 'couponApply', { code });
    const lineId = lines[0]?.id;
    expect(await changed(bed, ann, 'cartLineSet', { lineId, quantity: 1 })).toMatchObject({
      coupons: [{ code, discount: eur(0) }],
      discountTotal: eur(0),
      warnings: [
        { kind: 'PRICE_CHANGED', lineId: null, message: `The coupon ${code} needs a subtotal of at least 20.00 EUR.` },
      ],
    });
    expect(await changed(bed, ann, 'cartLineSet', { lineId, quantity: 2 })).toMatchObject({
      discountTotal: eur(240),
      warnings: [],
    });
    expect((await changed(bed, ann, 'cartLineSet', { lineId, quantity: 0 })).warnings).toEqual([]);
  });

  it('of no currency are for every one', async () => {
    const ann = aCustomer();
    await adds(bed, ann, { catalogItemId: await aBook(bed, { price: usd(1400) }) });
    const cart = await changed(bed, ann, 'couponApply', { code: await aCoupon(bed) });
    expect(cart).toMatchObject({ discountTotal: usd(140) });
  });
});

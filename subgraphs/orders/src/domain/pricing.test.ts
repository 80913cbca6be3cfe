import type { Coupon } from './coupon';
import { type Basket, discountableMinor, type PricedLine, priceBasket } from './pricing';
import type { ShippingTariff } from './shipping';
import type { TaxRates } from './tax';

const shipping: ShippingTariff = {
  homeCountry: 'IE',
  homeCurrency: 'EUR',
  assumedWeightGrams: 500,
  zones: [
    { countries: ['IE'], rates: { EUR: { firstKilogramMinor: 490, furtherKilogramMinor: 100, freeFromMinor: 5000 } } },
  ],
};
const none = { GOODS: 0, BOOKS: 0, SEATS: 0, DISHES: 0, SHIPPING: 0 };
const tax: TaxRates = {
  countries: { IE: { GOODS: 2300, BOOKS: 0, SEATS: 1350, DISHES: 1350, SHIPPING: 2300 } },
  elsewhere: none,
};
const terms = {
  id: 'cpn_1',
  code: 'TEN',
  description: '',
  minimumMinor: null,
  validFrom: null,
  validUntil: null,
  totalLimit: null,
  customerLimit: null,
  timesUsed: 0,
};
const percent = (basisPoints: number): Coupon => ({ ...terms, kind: 'PERCENTAGE', basisPoints, currency: null });
const amountOff = (amountMinor: number): Coupon => ({ ...terms, kind: 'AMOUNT', amountMinor, currency: 'EUR' });

const seats: PricedLine = { id: 'seats', amountMinor: 2600, taxKind: 'SEATS', weightGrams: 0 };
const pizza: PricedLine = { id: 'pizza', amountMinor: 1150, taxKind: 'DISHES', weightGrams: 0 };
const book: PricedLine = { id: 'book', amountMinor: 1200, taxKind: 'BOOKS', weightGrams: 400 };
const lamp: PricedLine = { id: 'lamp', amountMinor: 2460, taxKind: 'GOODS', weightGrams: 1500 };
const tip: PricedLine = { id: 'tip', amountMinor: 200, taxKind: 'TIP', weightGrams: 0 };
const price = (lines: readonly PricedLine[], more: Partial<Basket> = {}) =>
  priceBasket({ currency: 'EUR', lines, coupons: [], country: 'IE', deliveryFeeMinor: 0, ...more }, { shipping, tax });

describe('the price of a basket', () => {
  it('is two seats, a pizza brought to them and a book that is sent', () => {
    expect(price([seats, pizza, book])).toMatchObject({
      subtotalMinor: 4950,
      discountMinor: 0,
      shippingMinor: 490,
      // 309 in the seats, 137 in the pizza, 92 in the shipping, nothing in the book.
      taxMinor: 538,
      totalMinor: 5440,
    });
  });

  it('is nothing for nothing', () => {
    expect(price([])).toMatchObject({ subtotalMinor: 0, shippingMinor: 0, taxMinor: 0, totalMinor: 0 });
  });

  it('counts what a restaurant takes for bringing its dishes as shipping', () => {
    expect(price([pizza], { deliveryFeeMinor: 250 })).toMatchObject({ shippingMinor: 250, totalMinor: 1400 });
  });

  it('sends nothing of seats and dishes', () => {
    expect(price([seats, pizza], { country: 'FR' })).toMatchObject({ shippingMinor: 0, totalMinor: 3750 });
  });

  it('says when goods cannot be sent there, or not in the currency', () => {
    expect(price([book], { country: 'FR' }).shippingMinor).toBeNull();
    expect(price([book], { currency: 'USD' }).shippingMinor).toBeNull();
  });

  it('holds the threshold of free shipping against the goods alone, after the discount', () => {
    const two = [lamp, { ...lamp, id: 'lamp2', amountMinor: 2540 }];
    expect(price(two).shippingMinor).toBe(0);
    expect(price(two, { coupons: [amountOff(1)] }).shippingMinor).toBe(690);
    expect(price([seats, lamp]).shippingMinor).toBe(590);
  });

  it('contains the tax of what is paid after the discount', () => {
    expect(price([lamp]).taxMinor).toBe(460 + 110);
    expect(price([lamp], { coupons: [percent(5000)] }).taxMinor).toBe(230 + 110);
  });
});

describe('coupons on a basket', () => {
  it('take their share off every line, to the cent', () => {
    const { discountMinor, lineDiscountsMinor, totalMinor } = price([seats, pizza, book], { coupons: [percent(1000)] });
    expect(discountMinor).toBe(495);
    expect(lineDiscountsMinor).toEqual([260, 115, 120]);
    expect(totalMinor).toBe(4950 - 495 + 490);
  });

  it('each take off what those before it have left', () => {
    const { couponDiscountsMinor, lineDiscountsMinor } = price([seats, book], {
      coupons: [amountOff(1000), percent(1000)],
    });
    expect(couponDiscountsMinor).toEqual([1000, 280]);
    expect(lineDiscountsMinor.reduce((sum, discount) => sum + discount, 0)).toBe(1280);
  });

  it('take nothing off a tip, nor off the way', () => {
    const { totalMinor, lineDiscountsMinor } = price([pizza, tip], {
      coupons: [amountOff(99_999)],
      deliveryFeeMinor: 250,
    });
    expect(lineDiscountsMinor).toEqual([1150, 0]);
    expect(totalMinor).toBe(200 + 250);
    expect(discountableMinor([pizza, tip])).toBe(1150);
  });
});

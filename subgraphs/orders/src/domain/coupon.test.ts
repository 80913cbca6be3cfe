import { type Coupon, couponCodeOf, couponDiscountMinor, couponRefusal } from './coupon';

const terms = {
  id: 'cpn_1',
  code: 'TEN',
  description: 'Ten per cent off',
  minimumMinor: 2000,
  validFrom: new Date('2030-07-01T00:00:00Z'),
  validUntil: new Date('2030-08-01T00:00:00Z'),
  totalLimit: 100,
  customerLimit: 2,
  timesUsed: 99,
};
const tenPerCent: Coupon = { ...terms, kind: 'PERCENTAGE', basisPoints: 1000, currency: 'EUR' };
const fiver: Coupon = { ...terms, kind: 'AMOUNT', amountMinor: 500, currency: 'EUR' };
const use = { subtotalMinor: 2000, currency: 'EUR', now: new Date('2030-07-03T12:00:00Z'), timesUsedByCustomer: 1 };

describe('whether a coupon applies', () => {
  it('does just within all of its terms', () => {
    expect(couponRefusal(tenPerCent, use)).toBeNull();
  });

  it.each([
    ['NOT_YET_VALID', { now: new Date('2030-06-30T23:59:59.999Z') }],
    ['EXPIRED', { now: new Date('2030-08-01T00:00:00Z') }],
    ['CURRENCY_MISMATCH', { currency: 'USD' }],
    ['USED_BY_YOU', { timesUsedByCustomer: 2 }],
    ['MINIMUM_NOT_MET', { subtotalMinor: 1999 }],
  ])('is refused with %s', (reason, change) => {
    expect(couponRefusal(tenPerCent, { ...use, ...change })).toBe(reason);
  });

  it('is refused once as many have used it as it was made for', () => {
    expect(couponRefusal({ ...tenPerCent, timesUsed: 100 }, use)).toBe('USED_UP');
  });

  it('has no bounds that nobody set', () => {
    const open = { minimumMinor: null, validFrom: null, validUntil: null, totalLimit: null, customerLimit: null };
    const coupon: Coupon = { ...terms, ...open, kind: 'PERCENTAGE', basisPoints: 1000, currency: null };
    expect(couponRefusal(coupon, { ...use, subtotalMinor: 0, currency: 'JPY', timesUsedByCustomer: 9 })).toBeNull();
  });
});

describe('what a coupon takes off', () => {
  it.each([
    [tenPerCent, 2000, 200],
    [tenPerCent, 2009, 200],
    [tenPerCent, 9, 0],
    [fiver, 2000, 500],
    [fiver, 300, 300],
    [fiver, 0, 0],
  ])('%#', (coupon, amount, discount) => {
    expect(couponDiscountMinor(coupon, amount)).toBe(discount);
  });
});

it('a code is read as people type it', () => {
  expect(couponCodeOf('  welcome10 ')).toBe('WELCOME10');
});

import { isPayable, paidForMinor, statusAfterRefund } from './order';

const lines = [
  { kind: 'SEATS', amountMinor: 2600, discountMinor: 260 },
  { kind: 'DISH', amountMinor: 1150, discountMinor: 115 },
  { kind: 'DISH', amountMinor: 500, discountMinor: 50 },
  { kind: 'TIP', amountMinor: 200, discountMinor: 0 },
  { kind: 'ITEM', amountMinor: 1200, discountMinor: 120 },
] as const;

describe('what was paid for a part of an order', () => {
  it('is the seats less their share of the coupons', () => {
    expect(paidForMinor({ deliveryFeeMinor: 250 }, lines, 'SEATS')).toBe(2340);
  });

  it('is the dishes less their share, the tip, and the way to the door', () => {
    expect(paidForMinor({ deliveryFeeMinor: 250 }, lines, 'DISHES')).toBe(1035 + 450 + 200 + 250);
  });
});

it('an order is refunded when nothing of its money is left, and until then in part', () => {
  expect(statusAfterRefund({ totalMinor: 1000 }, 999)).toBe('PARTIALLY_REFUNDED');
  expect(statusAfterRefund({ totalMinor: 1000 }, 1000)).toBe('REFUNDED');
});

it('an order is payable by its customer while it waits for just that', () => {
  const payBy = new Date('2030-07-03T12:30:00Z');
  expect(isPayable({ status: 'AWAITING_PAYMENT', isPaidLater: true, payBy })).toBe(true);
  expect(isPayable({ status: 'AWAITING_PAYMENT', isPaidLater: true, payBy: null })).toBe(false);
  expect(isPayable({ status: 'AWAITING_PAYMENT', isPaidLater: false, payBy: null })).toBe(false);
  expect(isPayable({ status: 'CONFIRMED', isPaidLater: true, payBy })).toBe(false);
});

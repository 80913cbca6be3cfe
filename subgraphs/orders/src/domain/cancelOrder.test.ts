import { checkCancellable, type Fates } from './cancelOrder';
import type { Order } from './order';

const now = new Date('2030-07-03T12:00:00Z');
const rule = { actors: ['CUSTOMER'] as const, seatsUntilMs: 2 * 3_600_000, now };
const order = { status: 'CONFIRMED', hasGoods: true, isShipped: false, isDelivered: false } as Order;
const nothing: Fates = { booking: null, foodOrder: null };
const seats = (startsAt: string, status = 'CONFIRMED') => ({
  ...nothing,
  booking: { status, startsAt: new Date(startsAt) },
});
const dishes = (status: string) => ({ ...nothing, foodOrder: { status } });
const refused = (fates: Fates, of: Partial<Order> = {}) => {
  try {
    checkCancellable({ ...order, ...of }, fates, rule);
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('calling an order off', () => {
  it.each([
    ['nothing of which others keep', nothing],
    ['seats more than two hours ahead', seats('2030-07-03T14:00:00.001Z')],
    ['seats that wait for their payment, whenever the film begins', seats('2030-07-03T12:30:00Z', 'PENDING_PAYMENT')],
    ['a dish that the kitchen has not begun', dishes('ACCEPTED')],
    ['a dish that was rejected', dishes('REJECTED')],
  ])('is possible with %s', (_name, fates) => {
    expect(refused(fates)).toBeNull();
  });

  it.each([
    ['seats two hours ahead', seats('2030-07-03T14:00:00Z')],
    ['a ticket that was used', seats('2030-07-04T12:00:00Z', 'CHECKED_IN')],
    ['a dish that is cooked', dishes('PREPARING')],
    ['a dish that was eaten', dishes('DELIVERED')],
  ])('is too late with %s', (_name, fates) => {
    expect(refused(fates)).toBe('INVALID_TRANSITION');
  });

  it('is too late once anything is shipped, and when it is over', () => {
    expect(refused(nothing, { isShipped: true })).toBe('INVALID_TRANSITION');
    expect(refused(nothing, { status: 'CANCELLED' })).toBe('INVALID_TRANSITION');
    expect(refused(nothing, { status: 'FAILED' })).toBe('INVALID_TRANSITION');
  });
});

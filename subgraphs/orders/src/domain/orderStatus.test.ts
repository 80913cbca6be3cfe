import { allowedTransitions, checkTransition, type OrderStatus, orderStatuses } from './orderStatus';

const goods = { hasGoods: true, isShipped: false, isDelivered: false };
const allowed = (status: OrderStatus, more: Partial<typeof goods> = {}) =>
  allowedTransitions({ status, ...goods, ...more }, ['STAFF']);

describe('the steps of an order', () => {
  it.each<[OrderStatus, readonly OrderStatus[]]>([
    ['PENDING', ['CANCELLED']],
    ['AWAITING_PAYMENT', ['CANCELLED']],
    ['CONFIRMED', ['PROCESSING', 'SHIPPED', 'CANCELLED']],
    ['PROCESSING', ['SHIPPED', 'CANCELLED']],
    ['PARTIALLY_REFUNDED', ['PROCESSING', 'SHIPPED', 'CANCELLED']],
    ['DELIVERED', []],
    ['CANCELLED', []],
    ['FAILED', []],
    ['REFUNDED', []],
  ])('of goods from %s are %j for the staff', (status, next) => {
    expect(allowed(status)).toEqual(next);
  });

  it('lead from the way to the door, and no longer back', () => {
    expect(allowed('SHIPPED', { isShipped: true })).toEqual(['DELIVERED']);
    expect(allowed('PARTIALLY_REFUNDED', { isShipped: true })).toEqual(['DELIVERED']);
  });

  it('are over once it was delivered, whatever goes back of its money afterwards', () => {
    expect(allowed('PARTIALLY_REFUNDED', { isShipped: true, isDelivered: true })).toEqual([]);
    expect(allowed('PARTIALLY_REFUNDED', { hasGoods: false, isDelivered: true })).toEqual([]);
  });

  it('ship nothing of seats and dishes', () => {
    expect(allowed('CONFIRMED', { hasGoods: false })).toEqual(['PROCESSING', 'DELIVERED', 'CANCELLED']);
  });

  it('are for the customer to call it off alone, until it is shipped', () => {
    const may = orderStatuses.filter((status) => allowedTransitions({ status, ...goods }, ['CUSTOMER']).length > 0);
    expect(may).toEqual(['PENDING', 'AWAITING_PAYMENT', 'CONFIRMED', 'PROCESSING', 'PARTIALLY_REFUNDED']);
    for (const status of may) {
      expect(allowedTransitions({ status, ...goods }, ['CUSTOMER'])).toEqual(['CANCELLED']);
      expect(allowedTransitions({ status, ...goods, isShipped: true }, ['CUSTOMER'])).toEqual([]);
    }
  });

  it('are refused with those there are', () => {
    expect(() => checkTransition({ status: 'PROCESSING', ...goods }, 'DELIVERED', ['STAFF'])).toThrow(
      expect.objectContaining({
        code: 'INVALID_TRANSITION',
        details: { from: 'PROCESSING', to: 'DELIVERED', allowed: ['SHIPPED', 'CANCELLED'] },
      }),
    );
  });
});

import {
  type Actor,
  allowedTransitions,
  checkTransition,
  type FoodOrderStatus,
  foodOrderStatuses,
} from './foodOrderStatus';

const delivery = (status: FoodOrderStatus) => ({ status, fulfilment: 'DELIVERY' as const });
const pickup = (status: FoodOrderStatus) => ({ status, fulfilment: 'PICKUP' as const });

describe('the way of a food order', () => {
  it.each<[Actor, FoodOrderStatus, FoodOrderStatus[]]>([
    ['KITCHEN', 'AWAITING_PAYMENT', []],
    ['KITCHEN', 'PLACED', ['ACCEPTED', 'REJECTED']],
    ['KITCHEN', 'ACCEPTED', ['PREPARING', 'REJECTED']],
    ['KITCHEN', 'PREPARING', ['READY', 'FAILED']],
    ['KITCHEN', 'READY', ['PICKED_UP', 'FAILED']],
    ['KITCHEN', 'PICKED_UP', ['DELIVERED', 'FAILED']],
    ['COURIER', 'AWAITING_PAYMENT', []],
    ['COURIER', 'PLACED', []],
    ['COURIER', 'ACCEPTED', []],
    ['COURIER', 'PREPARING', []],
    ['COURIER', 'READY', ['PICKED_UP', 'FAILED']],
    ['COURIER', 'PICKED_UP', ['DELIVERED', 'FAILED']],
    ['CUSTOMER', 'AWAITING_PAYMENT', ['CANCELLED']],
    ['CUSTOMER', 'PLACED', ['CANCELLED']],
    ['CUSTOMER', 'ACCEPTED', ['CANCELLED']],
    ['CUSTOMER', 'PREPARING', []],
    ['CUSTOMER', 'READY', []],
    ['CUSTOMER', 'PICKED_UP', []],
    ['PAYMENT', 'AWAITING_PAYMENT', ['PLACED', 'CANCELLED']],
    ['PAYMENT', 'PLACED', ['CANCELLED']],
    ['PAYMENT', 'ACCEPTED', ['CANCELLED']],
    ['PAYMENT', 'PREPARING', ['CANCELLED']],
    ['PAYMENT', 'READY', ['CANCELLED']],
    ['PAYMENT', 'PICKED_UP', ['CANCELLED']],
  ])('lets %s take an order that is %s to %j', (actor, from, allowed) => {
    expect(allowedTransitions(delivery(from), [actor])).toEqual(allowed);
  });

  it.each<FoodOrderStatus>(['REJECTED', 'DELIVERED', 'CANCELLED', 'FAILED'])('ends at %s', (status) => {
    expect(allowedTransitions(delivery(status), ['CUSTOMER', 'KITCHEN', 'COURIER', 'PAYMENT'])).toEqual([]);
  });

  it('may end at the counter, the table or the seat at once, but not at a door', () => {
    expect(allowedTransitions(pickup('READY'), ['KITCHEN'])).toContain('DELIVERED');
    for (const fulfilment of ['DINE_IN', 'TO_SEAT'] as const) {
      expect(allowedTransitions({ status: 'READY', fulfilment }, ['KITCHEN'])).toContain('DELIVERED');
    }
    expect(allowedTransitions(delivery('READY'), ['KITCHEN'])).not.toContain('DELIVERED');
  });

  it('comes to an end from everywhere', () => {
    const reachable = (from: FoodOrderStatus): FoodOrderStatus[] => {
      const next = allowedTransitions(delivery(from), ['KITCHEN', 'PAYMENT']);
      return next.length === 0 ? [from] : next.flatMap(reachable);
    };
    expect(foodOrderStatuses.flatMap(reachable)).toEqual(
      expect.not.arrayContaining(['AWAITING_PAYMENT', 'PLACED', 'ACCEPTED', 'PREPARING', 'READY', 'PICKED_UP']),
    );
  });
});

describe('a step that is not allowed', () => {
  it('is refused with the steps that there are', () => {
    expect(() => checkTransition(delivery('PLACED'), 'READY', ['KITCHEN'])).toThrow(
      expect.objectContaining({
        code: 'INVALID_TRANSITION',
        details: { from: 'PLACED', to: 'READY', allowed: ['ACCEPTED', 'REJECTED'] },
      }),
    );
  });

  it.each(foodOrderStatuses)('to where it is (%s) is none', (status) => {
    expect(() => checkTransition(delivery(status), status, ['KITCHEN', 'COURIER'])).toThrow(
      expect.objectContaining({ code: 'INVALID_TRANSITION' }),
    );
  });

  it('is forbidden when it takes another duty', () => {
    expect(() => checkTransition(delivery('PLACED'), 'ACCEPTED', ['COURIER'])).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN' }),
    );
  });

  it('never cancels in the name of the customer', () => {
    expect(() => checkTransition(delivery('PLACED'), 'CANCELLED', ['KITCHEN', 'COURIER'])).toThrow(
      expect.objectContaining({ code: 'INVALID_TRANSITION' }),
    );
  });
});

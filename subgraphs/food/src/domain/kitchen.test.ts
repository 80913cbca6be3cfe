import { checkTakesOrders, concernsKitchen, isOpen, type Kitchen } from './kitchen';

const kitchen: Kitchen = {
  openingHours: [{ weekday: 3, opens: '12:00', closes: '22:00' }],
  timeZone: 'Europe/Dublin',
  isPaused: false,
};
const wednesdayNoon = new Date('2030-07-03T11:00:00Z');
const dayBefore = new Date('2030-07-02T11:00:00Z');

describe('a kitchen', () => {
  it('takes orders inside its opening hours', () => {
    expect(isOpen(kitchen, wednesdayNoon)).toBe(true);
    expect(() => checkTakesOrders(kitchen, wednesdayNoon)).not.toThrow();
  });

  it('says outside of them when it opens', () => {
    expect(isOpen(kitchen, dayBefore)).toBe(false);
    expect(() => checkTakesOrders(kitchen, dayBefore)).toThrow(
      expect.objectContaining({ code: 'RESTAURANT_CLOSED', details: { opensAt: wednesdayNoon } }),
    );
  });

  it.each([wednesdayNoon, dayBefore])('that is paused cannot say when it opens (%s)', (now) => {
    expect(isOpen({ ...kitchen, isPaused: true }, now)).toBe(false);
    expect(() => checkTakesOrders({ ...kitchen, isPaused: true }, now)).toThrow(
      expect.objectContaining({ code: 'RESTAURANT_CLOSED', details: { opensAt: null } }),
    );
  });
});

describe('what a kitchen learns of', () => {
  it.each([
    [undefined, 'PLACED', true],
    [undefined, 'AWAITING_PAYMENT', false],
    ['AWAITING_PAYMENT', 'PLACED', true],
    ['AWAITING_PAYMENT', 'CANCELLED', false],
    ['PLACED', 'CANCELLED', true],
    ['PREPARING', 'PREPARING', true],
  ] as const)('an order that was %s and is %s: %s', (previousStatus, status, expected) => {
    expect(concernsKitchen({ status, previousStatus })).toBe(expected);
  });
});

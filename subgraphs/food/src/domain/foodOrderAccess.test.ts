import { backedDuties, type HeldDuty, mayHoldDuties, maySeeFoodOrder } from './foodOrderAccess';

const order = {
  customerId: 'ann',
  restaurantId: 'trattoria',
  status: 'READY' as const,
  fulfilment: 'DELIVERY' as const,
  placedAt: new Date('2030-01-01T12:00:00Z'),
};
const taken = { courierId: 'cora' };
const courierAt = (restaurantId: string): HeldDuty[] => [{ restaurantId, duty: 'COURIER' }];
const kitchenAt = (restaurantId: string): HeldDuty[] => [{ restaurantId, duty: 'KITCHEN' }];

describe('who sees a food order', () => {
  it.each<[string, string, string[], HeldDuty[], boolean]>([
    ['its customer', 'ann', [], [], true],
    ['another customer', 'bob', ['food:order'], [], false],
    ['the kitchen of its restaurant', 'kim', ['food:kitchen'], kitchenAt('trattoria'), true],
    ['the kitchen of another restaurant', 'kim', ['food:kitchen'], kitchenAt('diner'), false],
    ['a kitchen scope without a duty', 'kim', ['food:kitchen'], [], false],
    ['a duty whose scope was taken away', 'kim', [], kitchenAt('trattoria'), false],
    ['a kitchen duty with the scope of a courier', 'kim', ['food:deliver'], kitchenAt('trattoria'), false],
    ['its courier', 'cora', ['food:deliver'], courierAt('trattoria'), true],
    ['its courier without the scope', 'cora', [], courierAt('trattoria'), false],
    ['its courier who has left', 'cora', ['food:deliver'], [], false],
    ['another courier of its restaurant', 'cem', ['food:deliver'], courierAt('trattoria'), false],
    ['one who writes menus', 'pia', ['food:write'], [], false],
    ['one who reads any', 'pia', ['food:read:any'], [], true],
  ])('%s', (_, userId, scopes, held, expected) => {
    expect(maySeeFoodOrder({ userId, scopes }, order, taken, held)).toBe(expected);
  });

  it('is any courier of its restaurant while nobody has it', () => {
    const cem = { userId: 'cem', scopes: ['food:deliver'] };
    expect(maySeeFoodOrder(cem, order, null, courierAt('trattoria'))).toBe(true);
    expect(maySeeFoodOrder(cem, order, null, courierAt('diner'))).toBe(false);
    expect(maySeeFoodOrder(cem, { ...order, status: 'PLACED' }, null, courierAt('trattoria'))).toBe(false);
  });
});

describe('an order that was never paid', () => {
  const unpaid = { ...order, status: 'AWAITING_PAYMENT' as const, placedAt: null };

  it.each<[string, string, string[], HeldDuty[], boolean]>([
    ['its customer', 'ann', [], [], true],
    ['one who reads any', 'pia', ['food:read:any'], [], true],
    ['the kitchen of its restaurant', 'kim', ['food:kitchen'], kitchenAt('trattoria'), false],
    ['a courier of its restaurant', 'cem', ['food:deliver'], courierAt('trattoria'), false],
  ])('%s', (_, userId, scopes, held, expected) => {
    expect(maySeeFoodOrder({ userId, scopes }, unpaid, null, held)).toBe(expected);
    expect(maySeeFoodOrder({ userId, scopes }, { ...unpaid, status: 'CANCELLED' }, null, held)).toBe(expected);
  });
});

describe('a duty', () => {
  it('counts only with its scope', () => {
    const held: HeldDuty[] = [...kitchenAt('trattoria'), { restaurantId: 'diner', duty: 'COURIER' }];
    expect(backedDuties({ userId: 'kim', scopes: ['food:deliver'] }, held)).toEqual([held[1]]);
  });

  it('need not be looked for without any scope of one', () => {
    expect(mayHoldDuties({ userId: 'ann', scopes: ['food:write'] })).toBe(false);
    expect(mayHoldDuties({ userId: 'ann', scopes: ['food:deliver'] })).toBe(true);
  });
});

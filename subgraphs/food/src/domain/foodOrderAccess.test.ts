import { backedDuties, type HeldDuty, mayHoldDuties, maySeeFoodOrder } from './foodOrderAccess';

const order = { customerId: 'ann', restaurantId: 'trattoria' };
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
    ['a courier of its restaurant', 'cem', ['food:deliver'], [{ restaurantId: 'trattoria', duty: 'COURIER' }], true],
    ['one who writes menus', 'pia', ['food:write'], [], false],
    ['one who reads any', 'pia', ['food:read:any'], [], true],
  ])('%s', (_, userId, scopes, held, expected) => {
    expect(maySeeFoodOrder({ userId, scopes }, order, held)).toBe(expected);
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

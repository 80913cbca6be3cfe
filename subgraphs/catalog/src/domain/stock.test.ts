import {
  adjust,
  availableOf,
  receive,
  release,
  reserve,
  type StockCount,
  sell,
  setOnHand,
  stockLevel,
  takeBack,
} from './stock';

const count = (given: Partial<StockCount> = {}): StockCount => ({
  itemId: 'prd_1',
  onHand: 10,
  reserved: 4,
  lowStockThreshold: 5,
  ...given,
});

describe('how much there is', () => {
  it.each<[number, number, string]>([
    [10, 4, 'IN_STOCK'],
    [10, 5, 'LOW'],
    [1, 0, 'LOW'],
    [10, 10, 'OUT_OF_STOCK'],
    [0, 0, 'OUT_OF_STOCK'],
  ])('with %d on hand and %d reserved is %s', (onHand, reserved, status) => {
    const level = stockLevel(count({ onHand, reserved }), true);
    expect(level).toMatchObject({ status, available: onHand - reserved });
    expect(stockLevel(count({ onHand, reserved }), false).status).toBe('DISCONTINUED');
  });

  it('is low at no number where the threshold is nothing', () => {
    expect(stockLevel(count({ onHand: 1, reserved: 0, lowStockThreshold: 0 }), true).status).toBe('IN_STOCK');
  });
});

describe('a change of the stock', () => {
  it.each([
    ['what arrives', receive(count(), 3), 13, 4, [['RECEIPT', 3, 9]]],
    ['nothing that arrives', receive(count(), 0), 10, 4, []],
    ['a count', setOnHand(count(), 4), 4, 4, [['ADJUSTMENT', -6, 0]]],
    ['a count that was right', setOnHand(count(), 10), 10, 4, []],
    ['a correction', adjust(count(), -6), 4, 4, [['ADJUSTMENT', -6, 0]]],
    ['a promise', reserve(count(), 6), 10, 10, [['RESERVATION', -6, 0]]],
    ['a promise taken back', release(count(), 4), 10, 0, [['RELEASE', 4, 10]]],
    [
      'a sale',
      sell(count(), 4),
      6,
      0,
      [
        ['RELEASE', 4, 10],
        ['SALE', -4, 6],
      ],
    ],
    ['a return', takeBack(count(), 2), 12, 4, [['RETURN', 2, 8]]],
  ] as const)('by %s moves what is available by its movements', (_name, change, onHand, reserved, movements) => {
    expect(change.count).toEqual(count({ onHand, reserved }));
    expect(change.movements.map(({ kind, delta, balanceAfter }) => [kind, delta, balanceAfter])).toEqual(movements);
    const moved = change.movements.reduce((sum, { delta }) => sum + delta, 0);
    expect(availableOf(change.count)).toBe(availableOf(count()) + moved);
  });

  it('is refused below what is promised, with what is missing', () => {
    const shortage = (requested: number, available: number) =>
      expect.objectContaining({
        code: 'INSUFFICIENT_STOCK',
        details: { shortages: [{ itemId: 'prd_1', requested, available }] },
      });
    expect(() => setOnHand(count(), 3)).toThrow(shortage(4, 3));
    expect(() => adjust(count(), -7)).toThrow(shortage(7, 6));
  });

  it('is refused where it is none, or more than a shelf can hold', () => {
    expect(() => adjust(count(), 0)).toThrow('A change of nothing is none.');
    expect(() => adjust(count(), 999_991)).toThrow('from 0 to 1000000');
    for (const delta of [1_000_001, -1_000_001, -2_147_483_648]) {
      expect(() => adjust(count(), delta)).toThrow('at most 1000000 pieces, in or out');
    }
  });
});

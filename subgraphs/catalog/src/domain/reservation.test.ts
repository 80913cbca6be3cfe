import { readLines, sameLines } from './reservation';

describe('the lines of a reservation', () => {
  it('are one an item, in the order in which they are locked', () => {
    const lines = ['b', 'a', 'b'].map((itemId, nth) => ({ itemId, quantity: nth + 1 }));
    expect(readLines(lines)).toEqual([
      { itemId: 'a', quantity: 2 },
      { itemId: 'b', quantity: 4 },
    ]);
  });

  it.each([0, -1, 1.5, Number.NaN, 1_000_001, 2 ** 31])('cannot be of %d pieces', (quantity) => {
    expect(() =>
      readLines([
        { itemId: 'a', quantity: 1 },
        { itemId: 'b', quantity },
      ]),
    ).toThrow(expect.objectContaining({ code: 'VALIDATION', inputPath: ['lines', '1', 'quantity'] }));
  });

  it('cannot add up to more than one may be', () => {
    const half = { itemId: 'a', quantity: 500_001 };
    expect(() => readLines([half, half])).toThrow(expect.objectContaining({ inputPath: ['lines', '1', 'quantity'] }));
  });

  it('are from one to a hundred', () => {
    expect(() => readLines([])).toThrow('from 1 to 100 lines');
    const many = Array.from({ length: 101 }, (_, nth) => ({ itemId: `${nth}`, quantity: 1 }));
    expect(() => readLines(many)).toThrow('from 1 to 100 lines');
    expect(readLines(many.slice(1))).toHaveLength(100);
  });

  it('are the same with the same items and quantities', () => {
    const line = { itemId: 'a', quantity: 1 };
    expect(sameLines([line], [{ ...line }])).toBe(true);
    expect(sameLines([line], [{ ...line, quantity: 2 }])).toBe(false);
    expect(sameLines([line], [{ ...line, itemId: 'b' }])).toBe(false);
    expect(sameLines([line], [line, line])).toBe(false);
  });
});

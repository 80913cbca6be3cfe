import { highestPriceMinor, readFee, readPrice } from './price';

describe('a price on a menu', () => {
  const path = ['input', 'price'];

  it.each([1, 1250, highestPriceMinor])('may be %d cents', (minor) => {
    expect(readPrice({ minor, currency: 'EUR' }, path)).toEqual({ minor, currency: 'EUR' });
  });

  it.each([0, -1, 12.5, highestPriceMinor + 1, Number.NaN, 2 ** 53])('is refused at %d cents', (minor) => {
    expect(() => readPrice({ minor, currency: 'EUR' }, path)).toThrow(
      expect.objectContaining({ code: 'VALIDATION', inputPath: ['input', 'price', 'minor'] }),
    );
  });

  it('is refused in a currency that does not exist', () => {
    expect(() => readPrice({ minor: 1, currency: 'ZZQ' }, path)).toThrow(
      expect.objectContaining({ inputPath: ['input', 'price', 'currency'] }),
    );
  });
});

describe('a fee', () => {
  it('may be zero but not negative', () => {
    expect(readFee({ minor: 0, currency: 'EUR' }, ['fee']).minor).toBe(0);
    expect(() => readFee({ minor: -1, currency: 'EUR' }, ['fee'])).toThrow('from 0');
  });
});

import { type PriceList, priceOf, readPriceTiers } from './prices';

describe('the price of a seat', () => {
  const list: PriceList = {
    basePriceMinor: 1200,
    currency: 'EUR',
    tiers: [
      { seatType: 'STANDARD', audience: 'CHILD', priceMinor: 700 },
      { seatType: 'RECLINER', audience: 'ADULT', priceMinor: 1800 },
      { seatType: 'RECLINER', audience: 'CHILD', priceMinor: 1500 },
    ],
  };

  it.each([
    ['a tier of its own', 'RECLINER', 'CHILD', 1500],
    ["its type's for adults, where its audience has none", 'RECLINER', 'STUDENT', 1800],
    ['the base price, where its type has none', 'PREMIUM', 'CHILD', 1200],
    ['the base price for an adult, whatever a child pays', 'STANDARD', 'ADULT', 1200],
    ["a child's, on the type that has one", 'STANDARD', 'CHILD', 700],
  ] as const)('is %s', (_case, type, audience, minor) => {
    expect(priceOf(list, type, audience)).toBe(minor);
  });
});

describe('price tiers', () => {
  const tier = (change: object = {}) => ({
    seatType: 'PREMIUM' as const,
    audience: 'ADULT' as const,
    price: { minor: 1500, currency: 'EUR' },
    ...change,
  });

  it('are stored in minor units', () => {
    expect(readPriceTiers([tier()], 'EUR')).toEqual([{ seatType: 'PREMIUM', audience: 'ADULT', priceMinor: 1500 }]);
  });

  it.each([
    ['a price of nothing', [tier({ price: { minor: 0, currency: 'EUR' } })], ['0', 'price', 'minor']],
    ['another currency', [tier({ price: { minor: 1500, currency: 'USD' } })], ['0', 'price', 'currency']],
    ['the same seats twice', [tier(), tier({ price: { minor: 1, currency: 'EUR' } })], ['1']],
  ])('have no %s', (_case, tiers, path) => {
    expect(() => readPriceTiers(tiers, 'EUR')).toThrow(
      expect.objectContaining({ code: 'VALIDATION', inputPath: ['input', 'priceTiers', ...path] }),
    );
  });
});

import { containedTaxMinor, type TaxRates } from './tax';

const none = { GOODS: 0, BOOKS: 0, SEATS: 0, DISHES: 0, SHIPPING: 0 };
const rates: TaxRates = {
  countries: { IE: { ...none, GOODS: 2300, SEATS: 1350 } },
  elsewhere: { ...none, GOODS: 1000 },
};
const taxIn = (amountMinor: number, kind: 'GOODS' | 'SEATS' | 'BOOKS' = 'GOODS', country = 'IE') =>
  containedTaxMinor(rates, { country, kind, amountMinor });

describe('the tax that a price contains', () => {
  it('makes the net price and the tax the price again', () => {
    expect(taxIn(12_300)).toBe(2300);
    expect(taxIn(11_350, 'SEATS')).toBe(1350);
  });

  it.each([
    [1, 0],
    [2, 0],
    [3, 1],
    [99, 19],
    [2500, 467],
  ])('of %i is %i, rounded half up', (amountMinor, tax) => {
    expect(taxIn(amountMinor)).toBe(tax);
  });

  it('is by kind and by country', () => {
    expect(taxIn(1100, 'BOOKS')).toBe(0);
    expect(taxIn(1100, 'GOODS', 'US')).toBe(100);
  });
});

import { priceIn } from './prices';

describe('what an item costs in a currency', () => {
  const eur = { minor: 2500, currency: 'EUR' };
  const usd = { minor: 2700, currency: 'USD' };

  it.each([
    ['EUR', eur],
    ['USD', usd],
    ['GBP', null],
    ['', null],
  ])('is %s: %j', (currency, price) => {
    expect(priceIn({ price: eur, prices: [usd] }, currency)).toEqual(price);
  });
});

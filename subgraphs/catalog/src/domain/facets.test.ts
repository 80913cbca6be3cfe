import { facetsFrom } from './facets';

const none = { slug: null, currency: null, bracket: null, inStock: null };

describe('facets', () => {
  it('have the fullest categories first, brackets from the cheapest, and what is there before what is not', () => {
    const facets = facetsFrom([
      { ...none, slug: 'toys', count: 1 },
      { ...none, slug: 'home', count: 3 },
      { ...none, slug: 'books', count: 1 },
      // Without a category.
      { ...none, count: 9 },
      { ...none, currency: 'USD', bracket: 0, count: 2 },
      { ...none, currency: 'EUR', bracket: 5, count: 1 },
      { ...none, currency: 'EUR', bracket: 1, count: 4 },
      { ...none, inStock: false, count: 2 },
      { ...none, inStock: true, count: 5 },
    ]);
    const buckets = facets.map(({ buckets: all }) => all.map(({ value, count }) => `${value} ${count}`));
    expect(buckets).toEqual([
      ['home 3', 'books 1', 'toys 1'],
      ['EUR:1000-2499 4', 'EUR:25000- 1', 'USD:0-999 2'],
      ['true 5', 'false 2'],
    ]);
  });
});

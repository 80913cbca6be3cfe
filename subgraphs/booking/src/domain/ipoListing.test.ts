import { columnName, readListing as read } from './ipoListing';

describe('a row of a feed', () => {
  it('is a listing, under whichever of the usual headings', () => {
    const listing = {
      company: 'Zoë Foods Ltd',
      symbol: 'ZOE',
      expectedOn: '2030-07-03',
      priceBand: '10 - 12',
      sourceUrl: 'https://zoe.example/ipo',
    };
    const values = ['  Zoe\u0308 \n Foods Ltd', 'ZOE', 'Jul 3, 2030', '10 - 12', 'https://zoe.example/ipo'];
    const rowOf = (headings: string[]) =>
      Object.fromEntries(headings.map((heading, index) => [columnName(heading), values[index]]));
    expect(read(rowOf(['company', 'symbol', 'expectedOn', 'priceBand', 'url']))).toEqual(listing);
    expect(read(rowOf(['Name', 'Ticker', 'Date', 'Price', 'Link']))).toEqual(listing);
    expect(read(rowOf(['Company Name', 'SYMBOL', 'Expected date', 'price_band', 'Source URL']))).toEqual(listing);
  });

  it('needs a company only, and takes numbers for texts', () => {
    const none = { symbol: null, expectedOn: null, priceBand: null, sourceUrl: null };
    expect(read({ company: 'Acme' })).toEqual({ company: 'Acme', ...none });
    expect(read({ company: 'Acme', symbol: null, price: 12.5, date: 'soon', url: ' ' })).toEqual({
      company: 'Acme',
      ...none,
      priceBand: '12.5',
    });
  });

  it.each([
    ['no company', { symbol: 'ZOE' }],
    ['a blank company', { company: ' \u00a0 ' }],
    ['a company of 201 characters', { company: 'x'.repeat(201) }],
    ['NUL', { company: 'a\u0000b' }],
    ['half of a surrogate pair', { company: 'a\ud800' }],
    ['a text that is turned around', { company: 'a\u202eb' }],
    ['an object for a company', { company: { name: 'Acme' } }],
    ['a list for a symbol', { company: 'Acme', symbol: ['A'] }],
    ['a symbol that is too long', { company: 'Acme', symbol: 'x'.repeat(31) }],
    ['a price of 10 kB', { company: 'Acme', price: 'x'.repeat(10_000) }],
  ])('cannot be read with %s', (_, row) => {
    expect(read(row)).toBeNull();
  });

  it.each([
    ['https://a.example/x', 'https://a.example/x'],
    ['/acme', null],
    ['n/a', null],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
    ['ftp://a.example/', null],
    ['https://user:secret@a.example/', null],
    ['http://', null],
    [`https://a.example/${'x'.repeat(2_048)}`, null],
  ])('links to a web page or nothing: %s', (url, sourceUrl) => {
    expect(read({ company: 'Acme', url })).toMatchObject({ sourceUrl });
  });
});

import { parseHtmlFeed } from './parseHtmlFeed';
import { parseJsonFeed } from './parseJsonFeed';

describe('a JSON feed', () => {
  const rows = [{ company: 'Acme', priceband: '10' }];

  it.each([
    ['an array', '[{"Company": "Acme", "price_band": "10"}]'],
    ['an object with one array', '{"count": 1, "ipos": [{"company": "Acme", "priceBand": "10"}], "next": null}'],
  ])('is %s', (_, text) => {
    expect(parseJsonFeed(text)).toEqual(rows);
  });

  it('may be empty, and has a row without cells for what is no object', () => {
    expect(parseJsonFeed('[]')).toEqual([]);
    expect(parseJsonFeed('[1, null, "Acme", ["Acme"]]')).toEqual([{}, {}, {}, {}]);
  });

  it('takes no name for more than a name', () => {
    const [row] = parseJsonFeed('[{"__proto__": {"company": "Evil"}, "constructor": "x", "company": "Acme"}]');
    expect(row?.['company']).toBe('Acme');
    expect(({} as Record<string, unknown>)['company']).toBeUndefined();
  });

  it.each([
    ['cut off', '[{"company": "Acme"', 'not valid JSON'],
    ['nested without end', '['.repeat(500_000), 'not valid JSON'],
    ['without a list', '{"company": "Acme"}', 'without one list'],
    ['with two lists', '{"a": [], "b": []}', 'without one list'],
    ['null', 'null', 'without one list'],
  ])('cannot be read when it is %s', (_, text, message) => {
    expect(() => parseJsonFeed(text)).toThrow(message);
  });
});

describe('an HTML feed', () => {
  const read = (html: string) => parseHtmlFeed(html, 'https://feeds.example/ipos/today.html');

  it('is the first table whose head names companies', () => {
    const html = `<!doctype html><title>IPOs</title>
      <table><tr><th>Menu<th>Home</table>
      <table class=x>
        <thead><tr><td colspan=3>This week</td></tr><tr><th>Company&nbsp;Name</th><th>Price Band</th><th>Date</th></tr></thead>
        <tbody>
          <tr><td><a href="/acme">Acme &amp; <b>Sons</b></a></td><td>10<br>12</td><td>Jul 3, 2030</td></tr>
          <tr><td colspan="3">Advertisement</td></tr>
          <tr><td>Plain</td><td></td><td>2030-07-04</td></tr>
        </tbody>
      </table>`;
    expect(read(html)).toEqual([
      { url: 'https://feeds.example/acme', companyname: 'Acme & Sons', priceband: '10 12', date: 'Jul 3, 2030' },
      {},
      { url: null, companyname: 'Plain', priceband: '', date: '2030-07-04' },
    ]);
  });

  it('takes the address from the column of links where there is one', () => {
    const html = `<table><tr><th>Name<th>Link
      <tr><td><a href="/other">Acme</a><td><a href="acme.html">prospectus</a>
      <tr><td>Bolt<td>https://bolt.example/</table>`;
    expect(read(html).map((row) => row['link'])).toEqual([
      'https://feeds.example/ipos/acme.html',
      'https://bolt.example/',
    ]);
  });

  it('reads a table inside a cell for itself', () => {
    const html = `<table><tr><td>Layout
      <table><tr><th>Company</th></tr><tr><td>Acme<table><tr><td>note</td></tr></table></td></tr></table></td></tr></table>`;
    expect(read(html)).toEqual([{ url: null, company: 'Acme' }]);
  });

  it('may have a head alone', () => {
    expect(read('<table><tr><th>Company</th></tr></table>')).toEqual([]);
  });

  it.each(['<p>Not found</p>', '<table><tr><th>Menu</table>', '<'.repeat(100_000), '<td>Company'])(
    'cannot be read without such a table',
    (html) => {
      expect(() => read(html)).toThrow('without a table');
    },
  );

  it.each(['<b>', '<table><tr><td>', '<svg>'])('is not parsed on when it is nested without end: %s', (tag) => {
    const begin = performance.now();
    expect(() => read(tag.repeat(200_000))).toThrow('nested too deeply');
    expect(performance.now() - begin).toBeLessThan(1_000);
  });
});

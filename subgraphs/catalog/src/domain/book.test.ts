import { type BookChanges, changeBook, readBook } from './book';

const almanac = readBook({
  isbn: '9780306406157',
  title: ' The Salt Almanac ',
  subtitle: 'A novel',
  authors: [' Ines Marlowe ', 'Theo Quist'],
  publisher: 'Harbour Press',
  publishedOn: '2026-03-14',
  pageCount: 312,
  language: 'EN-ie',
  description: 'A year.\nA ship.',
  price: { minor: 1200, currency: 'EUR' },
  coverUrl: 'https://example.com/almanac.jpg',
});

describe('a book', () => {
  it('is read as it will be shown', () => {
    expect(almanac).toMatchObject({
      title: 'The Salt Almanac',
      authors: ['Ines Marlowe', 'Theo Quist'],
      language: 'en-IE',
      isActive: true,
    });
  });

  it('keeps what a change leaves out, and loses what it empties but for what cannot be empty', () => {
    expect(changeBook(almanac, {})).toEqual(almanac);
    const emptied = {
      isbn: null,
      subtitle: null,
      publisher: null,
      publishedOn: null,
      pageCount: null,
      language: null,
      description: null,
      coverUrl: null,
    };
    const asked = { ...emptied, title: null, authors: null, price: null, isActive: null };
    expect(changeBook(almanac, asked)).toEqual({ ...almanac, ...emptied });
  });

  it.each<[string, BookChanges, string[]]>([
    ['no author', { authors: [] }, ['authors']],
    ['21 authors', { authors: Array.from({ length: 21 }, () => 'x') }, ['authors']],
    ['an author without a name', { authors: ['x', ' '] }, ['authors', '1']],
    ['no page', { pageCount: 0 }, ['pageCount']],
    ['half a page', { pageCount: 0.5 }, ['pageCount']],
    ['100,001 pages', { pageCount: 100_001 }, ['pageCount']],
    ['a language that is none', { language: 'not a tag' }, ['language']],
    [
      'a language of 36 characters',
      { language: `en-${'x'.repeat(8)}-${'y'.repeat(8)}-${'z'.repeat(8)}-${'w'.repeat(8)}` },
      ['language'],
    ],
    ['a subtitle of 201 characters', { subtitle: 'x'.repeat(201) }, ['subtitle']],
    ['a publisher of 121 characters', { publisher: 'x'.repeat(121) }, ['publisher']],
    ['a price of nothing', { price: { minor: 0, currency: 'EUR' } }, ['price', 'minor']],
  ])('cannot have %s', (_name, changes, path) => {
    expect(() => changeBook(almanac, changes)).toThrow(
      expect.objectContaining({ code: 'VALIDATION', inputPath: ['input', ...path] }),
    );
  });
});

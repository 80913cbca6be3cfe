import { isbnCheckDigit, readIsbn } from './isbn';

describe('an ISBN', () => {
  it.each([
    ['9780306406157', 'the 13 digits'],
    ['978-0-306-40615-7', 'with hyphens'],
    ['978 0 306 40615 7', 'with spaces'],
    ['0306406152', 'the ten digits of old'],
    ['0-306-40615-2', 'these with hyphens'],
  ])('is one, spelt as %s: %s', (text) => {
    expect(readIsbn(text)).toBe('9780306406157');
  });

  it('may end with X when it has ten digits', () => {
    expect(readIsbn('0-8044-2957-X')).toBe('9780804429573');
    expect(readIsbn('080442957x')).toBe('9780804429573');
  });

  it.each([
    ['a wrong check digit', '9780306406158'],
    ['a wrong check digit of ten', '0306406153'],
    ['two digits that changed places', '9780306046157'],
    ['another article number', '4006381333931'],
    ['an X in the middle', '03064X6152'],
    ['an X at the end of 13', '978030640615X'],
    ['a digit too few', '978030640615'],
    ['a digit too many', '97803064061570'],
    ['two hyphens together', '978--0306406157'],
    ['a hyphen at the end', '9780306406157-'],
    ['a word', 'ISBN 9780306406157'],
    ['nothing', ''],
    ['other digits', '٩٧٨٠٣٠٦٤٠٦١٥٧'],
  ])('is not one with %s', (_name, text) => {
    expect(readIsbn(text)).toBeNull();
  });

  it('ends with a digit that follows from the others', () => {
    expect(isbnCheckDigit('978030640615')).toBe('7');
    expect(isbnCheckDigit('978020163361')).toBe('0');
  });
});

import { withIsbnsJoined } from './isbnSpelling';

describe('an ISBN in a text', () => {
  it.each([
    ['978-0-306-40615-7', '9780306406157'],
    ['978-0306406157', '9780306406157'],
    ['978 0 306 40615 7', '9780306406157'],
    ['9780306406157', '9780306406157'],
    ['0-306-40615-2', '9780306406157'],
    ['0306406152', '9780306406157'],
    ['0-8044-2957-X', '9780804429573'],
    ['080442957x', '9780804429573'],
    ['ISBN 978-0-306-40615-7, new', 'ISBN 9780306406157, new'],
  ])('spelt as %s is %s', (text, joined) => {
    expect(withIsbnsJoined(text)).toBe(joined);
  });

  it('is joined as far as it has been typed', () => {
    expect(withIsbnsJoined('978-0-306')).toBe('9780306');
  });

  it.each(['2030-07-03', '0306406153', '10 20 30 40 50', 'B-7K3M-92QX', '978 bridges', 'x978-0', '087 712 3456'])(
    'is not in %s',
    (text) => {
      expect(withIsbnsJoined(text)).toBe(text);
    },
  );
});

import { changeMovie, type MovieChanges, readMovie } from './movie';

const playtime = readMovie({
  title: ' Playtime ',
  description: ' A city.\nA bus. ',
  durationMinutes: 124,
  genres: ['Comedy', ' Comedy '],
  rating: 'G',
  releasedOn: '1967-12-16',
  posterUrl: 'https://example.com/playtime.jpg',
});

describe('a film', () => {
  it('is read as it will be shown, each genre once', () => {
    expect(playtime).toEqual({
      title: 'Playtime',
      description: 'A city.\nA bus.',
      durationMinutes: 124,
      genres: ['Comedy'],
      rating: 'G',
      releasedOn: '1967-12-16',
      posterUrl: 'https://example.com/playtime.jpg',
    });
  });

  it('needs no more than a title and a length', () => {
    expect(readMovie({ title: 'Playtime', durationMinutes: 1000, genres: [] })).toEqual({
      title: 'Playtime',
      description: null,
      durationMinutes: 1000,
      genres: [],
      rating: null,
      releasedOn: null,
      posterUrl: null,
    });
  });

  it('keeps what a change leaves out', () => {
    expect(changeMovie(playtime, {})).toEqual(playtime);
    expect(changeMovie(playtime, { rating: 'PG' })).toEqual({ ...playtime, rating: 'PG' });
  });

  it('loses what a change empties, but neither its title nor its length', () => {
    const empty = { description: null, genres: null, rating: null, releasedOn: null, posterUrl: null };
    expect(changeMovie(playtime, { ...empty, title: null, durationMinutes: null })).toEqual({
      ...playtime,
      ...empty,
      genres: [],
    });
  });

  it.each<[string, MovieChanges, string[]]>([
    ['an empty title', { title: ' ' }, ['title']],
    ['a title of 121 characters', { title: 'x'.repeat(121) }, ['title']],
    ['a title of two lines', { title: 'a\nb' }, ['title']],
    ['a description of 4001 characters', { description: 'x'.repeat(4001) }, ['description']],
    ['no minute', { durationMinutes: 0 }, ['durationMinutes']],
    ['1001 minutes', { durationMinutes: 1001 }, ['durationMinutes']],
    ['half a minute', { durationMinutes: 0.5 }, ['durationMinutes']],
    ['11 genres', { genres: Array.from({ length: 11 }, (_, index) => `${index}`) }, ['genres']],
    ['a genre of 41 characters', { genres: ['x', 'x'.repeat(41)] }, ['genres', '1']],
    ['an empty genre', { genres: [''] }, ['genres', '0']],
    ['a rating of 21 characters', { rating: 'x'.repeat(21) }, ['rating']],
    ['a title that cannot be stored', { title: 'a\u0000' }, ['title']],
  ])('cannot have %s', (_name, changes, path) => {
    expect(() => changeMovie(playtime, changes)).toThrow(
      expect.objectContaining({ code: 'VALIDATION', inputPath: ['input', ...path] }),
    );
  });

  it('may have everything at its longest', () => {
    const longest = {
      title: 'x'.repeat(120),
      description: 'x'.repeat(4000),
      genres: Array.from({ length: 10 }, (_, index) => `${index}`.repeat(40)),
      rating: 'x'.repeat(20),
      durationMinutes: 1,
    };
    expect(changeMovie(playtime, longest)).toMatchObject(longest);
  });
});

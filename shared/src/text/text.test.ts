import { isStorable, optionalText, requireText } from './text';

describe('a text that a person typed', () => {
  const path = ['input', 'name'];
  const name = (text: string) => requireText(text, path, { max: 10 });

  it('is trimmed and composed, and may be written in any script', () => {
    expect(name('  Phở Hà 🍜 ')).toBe('Phở Hà 🍜');
    expect(name('Zoe\u0308')).toBe('Zoë');
    expect(name("'; drop --")).toBe("'; drop --");
  });

  it.each([
    ['empty', ''],
    ['blank', ' \t '],
    ['too long', 'x'.repeat(11)],
    ['NUL', 'a\u0000b'],
    ['half of a surrogate pair', 'a\ud83cb'],
    ['an escape sequence', 'a\u001b[31m'],
    ['a line break where one line is meant', 'a\nb'],
    ['a mark that turns the text around', 'Anna\u202Eo'],
    ['10 kB', 'a'.repeat(10_000)],
  ])('is refused when it is %s', (_, text) => {
    expect(() => name(text)).toThrow(expect.objectContaining({ code: 'VALIDATION', inputPath: path }));
  });

  it('is counted in characters, not in code units, and the refusal says what it is', () => {
    const label = 'The display name';
    expect(requireText('😀'.repeat(10), path, { max: 10, label })).toHaveLength(20);
    expect(() => requireText('😀'.repeat(11), path, { max: 10, label })).toThrow(
      'The display name has more than 10 characters.',
    );
  });

  it('may have lines where it is a note', () => {
    expect(optionalText('ring\ntwice', path, { max: 20, mayHaveLines: true })).toBe('ring\ntwice');
    expect(() => optionalText('ring\u0000', path, { max: 20, mayHaveLines: true })).toThrow('cannot be shown');
  });

  it('is null when a note is missing or blank', () => {
    expect([undefined, null, '', '  '].map((text) => optionalText(text, path, { max: 20 }))).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it('tells what a database can store', () => {
    expect([isStorable('Zoë 🍕'), isStorable('\u0000'), isStorable('\udc00')]).toEqual([true, false, false]);
  });
});

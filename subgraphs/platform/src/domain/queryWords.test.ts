import { folded, queryWords, wordsOf } from './queryWords';

describe('a text as it is compared', () => {
  it.each([
    ['Crème Brûlée', 'creme brulee'],
    ['MÜLLER', 'muller'],
    ['Straße', 'strasse'],
    ['Łódź', 'lodz'],
    ['Ærø', 'aero'],
    ['ﬁlm', 'film'],
  ])('%s is %s', (text, plain) => {
    expect(folded(text)).toBe(plain);
  });

  it('has words of letters and digits', () => {
    expect(wordsOf("The Lighthouse Keeper’s Daughter (2026) – it's 35 mm")).toEqual([
      'the',
      'lighthouse',
      'keepers',
      'daughter',
      '2026',
      'its',
      '35',
      'mm',
    ]);
  });
});

describe('a query', () => {
  const read = (text: string) => queryWords(text, ['query']);

  it('looks for its words, each once, without those that say nothing', () => {
    expect(read('the Keeper of the  keeper')).toEqual(['keeper']);
  });

  it('has an ISBN as one word', () => {
    expect(read('ISBN 0-306-40615-2')).toEqual(['isbn', '9780306406157']);
  });

  it('of nothing but such words looks for them', () => {
    expect(read('The This')).toEqual(['the', 'this']);
  });

  it('has no sign that an engine could obey', () => {
    expect(read('"nine" + -bridges* title:x AND (a|b) /.*/ ~2 \\')).toEqual([
      'nine',
      'bridges',
      'title',
      'x',
      'b',
      '2',
    ]);
  });

  it('of signs alone looks for nothing', () => {
    expect(read('*** ?')).toEqual([]);
  });

  it('has at most ten words', () => {
    expect(read(Array.from({ length: 20 }, (_, index) => `w${index}`).join(' '))).toHaveLength(10);
  });

  it.each(['', '   ', 'x'.repeat(101), 'a\u0000b', '\ud800'])('is refused when it is %j', (text) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code: 'VALIDATION', inputPath: ['query'] }));
  });
});

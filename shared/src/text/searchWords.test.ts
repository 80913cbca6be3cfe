import { searchWords } from './searchWords';

describe('a search text', () => {
  it('is its words, each once', () => {
    expect(searchWords('  thai  soup thai ')).toEqual(['thai', 'soup']);
  });

  it.each([null, undefined, '', '  '])('has none when it is blank (%j)', (query) => {
    expect(searchWords(query)).toEqual([]);
  });

  it.each(['x'.repeat(101), 'a\u0000b', '\ud800'])('is refused when no name can hold it', (query) => {
    expect(() => searchWords(query)).toThrow(
      expect.objectContaining({ code: 'VALIDATION', inputPath: ['filter', 'query'] }),
    );
  });
});

import { filterTexts } from './filterTexts';

describe('texts that a list is narrowed by', () => {
  const path = ['filter', 'skus'];
  const read = (texts: readonly string[]) => filterTexts(texts, { most: 2, path });

  it('are as they were given', () => {
    expect(read([' a', 'Ä'])).toEqual([' a', 'Ä']);
    expect(read([])).toEqual([]);
  });

  it('are refused when there are too many, which is all that the refusal says', () => {
    expect(() => read(['a', 'b', 'c'])).toThrow(
      expect.objectContaining({ code: 'VALIDATION', message: 'There can be at most 2.', inputPath: path }),
    );
  });

  it('are refused when one cannot be shown, which the refusal points at', () => {
    expect(() => read(['a', 'b\u0000'])).toThrow(
      expect.objectContaining({
        code: 'VALIDATION',
        message: 'This has characters that cannot be shown.',
        inputPath: [...path, '1'],
      }),
    );
  });
});

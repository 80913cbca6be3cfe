import { isMisspelt, meantBy } from './misspelling';

describe('a misspelt word', () => {
  it.each([
    ['intersteler', 'interstellar'],
    ['marizpan', 'marzipan'],
    ['brigdes', 'bridges'],
    ['sopu', 'soup'],
    ['sop', 'soup'],
    ['nien', 'nine'],
    ['widnows11', 'windows11'],
  ])('%s may have been meant to be %s', (wanted, word) => {
    expect(isMisspelt(word, wanted)).toBe(true);
  });

  it.each([
    ['so', 'soup'],
    ['sap', 'soup'],
    ['bridges', 'fringe'],
    ['kino', 'wine'],
    ['9780306406157', '9780306406158'],
    ['lamp104', 'lamp105'],
    ['7k3m92qx', '7k3n92qx'],
  ])('%s was not meant to be %s', (wanted, word) => {
    expect(isMisspelt(word, wanted)).toBe(false);
  });
});

describe('what a misspelt word may have meant', () => {
  it('is what is like it, the most alike first', () => {
    expect(meantBy('bruger', ['burgers', 'kino', 'bridges', 'burger'])).toEqual(['burger', 'burgers']);
  });

  it('is no more than what narrows a search', () => {
    const words = Array.from({ length: 60 }, (_, index) => `bridge${String.fromCharCode(0x430 + index)}`);
    expect(meantBy('bridges', words)).toHaveLength(50);
  });
});

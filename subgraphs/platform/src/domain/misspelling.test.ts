import { isMisspelt } from './misspelling';

describe('a misspelt word', () => {
  it.each([
    ['intersteler', 'interstellar'],
    ['marizpan', 'marzipan'],
    ['brigdes', 'bridges'],
    ['sopu', 'soup'],
    ['sop', 'soup'],
    ['nien', 'nine'],
  ])('%s may have been meant to be %s', (wanted, word) => {
    expect(isMisspelt(word, wanted)).toBe(true);
  });

  it.each([
    ['so', 'soup'],
    ['sap', 'soup'],
    ['bridges', 'fringe'],
    ['kino', 'wine'],
    ['9780306406157', '9780306406158'],
  ])('%s was not meant to be %s', (wanted, word) => {
    expect(isMisspelt(word, wanted)).toBe(false);
  });
});

import { Faults } from './faults';

const anError = { message: 'no', extensions: { code: 'NOT_FOUND', other: 1 } };

describe('a null in an answer', () => {
  const faults = new Faults();
  faults.add('books', anError, [['shelf', 0, 'book']]);
  faults.addMissing(['pets', '@', 'owner']);

  it.each([
    ['where an error stands', ['shelf', 0, 'book'], true],
    ['below it', ['shelf', 0, 'book', 'title'], true],
    ['above it, where it took its parent away', ['shelf'], true],
    ['beside it', ['shelf', 1, 'book'], false],
    ['in any element of a list of which nothing came', ['pets', 7, 'owner', 'name'], true],
    ['beside that', ['pets', 7, 'name'], false],
    ['under a key that is called like a position', ['pets', '7', 'owner'], false],
  ])('is explained or not: %s', (_where, place, isExplained) => {
    expect(faults.isExplained(place)).toBe(isExplained);
  });

  it('may be due to an error that does not say where it belongs', () => {
    const anywhere = new Faults();
    anywhere.add('books', anError, []);
    expect(anywhere.isExplained(['whatever'])).toBe(true);
    expect(anywhere.errors).toEqual([{ message: 'no', code: 'NOT_FOUND', subgraph: 'books' }]);
  });
});

it('an error stands at each of its places', () => {
  const faults = new Faults();
  faults.add('books', anError, [['a'], ['b', 1]]);
  expect(faults.errors.map(({ place }) => place)).toEqual([['a'], ['b', 1]]);
});

it('errors are told with the keys that the client knows', () => {
  const faults = new Faults();
  faults.add('books', anError, [['id__as_0', 2]]);
  faults.addMissing(['id__as_0', '@']);
  const told = faults.inWordsOf((place) => place.map((step) => (step === 'id__as_0' ? 'id' : step)));
  expect(told.errors.map(({ place }) => place)).toEqual([['id', 2]]);
  expect(told.isExplained(['id', 5])).toBe(true);
  expect(faults.errors.map(({ place }) => place)).toEqual([['id__as_0', 2]]);
});

import { buildSchema, parse, validate } from 'graphql';
import { maxDepth } from './maxDepth';

const schema = buildSchema(
  'type Query { shelf: Shelf } type Shelf { name: String books: [Book] } type Book { shelf: Shelf }',
);
const complaints = (query: string) => validate(schema, parse(query), [maxDepth(4)]).map(({ message }) => message);
const refusal = ['At most 4 fields may stand inside each other.'];

describe('the depth of an operation', () => {
  it('may be as deep as the limit', () => {
    expect(complaints('{ shelf { books { shelf { name } } } }')).toEqual([]);
  });

  it.each([
    ['fields', '{ shelf { books { shelf { books { __typename } } } } }'],
    ['inline fragments', '{ shelf { ... { books { ... on Book { shelf { books { shelf { name } } } } } } } }'],
    [
      'fragments',
      '{ shelf { ...A } } fragment A on Shelf { books { ...B } } fragment B on Book { shelf { books { shelf { name } } } }',
    ],
    ['the deeper of two', '{ a: shelf { name } shelf { books { shelf { books { shelf { name } } } } } }'],
  ])('is counted through %s', (_through, query) => {
    expect(complaints(query)).toEqual(refusal);
  });

  it('does not count introspection', () => {
    expect(complaints('{ __schema { types { fields { type { ofType { ofType { name } } } } } } }')).toEqual([]);
  });

  it('is found at once for fragments that double at every step, or contain themselves', () => {
    const doubling = Array.from({ length: 40 }, (_, n) => `fragment F${n} on Shelf { ...F${n + 1} ...F${n + 1} }`);
    expect(complaints(`{ shelf { ...F0 } } ${doubling.join(' ')} fragment F40 on Shelf { name }`)).toEqual([]);
    expect(complaints('{ shelf { ...A } } fragment A on Shelf { books { shelf { ...A } } }')).toEqual([]);
  });
});

import { buildSchema, parse, validate } from 'graphql';
import { wholeAnswers } from './wholeAnswers';

const schema = buildSchema('type Query { shelf: Shelf } type Shelf { name: String books: [String] }');
const complaints = (query: string) => validate(schema, parse(query), [wholeAnswers]).map(({ message }) => message);
const refusalOf = (directive: string) => [`Answers come in one piece, so @${directive} is not served.`];

describe('an operation that wants its answer in pieces', () => {
  it.each([
    ['an inline fragment', 'defer', '{ shelf { ... @defer { name } } }'],
    ['an inline fragment with a label', 'defer', '{ shelf { ... on Shelf @defer(label: "later") { name } } }'],
    ['a fragment spread', 'defer', '{ shelf { ...Later @defer } } fragment Later on Shelf { name }'],
    ['a place inside a fragment', 'stream', '{ shelf { ...All } } fragment All on Shelf { books @stream }'],
    ['a list', 'stream', '{ shelf { books @stream(initialCount: 1) } }'],
    [
      'a list, even where a variable may say no',
      'stream',
      'query ($yes: Boolean!) { shelf { books @stream(if: $yes) } }',
    ],
  ])('is refused with the reason, at %s', (_where, directive, query) => {
    expect(complaints(query)).toEqual(refusalOf(directive));
  });

  it('is told so where the directive stands', () => {
    const [error] = validate(schema, parse('{ shelf { books @stream } }'), [wholeAnswers]);
    expect(error?.locations).toEqual([{ line: 1, column: 17 }]);
  });
});

it('leaves other directives to other rules', () => {
  expect(complaints('{ shelf @include(if: true) { name @unheardOf } }')).toEqual([]);
});

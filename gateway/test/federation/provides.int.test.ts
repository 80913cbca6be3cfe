import { describeFederation } from './support/describeFederation';
import type { Graph } from './support/graph';

const authors = [
  { __typename: 'Author', id: 'a1', name: 'Ada', born: 0, pen: 'Countess' },
  { __typename: 'Author', id: 'a2', name: 'Ben', born: 1900, pen: null },
];
const [ada, ben] = authors;
const books = [
  { __typename: 'Book', id: 'b1', title: 'Engines', author: ada, credits: [ada, ben], cover: { artist: ben } },
  { __typename: 'Book', id: 'b2', title: 'Looms', author: null, credits: [], cover: { artist: ada } },
];
const authorOf = ({ id }: { id: string }) => authors.find((author) => author.id === id) ?? null;
const bookOf = ({ id }: { id: string }) => books.find((book) => book.id === id) ?? null;

const provides: Graph = {
  subgraphs: {
    shop: {
      sdl: `
        type Query {
          books: [Book!]!
          best: Book @provides(fields: "author { name } cover { artist { name } }")
          found: [Found!]! @provides(fields: "... on Author { name } ... on Book { title }")
        }
        union Found = Author | Book
        type Book @key(fields: "id") {
          id: ID!
          title: String @external
          author: Author
          credits: [Author!]! @provides(fields: "name")
          cover: Cover
        }
        type Cover { artist: Author }
        type Author @key(fields: "id") { id: ID! name: String @external }
      `,
      resolvers: {
        Query: { books: () => books, best: () => books[0], found: () => [ada, books[0], books[1]] },
        Book: { __resolveReference: bookOf },
        Author: { __resolveReference: ({ id }: { id: string }) => ({ id }) },
      },
    },
    people: {
      sdl: `
        type Author @key(fields: "id") { id: ID! name: String @shareable born: Int pen: String }
        type Book @key(fields: "id") { id: ID! title: String @shareable }
      `,
      resolvers: { Author: { __resolveReference: authorOf }, Book: { __resolveReference: bookOf } },
    },
  },
  monolith: { Query: { books: () => books, best: () => books[0], found: () => [ada, books[0], books[1]] } },
};

describeFederation('a field that is provided on some ways', {
  graph: provides,
  cases: [
    { name: 'comes with them', operation: '{ books { credits { name } } }', asks: ['shop'] },
    {
      name: 'comes with them over several levels',
      operation: '{ best { author { name } cover { artist { name } } } }',
      asks: ['shop'],
    },
    { name: 'comes from its owner elsewhere', operation: '{ books { author { name } } }' },
    {
      name: 'comes with a member of a union',
      operation: '{ found { ... on Author { name } ... on Book { title } } }',
      asks: ['shop'],
    },
    { name: 'stands beside one that is not', operation: '{ best { author { name born pen } credits { born name } } }' },
    { name: 'keeps its alias', operation: '{ best { author { called: name name: pen } } }' },
    {
      name: 'is not asked for on its own account',
      operation: '{ best { author { id } cover { artist { name } } } }',
      asks: ['shop'],
    },
  ],
  generated: { seed: 31, count: 30 },
});

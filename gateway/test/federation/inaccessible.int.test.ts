import { describeFederation } from './support/describeFederation';
import type { Graph } from './support/graph';

const people = [
  { id: 'p1', secret: 'k1', name: 'Ada', role: 'ADMIN', pet: { __typename: 'Dog', id: 'd1', tag: 7 } },
  { id: 'p2', secret: 'k2', name: 'Ben', role: 'GUEST', pet: { __typename: 'Ghost', id: 'g1' } },
];
const personBy = (key: { id?: string; secret?: string }) =>
  people.find(({ id, secret }) => id === key.id || secret === key.secret) ?? null;

const hidden: Graph = {
  subgraphs: {
    people: {
      sdl: `
        type Query { people(page: Int = 1, debug: Boolean @inaccessible): [Person!]! hidden: String @inaccessible byRole(role: Role): [Person!] }
        type Person @key(fields: "id") @key(fields: "secret") { id: ID! secret: ID! @inaccessible name: String role: Role pet: Animal sure: Role! }
        enum Role { ADMIN GUEST @inaccessible }
        union Animal = Dog | Ghost
        type Dog { id: ID! tag: Int @inaccessible }
        type Ghost @inaccessible { id: ID! }
      `,
      resolvers: {
        Query: {
          people: () => people,
          hidden: () => 'hidden',
          byRole: (_: never, { role }: { role: string }) => people.filter((person) => person.role === role),
        },
        Person: { __resolveReference: personBy, sure: ({ role }: { role: string }) => role },
      },
    },
    letters: {
      sdl: `
        type Person @key(fields: "secret") { secret: ID! name: String @external letter: String greeting: String @requires(fields: "name") }
      `,
      resolvers: {
        Person: {
          __resolveReference: (reference: { secret: string }) => reference,
          letter: ({ secret }: { secret: string }) => `letter ${secret}`,
          greeting: ({ name }: { name: string }) => `Dear ${name}`,
        },
      },
    },
  },
};

const refused = [{ code: 'GRAPHQL_VALIDATION_FAILED' }];

describeFederation('what is inaccessible', {
  graph: hidden,
  cases: [
    { name: 'is no root field', operation: '{ hidden }', data: null, errors: refused },
    { name: 'is no field', operation: '{ people { secret } }', data: null, errors: refused },
    { name: 'is no argument', operation: '{ people(debug: true) { id } }', data: null, errors: refused },
    { name: 'is no type', operation: '{ people { pet { ... on Ghost { id } } } }', data: null, errors: refused },
    { name: 'is no value to send', operation: '{ byRole(role: GUEST) { id } }', data: null, errors: refused },
    {
      name: 'is no value to send in a variable',
      operation: 'query ($r: Role) { byRole(role: $r) { id } }',
      variables: { r: 'GUEST' },
      data: null,
      errors: [{ code: 'BAD_USER_INPUT' }],
    },
    {
      name: 'is a key nevertheless',
      operation: '{ people { letter greeting } }',
      data: {
        people: [
          { letter: 'letter k1', greeting: 'Dear Ada' },
          { letter: 'letter k2', greeting: 'Dear Ben' },
        ],
      },
    },
    {
      name: 'is null as a value, and no error: it was an answer, only not for everyone',
      operation: '{ people { id role } }',
      data: {
        people: [
          { id: 'p1', role: 'ADMIN' },
          { id: 'p2', role: null },
        ],
      },
    },
    {
      name: 'is null as a member of a union',
      operation: '{ people { pet { __typename ... on Dog { id } } } }',
      data: { people: [{ pet: { __typename: 'Dog', id: 'd1' } }, { pet: null }] },
    },
    {
      name: 'is an error as a value that may not be null',
      operation: '{ people { id sure } }',
      data: null,
      errors: [{ path: ['people', 1, 'sure'] }],
      failsOnStock: true,
    },
  ],
});

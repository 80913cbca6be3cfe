import { describeFederation } from './support/describeFederation';
import type { Graph } from './support/graph';

const pets = [
  {
    __typename: 'Dog',
    id: 'd1',
    name: 'Rex',
    barks: true,
    chip: { __typename: 'Chip', code: 'c1', maker: 'M' },
    friend: 'c1',
  },
  { __typename: 'Cat', id: 'c1', name: null, lives: 9, chip: null, friend: 'd1' },
  {
    __typename: 'Dog',
    id: 'd2',
    name: '',
    barks: false,
    chip: { __typename: 'Chip', code: 'c2', maker: 'N' },
    friend: null,
  },
];
const petOf = (key: { id: string }) => pets.find(({ id }) => id === key.id) ?? null;
const friendOf = ({ friend }: { friend: string | null }) => (friend === null ? null : petOf({ id: friend }));
const shop = { __typename: 'Shop', id: 's1', name: 'Shop', sells: [pets[1], pets[0]] };

const spread: Graph = {
  argumentValues: { id: ['d1', 'c1', 'none'] },
  subgraphs: {
    home: {
      sdl: `
        type Query { pets: [Pet!]! pet(id: ID!): Pet anything: [Thing] named: [Named!]! }
        interface Pet { id: ID! }
        interface Named { name: String }
        union Thing = Dog | Cat | Shop
        type Dog implements Pet & Named @key(fields: "id") { id: ID! name: String barks: Boolean }
        type Cat implements Pet @key(fields: "id") { id: ID! }
        type Shop implements Named @key(fields: "id") { id: ID! name: String }
      `,
      resolvers: {
        Query: {
          pets: () => pets,
          pet: (_: never, key: { id: string }) => petOf(key),
          anything: () => [shop, pets[1], null, pets[0]],
          named: () => [shop, pets[0]],
        },
        Dog: { __resolveReference: petOf },
        Cat: { __resolveReference: petOf },
        Shop: { __resolveReference: () => shop },
      },
    },
    clinic: {
      sdl: `
        interface Pet { id: ID! friend: Pet }
        interface Named { name: String }
        union Sold = Cat | Dog
        type Dog implements Pet @key(fields: "id") { id: ID! chip: Chip friend: Pet }
        type Cat implements Pet & Named @key(fields: "id") { id: ID! name: String lives: Int chip: Chip friend: Pet }
        type Shop @key(fields: "id") { id: ID! sells: [Sold!] }
        type Chip @key(fields: "code") { code: ID! }
      `,
      resolvers: {
        Dog: { __resolveReference: petOf, friend: friendOf },
        Cat: { __resolveReference: petOf, friend: friendOf },
        Shop: { __resolveReference: () => shop },
      },
    },
    chips: {
      sdl: `type Chip @key(fields: "code") { code: ID! maker: String }`,
      resolvers: {
        Chip: { __resolveReference: ({ code }: { code: string }) => ({ code, maker: code === 'c1' ? 'M' : 'N' }) },
      },
    },
  },
  monolith: {
    Query: {
      pets: () => pets,
      pet: (_: never, key: { id: string }) => petOf(key),
      anything: () => [shop, pets[1], null, pets[0]],
      named: () => [shop, pets[0]],
    },
    Dog: { friend: friendOf },
    Cat: { friend: friendOf },
  },
};

describeFederation('interfaces and unions whose types are spread over subgraphs', {
  graph: spread,
  cases: [
    { name: 'give a field that the interface has elsewhere', operation: '{ pets { id friend { id } } }' },
    {
      name: 'give what each type has elsewhere',
      operation: '{ pets { ... on Dog { barks chip { maker } } ... on Cat { lives name } } }',
    },
    {
      name: 'give fields of an interface that a type implements elsewhere only',
      operation: '{ pets { ... on Named { name } } }',
    },
    { name: 'give nothing for a fragment that does not fit', operation: '{ pet(id: "d1") { ... on Cat { lives } } }' },
    { name: 'give the type of each', operation: '{ anything { __typename } pets { kind: __typename } }' },
    {
      name: 'give members that another union has',
      operation: '{ anything { ... on Shop { sells { __typename ... on Dog { name } ... on Cat { name lives } } } } }',
    },
    {
      name: 'give one field of many types under one name',
      operation: '{ anything { ... on Dog { name } ... on Cat { name } ... on Shop { name } } }',
    },
    {
      name: 'give fragments inside fragments',
      operation: '{ named { ... on Pet { id ... on Named { name ... on Dog { chip { code } } } } name } }',
    },
    {
      name: 'give named fragments',
      operation:
        '{ pets { ...P } } fragment P on Pet { id friend { ...F } } fragment F on Pet { __typename ... on Dog { name } ... on Cat { lives } }',
    },
    {
      name: 'walk in circles',
      operation: '{ pets { friend { friend { friend { id ... on Dog { chip { maker } } } } } } }',
    },
  ],
  generated: { seed: 51, count: 30 },
});

const actions = {
  left: [
    { __typename: 'Both', label: 'both' },
    { __typename: 'OnlyLeft', left: 'left' },
  ],
  right: [
    { __typename: 'Both', label: 'both' },
    { __typename: 'OnlyRight', right: 'right' },
  ],
};
const page = (side: 'left' | 'right') => ({ id: 'p1', box: { actions: actions[side] } });

describeFederation('a union that has other members in another subgraph, inside of something shared', {
  graph: {
    subgraphs: {
      left: {
        sdl: `
          type Query { left: Page }
          type Page @key(fields: "id") { id: ID! box: Box @shareable }
          type Box @shareable { actions: [Action!]! }
          union Action = Both | OnlyLeft
          type Both @shareable { label: String }
          type OnlyLeft { left: String }
        `,
        resolvers: { Query: { left: () => page('left') }, Page: { __resolveReference: () => page('left') } },
      },
      right: {
        sdl: `
          type Query { right: Page }
          type Page @key(fields: "id") { id: ID! box: Box @shareable ownBox: Box }
          type Box @shareable { actions: [Action!]! }
          union Action = Both | OnlyRight
          type Both @shareable { label: String }
          type OnlyRight { right: String }
        `,
        resolvers: {
          Query: { right: () => page('right') },
          Page: { __resolveReference: () => page('right'), ownBox: () => page('right').box },
        },
      },
    },
  },
  cases: [
    {
      name: 'gives its own members, though the operation asks for those of the other',
      operation:
        '{ left { box { actions { __typename ... on Both { label } ... on OnlyLeft { left } ... on OnlyRight { right } } } } }',
      data: { left: { box: { actions: actions.left } } },
      failsOnStock: true,
    },
    {
      name: 'does so from either side',
      operation: '{ right { box { actions { ... on OnlyRight { right } ... on OnlyLeft { left } } } } }',
      data: { right: { box: { actions: [{}, { right: 'right' }] } } },
      failsOnStock: true,
    },
    {
      name: 'gives only types where nothing else fits',
      operation: '{ left { box { actions { __typename ... on OnlyRight { right } } } } }',
      data: { left: { box: { actions: [{ __typename: 'Both' }, { __typename: 'OnlyLeft' }] } } },
    },
    {
      name: 'gives the members of the side that is entered for it',
      operation: '{ left { ownBox { actions { __typename ... on OnlyRight { right } } } } }',
      data: { left: { ownBox: { actions: [{ __typename: 'Both' }, { __typename: 'OnlyRight', right: 'right' }] } } },
    },
  ],
});

const nodes = [
  { __typename: 'Sure', id: 'x1', value: 0, on: false, text: '', list: [] },
  { __typename: 'Maybe', id: 'x2', value: 0, on: false, text: '', list: [0] },
  { __typename: 'Maybe', id: 'x3', value: null, on: null, text: null, list: null },
  { __typename: 'Sure', id: 'x4', value: 7, on: true, text: 'seven', list: [7] },
];
const nodeOf = (key: { id: string }) => nodes.find(({ id }) => id === key.id) ?? null;
const tails = { Sure: { tail: () => nodes[1] }, Maybe: { tail: () => nodes[0] } };

/** Clients see nullable fields. `strict` must be asked for one type's under another name, which nobody may notice. */
describeFederation('a field that one subgraph declares differently from member to member', {
  graph: {
    subgraphs: {
      strict: {
        sdl: `
          type Query { nodes: [Node!]! }
          union Node = Sure | Maybe
          type Sure @key(fields: "id") {
            id: ID!
            value: Int! @shareable
            on: Boolean! @shareable
            text: String! @shareable
            list: [Int!]! @shareable
            tail: Node
          }
          type Maybe @key(fields: "id") { id: ID! value: Int on: Boolean text: String list: [Int] tail: Node }
        `,
        resolvers: { Query: { nodes: () => nodes }, ...tails },
      },
      loose: {
        sdl: `
          type Sure @key(fields: "id") {
            id: ID!
            value: Int @shareable
            on: Boolean @shareable
            text: String @shareable
            list: [Int] @shareable
            more: String @requires(fields: "tail { ... on Sure { value on } ... on Maybe { value on } }")
            tail: Node @external
          }
          union Node = Sure | Maybe
          type Maybe @key(fields: "id") { id: ID! value: Int @external on: Boolean @external }
        `,
        resolvers: {
          Sure: {
            __resolveReference: (reference: { id: string }) => ({ ...nodeOf(reference), ...reference }),
            more: ({ tail }: { tail: { value: number; on: boolean } }) => `${tail.value} ${tail.on}`,
          },
          Maybe: { __resolveReference: nodeOf },
        },
      },
    },
    monolith: { Query: { nodes: () => nodes }, ...tails, Sure: { ...tails.Sure, more: () => '0 false' } },
  },
  cases: [
    {
      name: 'keeps 0, false, "" and null apart',
      operation: '{ nodes { ... on Sure { value on text } ... on Maybe { value on text } } }',
      failsOnStock: true,
    },
    { name: 'keeps its lists', operation: '{ nodes { ... on Sure { list } ... on Maybe { list } } }' },
    {
      name: "keeps the client's alias",
      operation: '{ nodes { ... on Sure { v: value t: text } ... on Maybe { v: value t: text } } }',
      failsOnStock: true,
    },
    {
      name: 'keeps it on every level',
      operation: `{ nodes { ... on Sure { value tail { ... on Sure { on } ... on Maybe { on } } }
        ... on Maybe { value tail { ... on Sure { on } ... on Maybe { on } } } } }`,
      failsOnStock: true,
    },
    {
      name: 'may be asked for under its own name beside an alias',
      operation: '{ nodes { ... on Maybe { value } ... on Sure { value v: value } } }',
      failsOnStock: true,
    },
    {
      name: 'may be required by another',
      operation: '{ nodes { ... on Sure { more value } ... on Maybe { value } } }',
      failsOnStock: true,
    },
  ],
  generated: { seed: 52, count: 20 },
});

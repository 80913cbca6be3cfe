import { describeFederation } from './support/describeFederation';
import type { Graph } from './support/graph';

const sellers = [
  {
    __typename: 'Shop',
    id: 's1',
    currency: 'EUR',
    region: 'north',
    lots: [
      { id: 'l1', cents: 100 },
      { id: 'l2', cents: 0 },
    ],
  },
  { __typename: 'Stall', id: 's2', currency: '', region: null, lots: [{ id: 'l1', cents: 100 }] },
];

const contextual: Graph = {
  subgraphs: {
    market: {
      sdl: `
        type Query { sellers: [Seller!]! shop: Shop }
        union Seller = Shop | Stall
        type Shop @key(fields: "id") @context(name: "seller") { id: ID! currency: String region: String lots: [Lot!]! }
        type Stall @key(fields: "id") @context(name: "seller") { id: ID! currency: String region: String lots: [Lot!]! best: Lot }
        type Lot @key(fields: "id") {
          id: ID!
          cents: Int
          priced(
            currency: String @fromContext(field: "$seller { currency }")
            region: String @fromContext(field: "$seller { region }")
            prefix: String
          ): String
        }
      `,
      resolvers: {
        Query: { sellers: () => sellers, shop: () => sellers[0] },
        Shop: { __resolveReference: ({ id }: { id: string }) => sellers.find((seller) => seller.id === id) },
        Stall: {
          __resolveReference: ({ id }: { id: string }) => sellers.find((seller) => seller.id === id),
          best: () => sellers[0]?.lots[0],
        },
        Lot: {
          __resolveReference: ({ id }: { id: string }) => ({ id, cents: id === 'l1' ? 100 : 0 }),
          priced: (
            { cents }: { cents: number },
            args: { currency: string | null; region: string | null; prefix?: string },
          ) => JSON.stringify([args.prefix ?? null, cents, args.currency, args.region]),
        },
      },
    },
    notes: {
      sdl: `type Lot @key(fields: "id") { id: ID! note: String }`,
      resolvers: { Lot: { __resolveReference: ({ id }: { id: string }) => ({ id, note: `note ${id}` }) } },
    },
  },
};

describeFederation('an argument that comes from a context', {
  graph: contextual,
  cases: [
    {
      name: 'is what the object above says, the empty string too',
      operation: '{ sellers { ... on Shop { lots { priced } } ... on Stall { lots { priced } } } }',
      data: {
        sellers: [
          { lots: [{ priced: '[null,100,"EUR","north"]' }, { priced: '[null,0,"EUR","north"]' }] },
          { lots: [{ priced: '[null,100,"",null]' }] },
        ],
      },
    },
    {
      name: 'stands beside arguments of the client',
      operation: 'query ($p: String) { shop { lots { id priced(prefix: $p) note } } }',
      variables: { p: '>' },
      data: {
        shop: {
          lots: [
            { id: 'l1', priced: '[">",100,"EUR","north"]', note: 'note l1' },
            { id: 'l2', priced: '[">",0,"EUR","north"]', note: 'note l2' },
          ],
        },
      },
    },
    {
      name: "is not confused by the client's aliases",
      operation: '{ shop { currency: id region: __typename lots { cents: id one: priced two: priced(prefix: "2") } } }',
      data: {
        shop: {
          currency: 's1',
          region: 'Shop',
          lots: [
            { cents: 'l1', one: '[null,100,"EUR","north"]', two: '["2",100,"EUR","north"]' },
            { cents: 'l2', one: '[null,0,"EUR","north"]', two: '["2",0,"EUR","north"]' },
          ],
        },
      },
    },
    {
      name: 'cannot be given by the client',
      operation: '{ shop { lots { priced(currency: "USD") } } }',
      data: null,
      errors: [{ code: 'GRAPHQL_VALIDATION_FAILED' }],
    },
  ],
});

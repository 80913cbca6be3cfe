import { describeFederation } from './support/describeFederation';
import type { Graph } from './support/graph';

const from = (subgraph: string) => ({
  Query: { parcel: () => ({ id: 'p1', weight: subgraph }), moved: () => `moved: ${subgraph}` },
  Parcel: {
    __resolveReference: (reference: object) => ({ ...reference }),
    status: () => `status: ${subgraph}`,
    never: () => `never: ${subgraph}`,
    always: () => `always: ${subgraph}`,
    flagged: () => `flagged: ${subgraph}`,
    route: ({ weight }: { weight?: string }) => `route: ${subgraph}, weight: ${weight}`,
    weight: () => `weight: ${subgraph}`,
  },
});

const overridden: Graph = {
  subgraphs: {
    old: {
      sdl: `
        type Query { parcel: Parcel moved: String }
        type Parcel @key(fields: "id") {
          id: ID! status: String never: String always: String flagged: String weight: String route: String
        }
      `,
      resolvers: from('old'),
    },
    new: {
      sdl: `
        type Query { moved: String @override(from: "old") }
        type Parcel @key(fields: "id") {
          id: ID!
          status: String @override(from: "old")
          never: String @override(from: "old", label: "percent(0)")
          always: String @override(from: "old", label: "percent(100)")
          flagged: String @override(from: "old", label: "parcels_of_new")
          weight: String @external
          route: String @requires(fields: "weight") @override(from: "old")
        }
      `,
      resolvers: {
        Query: { moved: from('new').Query.moved },
        Parcel: { ...from('new').Parcel, weight: () => 'unknown' },
      },
    },
    other: {
      // It was never there: nothing is taken from it.
      sdl: `type Query { ready: Boolean @override(from: "gone") }`,
      resolvers: { Query: { ready: () => true } },
    },
  },
};

describeFederation('a field that is overridden', {
  graph: overridden,
  cases: [
    {
      name: 'comes from its new subgraph',
      operation: '{ parcel { id status } }',
      data: { parcel: { id: 'p1', status: 'status: new' } },
    },
    { name: 'comes from its new subgraph at the root', operation: '{ moved }', data: { moved: 'moved: new' } },
    {
      name: 'is given what it requires by the subgraph that lost it',
      operation: '{ parcel { route weight } }',
      data: { parcel: { route: 'route: new, weight: weight: old', weight: 'weight: old' } },
    },
    { name: 'may be overridden from a subgraph that is not there', operation: '{ ready }', data: { ready: true } },
    {
      name: 'stays where it is for nobody yet, percent(0)',
      operation: '{ parcel { never } }',
      data: { parcel: { never: 'never: old' } },
    },
    {
      name: 'has moved for everybody, percent(100)',
      operation: '{ parcel { always } }',
      data: { parcel: { always: 'always: new' } },
      failsOnStock: true,
    },
    {
      name: 'stays where it is under a label that nobody sets',
      operation: '{ parcel { flagged } }',
      data: { parcel: { flagged: 'flagged: old' } },
    },
    {
      name: 'may stand beside others that have moved, or not',
      operation: '{ parcel { never always status flagged } }',
      data: { parcel: { never: 'never: old', always: 'always: new', status: 'status: new', flagged: 'flagged: old' } },
      failsOnStock: true,
    },
  ],
});

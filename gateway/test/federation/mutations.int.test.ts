import { describeFederation } from './support/describeFederation';
import type { Graph } from './support/graph';

/** One number that two subgraphs change. What it is tells in which order they did. */
let total = 0;
const change = (by: (before: number) => number) => async () => {
  const before = total;
  // Whoever does not wait for this one reads the same number.
  await new Promise((resolve) => setTimeout(resolve, 15));
  total = by(before);
  return { id: 'n', total };
};

const counters: Graph = {
  subgraphs: {
    adder: {
      sdl: `
        type Query { total: Int }
        type Mutation { reset: Int add(by: Int!): Counter fail: Counter addOrFail: Counter! }
        type Counter @key(fields: "id") { id: ID! total: Int }
      `,
      resolvers: {
        Query: { total: () => total },
        Mutation: {
          reset: () => (total = 0),
          add: (_: never, { by }: { by: number }) => change((before) => before + by)(),
          fail: () => Promise.reject(new Error('no')),
          addOrFail: () => null,
        },
        Counter: { __resolveReference: () => ({ id: 'n', total }) },
      },
    },
    multiplier: {
      sdl: `
        type Mutation { times(by: Int!): Counter }
        type Counter @key(fields: "id") { id: ID! double: Int }
      `,
      resolvers: {
        Mutation: { times: (_: never, { by }: { by: number }) => change((before) => before * by)() },
        Counter: { __resolveReference: () => ({ id: 'n' }), double: () => total * 2 },
      },
    },
  },
};

describeFederation('mutations', {
  graph: counters,
  cases: [
    {
      name: 'run one after the other, whichever subgraph they are of',
      operation:
        'mutation { reset five: add(by: 5) { total } ten: times(by: 2) { id } twelve: add(by: 2) { total } more: times(by: 3) { id } last: add(by: 0) { total } }',
      data: {
        reset: 0,
        five: { total: 5 },
        ten: { id: 'n' },
        twelve: { total: 12 },
        more: { id: 'n' },
        last: { total: 36 },
      },
    },
    {
      name: "have the rest of each one's answer before the next begins",
      operation: 'mutation { reset add(by: 4) { total double } times(by: 3) { total double } }',
      data: { reset: 0, add: { total: 4, double: 8 }, times: { total: 12, double: 24 } },
    },
    {
      name: 'go on after one that failed',
      operation: 'mutation { reset add(by: 1) { total } fail { total } again: add(by: 1) { total } }',
      data: { reset: 0, add: { total: 1 }, fail: null, again: { total: 2 } },
      errors: [{ path: ['fail'], code: 'INTERNAL_SERVER_ERROR' }],
    },
    {
      name: 'take variables, and may be skipped',
      operation:
        'mutation ($by: Int!, $no: Boolean!) { reset add(by: $by) { total } times(by: 9) @include(if: $no) { total } }',
      variables: { by: 3, no: false },
      data: { reset: 0, add: { total: 3 } },
    },
    {
      name: 'come from fragments in their order',
      operation:
        'mutation { reset ...A ...B } fragment B on Mutation { times(by: 10) { total } } fragment A on Mutation { add(by: 1) { total } }',
      data: { reset: 0, add: { total: 1 }, times: { total: 10 } },
      failsOnStock: true,
    },
  ],
});

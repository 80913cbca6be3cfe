import { GraphQLError } from 'graphql';
import { json } from '../support/scriptedServer';
import { describeFederation } from './support/describeFederation';
import type { Graph } from './support/graph';
import { type Federation, startFederation } from './support/startFederation';

const orders = [
  { id: 'o1', customer: { id: 'c1' }, gift: { id: 'c2' } },
  { id: 'o2', customer: { id: 'c2' }, gift: { id: 'c2' } },
  { id: 'o3', customer: { id: 'gone' }, gift: null },
];
const failing = (code?: string) => () => {
  throw new GraphQLError('No luck', code === undefined ? {} : { extensions: { code } });
};
const onlyOfTheSecond = (fail: () => never) => (customer: { id: string }) => (customer.id === 'c2' ? fail() : 'fine');

const shop: Graph = {
  subgraphs: {
    orders: {
      sdl: `
        type Query { orders: [Order!]! last: Order broken: String coded: String }
        type Order { id: ID! customer: Customer gift: Customer must: String! }
        type Customer @key(fields: "id") { id: ID! }
      `,
      resolvers: {
        Query: { orders: () => orders, last: () => orders[1], broken: failing(), coded: failing('NOT_FOUND') },
        Order: { must: failing() },
      },
    },
    customers: {
      sdl: `
        type Query { best: Customer }
        type Customer @key(fields: "id") { id: ID! name: String email: String! boom: String coded: String notes: [Note] }
        type Note { text: String line: String! }
      `,
      resolvers: {
        Query: { best: () => ({ id: 'c1', name: 'Best' }) },
        Customer: {
          __resolveReference: ({ id }: { id: string }) =>
            id === 'gone'
              ? null
              : { id, name: `name ${id}`, email: `${id}@example.org`, notes: [{ text: '' }, null, { text: 'b' }] },
          boom: onlyOfTheSecond(failing()),
          coded: onlyOfTheSecond(failing('NOT_FOUND')),
        },
        Note: { line: ({ text }: { text: string }) => (text === '' ? failing()() : text) },
      },
    },
  },
};

const code = 'INTERNAL_SERVER_ERROR';

describeFederation('an error of a subgraph', {
  graph: shop,
  cases: [
    {
      name: 'stands where its field is',
      operation: '{ broken orders { id } }',
      data: { broken: null, orders: [{ id: 'o1' }, { id: 'o2' }, { id: 'o3' }] },
      errors: [{ path: ['broken'], code }],
      complainsOf: 'orders',
    },
    {
      name: 'keeps a code that is for clients',
      operation: '{ coded }',
      data: { coded: null },
      errors: [{ path: ['coded'], code: 'NOT_FOUND' }],
    },
    {
      name: 'stands under the alias',
      operation: '{ a: broken b: broken }',
      data: { a: null, b: null },
      errors: [
        { path: ['a'], code },
        { path: ['b'], code },
      ],
    },
    {
      name: 'takes with it what may not be without its field',
      operation: '{ last { id must } best { name } }',
      data: { last: null, best: { name: 'Best' } },
      errors: [{ path: ['last', 'must'], code }],
    },
    {
      name: 'has the path of the entity',
      operation: '{ last { customer { coded } } }',
      data: { last: { customer: { coded: null } } },
      errors: [{ path: ['last', 'customer', 'coded'], code: 'NOT_FOUND' }],
    },
    {
      name: 'stands at every place of an entity that was asked for once',
      operation: '{ orders { customer { boom } gift { boom } } }',
      data: {
        orders: [
          { customer: { boom: 'fine' }, gift: { boom: null } },
          { customer: { boom: null }, gift: { boom: null } },
          { customer: { boom: null }, gift: null },
        ],
      },
      errors: [
        { path: ['orders', 0, 'gift', 'boom'], code },
        { path: ['orders', 1, 'customer', 'boom'], code },
        { path: ['orders', 1, 'gift', 'boom'], code },
      ],
      complainsOf: 'customers',
    },
    {
      name: 'stands at every place under the aliases of that place',
      operation: '{ one: last { who: customer { oops: coded } } two: last { gift { oops: coded } } }',
      data: { one: { who: { oops: null } }, two: { gift: { oops: null } } },
      errors: [
        { path: ['one', 'who', 'oops'], code: 'NOT_FOUND' },
        { path: ['two', 'gift', 'oops'], code: 'NOT_FOUND' },
      ],
    },
    {
      name: 'has its path inside of lists of the entity',
      operation: '{ last { customer { notes { line } } } }',
      data: { last: { customer: { notes: [null, null, { line: 'b' }] } } },
      errors: [{ path: ['last', 'customer', 'notes', 0, 'line'], code }],
    },
  ],
});

describeFederation('a reference to nothing', {
  graph: shop,
  cases: [
    {
      name: 'is null without an error in what may be null',
      operation: '{ orders { customer { id name } } }',
      data: {
        orders: [
          { customer: { id: 'c1', name: 'name c1' } },
          { customer: { id: 'c2', name: 'name c2' } },
          { customer: { id: 'gone', name: null } },
        ],
      },
    },
    {
      name: 'is null without an error as a whole where something may not be null',
      operation: '{ orders { id customer { email } } }',
      data: {
        orders: [
          { id: 'o1', customer: { email: 'c1@example.org' } },
          { id: 'o2', customer: { email: 'c2@example.org' } },
          { id: 'o3', customer: null },
        ],
      },
    },
  ],
});

const says = (body: unknown) => (federation: Federation) => federation.script('orders', json(200, body));

describeFederation('an answer that breaks the schema: a null that may not be', {
  graph: shop,
  prepare: says({ data: { orders: [{ id: 'o1' }, { id: null }] } }),
  cases: [
    {
      name: 'is reported',
      operation: '{ orders { id } }',
      data: null,
      errors: [{ path: ['orders', 1, 'id'] }],
      failsOnStock: true,
    },
  ],
});

describeFederation('an answer that breaks the schema: a value of another type', {
  graph: shop,
  prepare: says({ data: { last: { id: 'o1', customer: [1] } } }),
  cases: [
    {
      name: 'is null, and reported',
      operation: '{ last { id customer { id } } }',
      data: { last: { id: 'o1', customer: null } },
      errors: [{ path: ['last', 'customer'] }],
      failsOnStock: true,
    },
  ],
});

describeFederation('an answer that breaks the schema: a list that is none', {
  graph: shop,
  prepare: says({ data: { last: { id: 'o1' }, orders: { id: 'o1' } } }),
  cases: [
    {
      name: 'is reported where the list should be',
      operation: '{ orders { id } }',
      data: null,
      errors: [{ path: ['orders'] }],
      failsOnStock: true,
    },
  ],
});

describeFederation('an answer that breaks the schema: a field that is missing', {
  graph: shop,
  prepare: says({ data: { last: { id: 'o1' } } }),
  cases: [
    { name: 'is null', operation: '{ last { id customer { id } } }', data: { last: { id: 'o1', customer: null } } },
  ],
});

describe('a subgraph that fails', () => {
  const entities = (value: unknown) => json(200, { data: { _entities: value } });
  const ways: readonly (readonly [string, Parameters<Federation['script']>[1]])[] = [
    ['is down', (_request, response) => response.destroy()],
    ['is slow', () => undefined],
    [
      'stops in the middle',
      (_request, response) => void response.writeHead(200, { 'content-length': '99' }).end('{"da'),
    ],
    ['answers a page', json(200, '<html>hello</html>')],
    ['answers 500', json(500, { message: 'oops' })],
    ['answers nothing', json(200, '')],
    ['answers null', json(200, 'null')],
    ['answers a list', json(200, [])],
    ['answers neither data nor errors', json(200, {})],
    ['answers null for data, without a reason', json(200, { data: null })],
    ['answers null for data, with an empty list of reasons', json(200, { data: null, errors: [] })],
  ];
  const noEntities: typeof ways = [
    ['answers no entities', json(200, { data: {} })],
    ['answers null for the entities', entities(null)],
    ['answers too few entities', entities([{ name: 'one' }])],
    ['answers too many entities', entities(Array.from({ length: 9 }, () => ({ name: 'one' })))],
    ['answers values for entities', entities(['a', 'b', 'c'])],
  ];
  let federation: Federation;
  beforeAll(async () => {
    federation = await startFederation(shop, { SUBGRAPH_TIMEOUT_MS: '1000' });
  });
  afterAll(() => federation.stop());
  afterEach(() => federation.script('customers'));

  it.each([...ways, ...noEntities])('and %s costs its own fields', async (_way, answer) => {
    federation.script('customers', answer);
    const { data, errors = [] } = await federation.ask('{ orders { id customer { id name } } }');
    expect(data).toEqual({
      orders: orders.map(({ id, customer }) => ({ id, customer: { id: customer.id, name: null } })),
    });
    expect([...new Set(errors.map(({ extensions }) => extensions['code']))]).toEqual(['DOWNSTREAM_UNAVAILABLE']);
  });

  const complaintsAfter = async (answer: Parameters<Federation['script']>[1]) => {
    federation.script('customers', answer);
    federation.complaints();
    await federation.ask('{ orders { customer { name } } }');
    return federation.complaints();
  };

  it.each([...ways, ...noEntities])('and %s is in the log', async (_way, answer) => {
    expect(await complaintsAfter(answer)).toEqual(['customers']);
  });

  it('is told of where its fields are', async () => {
    federation.script('customers', json(503, 'closed'));
    const { errors = [] } = await federation.ask('{ last { customer { name } } }');
    expect(errors.map(({ path }) => (path as unknown[] | undefined)?.slice(0, 2))).toEqual([['last', 'customer']]);
  });

  it('costs nothing of the root fields beside its own', async () => {
    federation.script('customers', json(503, 'closed'));
    const { data, errors } = await federation.ask('{ best { name } last { id } }');
    expect(data).toEqual({ best: null, last: { id: 'o2' } });
    expect(errors).toEqual([expect.objectContaining({ path: ['best'] })]);
  });

  it('takes with it what may not be null', async () => {
    federation.script('customers', json(503, 'closed'));
    const { data, errors = [] } = await federation.ask('{ last { id customer { email } } }');
    expect(data).toEqual({ last: { id: 'o2', customer: null } });
    expect(errors).not.toEqual([]);
  });

  it('may give a part of its data beside an error without a path', async () => {
    federation.script('orders', json(200, { data: { last: { id: 'o9' } }, errors: [{ message: 'half' }] }));
    const { data, errors } = await federation.ask('{ last { id } }');
    federation.script('orders');
    expect(data).toEqual({ last: { id: 'o9' } });
    expect(errors).toEqual([expect.objectContaining({ extensions: expect.objectContaining({ code }) })]);
  });
});

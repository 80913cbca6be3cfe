import { describeFederation } from './support/describeFederation';
import type { Graph } from './support/graph';

const tasks = [
  { id: 't1', title: 'Sweep', minutes: 0, owner: { id: 'u1', name: 'Ada' } },
  { id: 't2', title: '', minutes: 30, owner: null },
];
const taskOf = (key: { id: string }) => tasks.find(({ id }) => id === key.id) ?? null;
const list = ({ first, where }: { first: number; where?: { title?: string | null; ids?: string[] } | null }) =>
  tasks
    .filter(({ id, title }) => (where?.title ?? title) === title && (where?.ids ?? [id]).includes(id))
    .slice(0, first);

const board: Graph = {
  argumentValues: { first: [1, 2], where: [null], unit: ['.HOURS', '.MINUTES'] },
  subgraphs: {
    tasks: {
      sdl: `
        type Query { tasks(first: Int = 2, where: TaskFilter): [Task!]! version: String @shareable empty: Nothing }
        input TaskFilter { title: String ids: [ID!] }
        type Nothing { at: String all: String }
        type Task @key(fields: "id") { id: ID! title: String }
      `,
      resolvers: {
        Query: {
          tasks: (_: never, args: Parameters<typeof list>[0]) => list(args),
          version: () => '1',
          empty: () => null,
        },
        Task: { __resolveReference: taskOf },
      },
    },
    times: {
      sdl: `
        type Query { slowest: Task version: String @shareable }
        type Task @key(fields: "id") { id: ID! minutes: Int spent(unit: Unit = MINUTES): Float owner: User }
        enum Unit { HOURS MINUTES }
        type User @key(fields: "id") { id: ID! }
      `,
      resolvers: {
        Query: { slowest: () => tasks[1], version: () => '1' },
        Task: {
          __resolveReference: taskOf,
          spent: ({ minutes }: { minutes: number }, { unit }: { unit: string }) =>
            unit === 'HOURS' ? minutes / 60 : minutes,
        },
      },
    },
    users: {
      sdl: `type User @key(fields: "id") { id: ID! name: String }`,
      resolvers: { User: { __resolveReference: () => tasks[0]?.owner } },
    },
  },
  monolith: {
    Query: {
      tasks: (_: never, args: Parameters<typeof list>[0]) => list(args),
      version: () => '1',
      empty: () => null,
      slowest: () => tasks[1],
    },
    Task: {
      spent: ({ minutes }: { minutes: number }, { unit }: { unit: string }) =>
        unit === 'HOURS' ? minutes / 60 : minutes,
    },
  },
};

const flags = 'query ($yes: Boolean!, $no: Boolean!)';
const yesAndNo = { yes: true, no: false };

describeFederation('an operation over several subgraphs', {
  graph: board,
  cases: [
    {
      name: 'may skip a field of another subgraph',
      operation: `${flags} { tasks { id minutes @skip(if: $yes) title @include(if: $yes) owner @include(if: $no) { name } } }`,
      variables: yesAndNo,
    },
    {
      name: 'does not ask a subgraph of which all is skipped',
      operation: `${flags} { tasks { title @include(if: $yes) minutes @include(if: $no) owner @include(if: $no) { name } } }`,
      variables: yesAndNo,
      asks: ['tasks'],
    },
    {
      name: 'may skip everything',
      operation: `${flags} { tasks @skip(if: $yes) { id } slowest @include(if: $no) { id } }`,
      variables: yesAndNo,
    },
    {
      name: 'may skip fragments',
      operation: `${flags} { tasks { ...T @include(if: $yes) ... @skip(if: $yes) { title } ... on Task @skip(if: $no) { minutes } } } fragment T on Task { id spent @skip(if: $no) }`,
      variables: yesAndNo,
    },
    {
      name: 'may say both of one field',
      operation: `${flags} { tasks { id minutes @skip(if: $no) @include(if: $yes) title @skip(if: $yes) @include(if: $yes) } }`,
      variables: yesAndNo,
    },
    {
      name: 'may ask for a field twice, once skipped',
      operation: '{ tasks { minutes @skip(if: true) minutes owner { id @skip(if: true) } owner { name } } }',
    },
    {
      name: 'may have conditions that are constants',
      operation: '{ tasks { id @skip(if: true) minutes @include(if: true) title @include(if: false) } }',
    },
    {
      name: 'may have conditions with a default',
      operation: 'query ($show: Boolean = true) { tasks { minutes @include(if: $show) title @skip(if: $show) } }',
    },
    {
      name: 'may ask for one field under several names',
      operation: '{ a: tasks(first: 1) { x: minutes y: minutes z: owner { n: name } } b: tasks { x: title } }',
    },
    {
      name: 'may swap the names of two fields',
      operation: '{ tasks { id: title title: id minutes: __typename spent: minutes } }',
      failsOnStock: true,
    },
    {
      name: 'may use the names of keys and of the machinery',
      operation: '{ tasks { id: minutes _entities: title representations: spent } _service: version }',
    },
    {
      name: 'may have variables, defaults and input objects',
      operation:
        'query ($n: Int = 1, $w: TaskFilter, $u: Unit) { one: tasks(first: $n) { id } tasks(where: $w) { spent(unit: $u) title } }',
      variables: { w: { ids: ['t2'] }, u: 'HOURS' },
    },
    {
      name: 'may send a null in a variable',
      operation: 'query ($w: TaskFilter) { tasks(where: $w) { minutes } }',
      variables: { w: null },
    },
    {
      name: 'may send a variable inside of an input object',
      operation: 'query ($t: String, $i: ID = "t2") { tasks(where: { title: $t, ids: [$i] }) { minutes title } }',
      variables: { t: '' },
    },
    {
      name: 'may ask for types',
      operation: '{ __typename kind: __typename tasks { __typename kind: __typename owner { __typename } } }',
    },
    { name: 'may ask for types alone', operation: '{ __typename }', asks: [] },
    { name: 'may ask for what is null', operation: '{ empty { at all } slowest { owner { name } } }' },
    { name: 'may ask in both subgraphs for a shared root field', operation: '{ version slowest { id } tasks { id } }' },
    {
      name: 'answers in the order of the question',
      operation: '{ slowest { minutes title } version tasks { owner { name } title minutes } }',
    },
  ],
  generated: { seed: 61, count: 40 },
});

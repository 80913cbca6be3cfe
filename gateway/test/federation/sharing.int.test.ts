import { describeFederation } from './support/describeFederation';
import type { Graph } from './support/graph';

const rooms = [
  {
    id: 'r1',
    floor: 0,
    size: { w: 3, d: 4 },
    lamps: [{ on: false, watts: 0 }],
    guest: { id: 'g1', name: '', vip: false, bill: 0 },
  },
  { id: 'r2', floor: 2, size: { w: 0, d: 0 }, lamps: [], guest: null },
];
const guest = rooms[0]?.guest;
const roomOf = (key: { id: string }) => rooms.find(({ id }) => id === key.id) ?? null;
const ids = rooms.map(({ id }) => ({ id }));

/** The house knows which rooms there are; the others know more of them, partly the same. */
const hotel: Graph = {
  argumentValues: { id: ['r1', 'r2', 'none'] },
  subgraphs: {
    house: {
      sdl: `
        type Query { rooms: [Room!]! hotel: Hotel @shareable }
        type Room @key(fields: "id") { id: ID! size: Size @shareable }
        type Size @shareable { w: Int d: Int }
        type Hotel @shareable { name: String stars: Int address: Address }
        type Address @shareable { street: String }
      `,
      resolvers: {
        Query: { rooms: () => rooms, hotel: () => ({ name: 'Inn', stars: 0, address: { street: 'Main' } }) },
        Room: { __resolveReference: roomOf },
      },
    },
    front: {
      sdl: `
        type Query { room(id: ID!): Room hotel: Hotel @shareable }
        type Hotel @shareable { name: String address: Address }
        type Address @shareable { street: String zip: String }
        extend type Room @key(fields: "id") { id: ID! @external floor: Int size: Size @shareable guest: Guest }
        type Size @shareable { w: Int d: Int }
        type Guest @key(fields: "id") { id: ID! vip: Boolean }
      `,
      resolvers: {
        Query: {
          room: (_: never, key: { id: string }) => roomOf(key),
          hotel: () => ({ name: 'Inn', address: { street: 'Main', zip: '' } }),
        },
        Room: { __resolveReference: roomOf },
        Guest: { __resolveReference: () => guest },
      },
    },
    energy: {
      sdl: `
        type Room @key(fields: "id") { id: ID! lamps: [Lamp!]! }
        type Lamp @shareable { on: Boolean watts: Int }
      `,
      resolvers: { Room: { __resolveReference: roomOf } },
    },
    desk: {
      sdl: `type Guest @key(fields: "id") { id: ID! name: String bill: Int room: Room } type Room @key(fields: "id", resolvable: false) { id: ID! }`,
      resolvers: { Guest: { __resolveReference: () => guest, room: () => ids[0] } },
    },
  },
  monolith: {
    Query: {
      rooms: () => rooms,
      room: (_: never, key: { id: string }) => roomOf(key),
      hotel: () => ({ name: 'Inn', stars: 0, address: { street: 'Main', zip: '' } }),
    },
    Guest: { room: () => rooms[0] },
  },
};

describeFederation('what several subgraphs share', {
  graph: hotel,
  cases: [
    {
      name: 'comes from whoever is asked anyway',
      operation: '{ room(id: "r1") { size { w d } floor } }',
      asks: ['front'],
    },
    { name: 'may be a root field of which each knows a part', operation: '{ hotel { name stars } }', asks: ['house'] },
    {
      name: 'may be a root field, nested, of which each knows a part',
      operation: '{ hotel { stars address { street zip } } }',
    },
    { name: 'may be an entity that another only extends', operation: '{ rooms { floor size { d } guest { vip } } }' },
    {
      name: 'leads from one to the next and back',
      operation: '{ rooms { guest { name room { floor lamps { on watts } guest { bill } } } } }',
    },
    {
      name: 'is null where nobody has it',
      operation: '{ room(id: "none") { lamps { on } guest { name } } }',
      asks: ['front'],
    },
  ],
  generated: { seed: 71, count: 30 },
});

const trains = [
  { id: 't1', delay: 0, late: false, blame: '' },
  { id: 't2', delay: 9, late: true, blame: 'wind' },
];

describeFederation('subgraphs that require fields of each other', {
  graph: {
    subgraphs: {
      track: {
        sdl: `
          type Query { trains: [Train!]! }
          type Train @key(fields: "id") { id: ID! delay: Int late: Boolean @external blame: String @requires(fields: "late") }
        `,
        resolvers: {
          Query: { trains: () => trains.map(({ id, delay }) => ({ id, delay })) },
          Train: {
            __resolveReference: (reference: { id: string }) => ({ delay: reference.id === 't1' ? 0 : 9, ...reference }),
            blame: ({ late }: { late: boolean }) => (late ? 'wind' : ''),
          },
        },
      },
      station: {
        sdl: `
          type Train @key(fields: "id") {
            id: ID!
            delay: Int @external
            blame: String @external
            late: Boolean @requires(fields: "delay")
            notice: String @requires(fields: "blame delay")
          }
        `,
        resolvers: {
          Train: {
            __resolveReference: (reference: unknown) => reference,
            late: ({ delay }: { delay: number }) => delay > 5,
            notice: ({ blame, delay }: { blame: string; delay: number }) => `${delay} ${blame}`,
          },
        },
      },
    },
    monolith: {
      Query: { trains: () => trains.map((train) => ({ ...train, notice: `${train.delay} ${train.blame}` })) },
    },
  },
  cases: [
    {
      name: 'go to and fro',
      operation: '{ trains { notice } }',
      asks: ['track', 'station', 'track', 'station'],
      failsOnStock: true,
      notYet: true,
    },
    { name: 'go no further than they must', operation: '{ trains { late } }', asks: ['track', 'station'] },
    {
      name: 'give each its part',
      operation: '{ trains { notice late blame delay id } }',
      failsOnStock: true,
      notYet: true,
    },
  ],
  generated: { seed: 72, count: 10, notYet: true },
});

const withTrace = (definition: string, field: string) => ({
  sdl: `
    extend schema
      @link(url: "https://specs.example/trace/v1.0", import: ["@trace"])
      @composeDirective(name: "@trace")
    directive @trace${definition} on FIELD
    enum Level { LOW HIGH }
    type Query { ${field}: String }
  `,
  resolvers: { Query: { [field]: () => field } },
});

describeFederation('a directive for clients that all subgraphs declare', {
  graph: { subgraphs: { a: withTrace('(level: Level!)', 'one'), b: withTrace('(level: Level! = LOW)', 'two') } },
  cases: [
    {
      name: 'may be used, and a subgraph is not asked with less than it needs',
      operation: '{ one @trace two @trace }',
      data: { one: 'one', two: 'two' },
      failsOnStock: true,
    },
    {
      name: 'may be used with its arguments',
      operation: '{ one @trace(level: HIGH) two @trace(level: LOW) }',
      data: { one: 'one', two: 'two' },
      failsOnStock: true,
    },
    {
      name: 'is held to its definition',
      operation: '{ one @trace(level: NONE) }',
      data: null,
      errors: [{ code: 'GRAPHQL_VALIDATION_FAILED' }],
    },
  ],
});

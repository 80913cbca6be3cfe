import { describeFederation } from './support/describeFederation';
import type { Graph } from './support/graph';

const warehouses = [
  { id: 'w1', city: 'Kiel', geo: { lat: 54, long: 10 }, codes: ['k1', 'k2'] },
  { id: 'w2', city: 'Bonn', geo: { lat: 50, long: 7 }, codes: [] },
];
const items = [
  { sku: 's1', id: 'i1', title: 'Lamp', grams: 0, fragile: false, note: '', warehouse: warehouses[0] },
  { sku: 's2', id: 'i2', title: 'Rug', grams: 900, fragile: true, note: null, warehouse: warehouses[1] },
  { sku: 's3', id: 'i3', title: 'Sofa', grams: 40_000, fragile: false, note: 'two carriers', warehouse: null },
];
const itemBy = (key: Partial<(typeof items)[0]>) =>
  items.find((item) => item.id === key.id || item.sku === key.sku) ?? null;
const pairs = items.map((item, index) => ({ left: item, right: items[(index + 1) % items.length], rank: index }));

/** Four subgraphs know an item, by other keys: whoever goes from the first to the last passes through the third. */
const severalKeys: Graph = {
  argumentValues: { sku: ['s1', 's3', 'nowhere'] },
  subgraphs: {
    shop: {
      sdl: `
        type Query { items: [Item!]! item(sku: String!): Item pairs: [Pair!]! grid: [[Item]] }
        type Item @key(fields: "sku") { sku: String! title: String! }
        type Pair @key(fields: "left { sku } right { sku }") { left: Item! right: Item! }
      `,
      resolvers: {
        Query: {
          items: () => items.map(({ sku, title }) => ({ sku, title })),
          item: (_: never, { sku }: { sku: string }) => itemBy({ sku }),
          pairs: () => pairs,
          grid: () => [[items[0], null], [], [items[2], items[0]], null],
        },
        Item: { __resolveReference: itemBy },
      },
    },
    register: {
      sdl: `type Item @key(fields: "sku") @key(fields: "id") { sku: String! id: ID! }`,
      resolvers: { Item: { __resolveReference: itemBy } },
    },
    freight: {
      sdl: `
        type Item @key(fields: "id") { id: ID! grams: Int fragile: Boolean note: String warehouse: Warehouse }
        type Warehouse @key(fields: "id geo { lat long }") { id: ID! geo: Geo }
        type Geo @shareable { lat: Int long: Int }
      `,
      resolvers: { Item: { __resolveReference: itemBy } },
    },
    places: {
      sdl: `
        type Warehouse @key(fields: "id geo { lat long }") { id: ID! geo: Geo city: String codes: [String] }
        type Geo @shareable { lat: Int long: Int }
        type Pair @key(fields: "left { sku } right { sku }") { left: Item! @external right: Item! @external rank: Int }
        type Item @key(fields: "sku", resolvable: false) { sku: String! }
      `,
      resolvers: {
        Warehouse: {
          __resolveReference: ({ id, geo }: { id: string; geo: { lat: number; long: number } }) =>
            warehouses.find((one) => one.id === id && one.geo.lat === geo.lat && one.geo.long === geo.long) ?? null,
        },
        Pair: {
          __resolveReference: ({ left, right }: { left: { sku: string }; right: { sku: string } }) =>
            pairs.find((pair) => pair.left.sku === left.sku && pair.right?.sku === right.sku) ?? null,
        },
      },
    },
  },
  monolith: {
    Query: {
      items: () => items,
      item: (_: never, { sku }: { sku: string }) => itemBy({ sku }),
      pairs: () => pairs,
      grid: () => [[items[0], null], [], [items[2], items[0]], null],
    },
  },
};

describeFederation('an entity with several keys', {
  graph: severalKeys,
  cases: [
    { name: 'is joined by one key', operation: '{ items { title id } }' },
    { name: 'is joined over two keys', operation: '{ items { title grams } }' },
    { name: 'keeps 0, false, "" and null apart', operation: '{ items { grams fragile note } }' },
    { name: 'is joined though its key was not asked for', operation: '{ item(sku: "s1") { note } }' },
    { name: 'shows its key once, under the alias it was asked for', operation: '{ items { code: sku id: title } }' },
    { name: 'is null where there is none', operation: '{ item(sku: "nowhere") { title grams } }' },
    {
      name: 'takes its key from variables',
      operation: 'query ($s: String!) { item(sku: $s) { id } }',
      variables: { s: 's2' },
    },
    { name: 'is reached by a key with an object in it', operation: '{ items { warehouse { city codes } } }' },
    { name: 'is reached by a key of whole entities', operation: '{ pairs { rank left { title } right { grams } } }' },
    { name: 'is joined inside lists of lists, with holes', operation: '{ grid { id grams warehouse { city } } }' },
    {
      name: 'is asked for once where it stands several times',
      operation: '{ one: item(sku: "s1") { grams } two: item(sku: "s1") { grams } items { grams } }',
    },
    {
      name: 'has its fields in the order they were first asked for, wherever they come from',
      operation: '{ items { warehouse { id } grams } items { title warehouse { city id } id grams sku } }',
    },
    {
      name: 'tells its type',
      operation: '{ __typename items { __typename warehouse { __typename geo { __typename } } } }',
    },
  ],
  generated: { seed: 11, count: 30 },
});

describeFederation('a key that is not resolvable', {
  graph: {
    subgraphs: {
      stock: {
        sdl: `
          type Query { bins: [Bin!]! }
          type Bin { label: String! part: Part! }
          type Part
            @key(fields: "serial { maker number }", resolvable: false)
            @key(fields: "id serial { number year }")
            @key(fields: "id", resolvable: false) {
            id: ID!
            serial: Serial!
            name: String! @external
            tag: String! @requires(fields: "name")
          }
          type Serial @shareable { maker: ID! number: ID! year: ID! }
        `,
        resolvers: {
          Query: {
            bins: () => [{ label: 'upper', part: { id: 'p1', serial: { maker: 'm', number: 'n', year: 'y' } } }],
          },
          Part: {
            __resolveReference: ({ id, serial, name }: { id?: string; serial: { year?: string }; name: string }) =>
              id === undefined || serial.year === undefined ? null : { id, serial, name },
            tag: ({ name }: { name: string }) => `tag of ${name}`,
          },
        },
      },
      maker: {
        sdl: `
          type Part @key(fields: "id") @key(fields: "serial { maker number }", resolvable: false) {
            id: ID!
            serial: Serial!
            name: String!
          }
          type Serial @shareable { maker: ID! number: ID! year: ID! }
        `,
        resolvers: {
          Part: {
            __resolveReference: ({ id }: { id: string }) => ({
              id,
              serial: { maker: 'm', number: 'n', year: 'y' },
              name: `part ${id}`,
            }),
          },
        },
      },
    },
  },
  cases: [
    {
      name: 'is never taken where a resolvable one exists',
      operation: '{ bins { part { id name tag } } }',
      data: { bins: [{ part: { id: 'p1', name: 'part p1', tag: 'tag of part p1' } }] },
      failsOnStock: true,
    },
    {
      name: 'is never taken, though only what needs it is asked for',
      operation: '{ bins { label part { tag } } }',
      data: { bins: [{ label: 'upper', part: { tag: 'tag of part p1' } }] },
      failsOnStock: true,
    },
    {
      name: 'does not stand in the way of a resolvable one elsewhere',
      operation: '{ bins { part { name serial { year } } } }',
      data: { bins: [{ part: { name: 'part p1', serial: { year: 'y' } } }] },
    },
  ],
});

import { describeFederation } from './support/describeFederation';
import type { Graph } from './support/graph';

type Priced = { upc: string; title: string; cents: number; grams: number; cm: number };
const goods: readonly Priced[] = [
  { upc: 'u1', title: 'Cup', cents: 100, grams: 0, cm: 8 },
  { upc: 'u2', title: 'Pan', cents: 250, grams: 900, cm: 30 },
];
const priceIn = (cents: number, currency: string) => (currency === 'EUR' ? cents : cents * 2);
const sizeIn = (cm: number, unit: string) => (unit === 'CM' ? cm : cm * 10);
const reviews = [1, 2, 3, 4].map((n) => ({ id: `r${n}`, stars: n, author: { id: `a${n}`, name: `Author ${n}` } }));
const reviewsUpTo = (limit: number) => reviews.slice(0, limit);

/** What each good is to whoever knows all of them: methods are fields with arguments. */
const good = (one: Priced) => ({
  __typename: 'Good',
  ...one,
  price: ({ currency }: { currency: string }) => priceIn(one.cents, currency),
  box: { label: `box ${one.upc}`, size: ({ unit }: { unit: string }) => sizeIn(one.cm, unit) },
  reviews: ({ limit }: { limit: number }) => reviewsUpTo(limit),
  shippingEuro: `${one.cents} EUR, ${one.grams} g`,
  shippingDollar: `${one.cents * 2} USD, ${one.grams} g`,
  fits: `${one.cm} cm`,
  fitsMill: `${one.cm * 10} mm`,
  isHeavy: one.grams > 500,
  advice: one.grams > 500 ? 'two people' : 'one hand',
  critics: 'r1 r2 r3',
  starsOfTwo: 3,
});
const referred = (reference: { upc: string }) => goods.map(good).find(({ upc }) => upc === reference.upc) ?? null;

const arguments_: Graph = {
  argumentValues: { currency: ['EUR', 'USD'], unit: ['CM', 'MM'], limit: [1, 2, 4], upc: ['u1', 'u2', 'none'] },
  subgraphs: {
    catalog: {
      sdl: `
        type Query { goods: [Good!]! good(upc: ID!): Good }
        type Good @key(fields: "upc") {
          upc: ID!
          title: String
          grams: Int
          price(currency: String!): Int
          box: Box
          reviews(limit: Int!): [Review!]!
        }
        type Box { label: String size(unit: String!): Int }
        type Review @key(fields: "id") { id: ID! stars: Int }
      `,
      resolvers: {
        Query: { goods: () => goods.map(good), good: (_: never, reference: { upc: string }) => referred(reference) },
        Good: { __resolveReference: referred },
        Review: { __resolveReference: ({ id }: { id: string }) => reviews.find((review) => review.id === id) ?? null },
      },
    },
    freight: {
      sdl: `
        type Good @key(fields: "upc") {
          upc: ID!
          grams: Int @external
          price(currency: String!): Int @external
          box: Box @external
          reviews(limit: Int!): [Review!]! @external
          shippingEuro: String @requires(fields: "grams price(currency: \\"EUR\\")")
          shippingDollar: String @requires(fields: "price(currency: \\"USD\\") grams")
          fits: String @requires(fields: "box { size(unit: \\"CM\\") }")
          fitsMill: String @requires(fields: "box { size(unit: \\"MM\\") }")
          isHeavy: Boolean @requires(fields: "grams")
          critics: String @requires(fields: "reviews(limit: 3) { id }")
          starsOfTwo: Int @requires(fields: "reviews(limit: 2) { stars }")
        }
        type Box @external { size(unit: String!): Int }
        type Review @key(fields: "id", resolvable: false) { id: ID! stars: Int @external }
      `,
      resolvers: {
        Good: {
          __resolveReference: (reference: unknown) => reference,
          shippingEuro: ({ grams, price }: { grams: number; price: number }) => `${price} EUR, ${grams} g`,
          shippingDollar: ({ grams, price }: { grams: number; price: number }) => `${price} USD, ${grams} g`,
          fits: ({ box }: { box: { size: number } }) => `${box.size} cm`,
          fitsMill: ({ box }: { box: { size: number } }) => `${box.size} mm`,
          isHeavy: ({ grams }: { grams: number }) => grams > 500,
          critics: (own: { reviews: { id: string }[] }) => own.reviews.map(({ id }) => id).join(' '),
          starsOfTwo: (own: { reviews: { stars: number }[] }) => own.reviews.reduce((sum, { stars }) => sum + stars, 0),
        },
      },
    },
    advice: {
      sdl: `
        type Good @key(fields: "upc") {
          upc: ID!
          isHeavy: Boolean @external
          advice: String @requires(fields: "isHeavy")
        }
      `,
      resolvers: {
        Good: {
          __resolveReference: (reference: unknown) => reference,
          advice: ({ isHeavy }: { isHeavy: boolean }) => (isHeavy ? 'two people' : 'one hand'),
        },
      },
    },
    people: {
      sdl: `
        type Review @key(fields: "id") { id: ID! author: Author }
        type Author { id: ID! name: String }
      `,
      resolvers: {
        Review: { __resolveReference: ({ id }: { id: string }) => reviews.find((review) => review.id === id) ?? null },
      },
    },
  },
  monolith: {
    Query: { goods: () => goods.map(good), good: (_: never, reference: { upc: string }) => referred(reference) },
  },
};

describeFederation('a field that requires others', {
  graph: arguments_,
  cases: [
    { name: 'is given them though nobody asked for them', operation: '{ goods { isHeavy } }' },
    { name: 'is given 0', operation: '{ good(upc: "u1") { shippingEuro grams } }' },
    { name: 'may be required itself', operation: '{ goods { advice } }' },
    { name: 'is given a field with the arguments it names', operation: '{ goods { shippingDollar } }' },
    {
      name: 'is given its own arguments, though the client asks for the same field with others',
      operation: '{ goods { shippingEuro price(currency: "USD") } }',
      failsOnStock: true,
    },
    {
      name: 'leaves the client the answer to its own arguments, in whatever order',
      operation: '{ goods { price(currency: "EUR") shippingDollar } }',
      failsOnStock: true,
    },
    {
      name: 'is not confused by an alias of the name it requires',
      operation: '{ goods { price: title grams: upc shippingEuro isHeavy } }',
      failsOnStock: true,
    },
    {
      name: 'is not confused by an alias of that very field',
      operation: '{ goods { price: price(currency: "USD") shippingEuro two: price(currency: "EUR") } }',
      failsOnStock: true,
    },
    {
      name: 'is not confused by arguments in variables',
      operation: 'query ($c: String = "USD") { goods { shippingEuro price(currency: $c) } }',
      failsOnStock: true,
    },
    {
      name: 'is not confused by arguments in fragments',
      operation:
        '{ goods { ...A ...B shippingEuro } } fragment A on Good { price(currency: "USD") } fragment B on Good { price(currency: "USD") upc }',
      failsOnStock: true,
    },
    {
      name: 'is given its own arguments where another requires the same field with others',
      operation: '{ goods { shippingEuro shippingDollar } }',
      failsOnStock: true,
    },
    {
      name: 'is given its own arguments below an object, too',
      operation: '{ goods { fits fitsMill box { size(unit: "MM") label } } }',
      failsOnStock: true,
    },
    {
      name: 'is given lists of its own length where another and the client want other lengths',
      operation: '{ goods { critics starsOfTwo reviews(limit: 1) { id stars author { name } } } }',
      failsOnStock: true,
    },
    {
      name: 'is given everything of all of these at once',
      operation:
        '{ goods { advice shippingEuro shippingDollar fits fitsMill critics starsOfTwo title price(currency: "USD") } }',
      failsOnStock: true,
    },
    {
      name: 'is left out, with what it requires, when it is skipped',
      operation: 'query ($no: Boolean!) { goods { title shippingEuro @include(if: $no) } }',
      variables: { no: false },
      asks: ['catalog'],
    },
  ],
  generated: { seed: 21, count: 30 },
});

const media = [
  { __typename: 'Film', id: 'f1', minutes: 90, owner: { __typename: 'Studio', id: 'o1', country: 'IT' } },
  { __typename: 'Song', id: 's1', seconds: 200, owner: { __typename: 'Singer', id: 'o2', stage: 'Lo' } },
];
const shelves = [
  { id: 'sh1', media },
  { id: 'sh2', media: [] },
];
const shelfOf = ({ id }: { id: string }) => shelves.find((shelf) => shelf.id === id) ?? null;
type Medium = { minutes?: number; seconds?: number; owner: { country?: string; stage?: string } };
const summaryOf = (of: readonly Medium[]) =>
  of.map(({ minutes, seconds, owner }) => `${minutes ?? seconds} ${owner.country ?? owner.stage}`).join(', ');

describeFederation('a field that requires members of unions and interfaces', {
  graph: {
    subgraphs: {
      library: {
        sdl: `
          type Query { shelves: [Shelf!]! }
          type Shelf @key(fields: "id") { id: ID! media: [Medium!]! }
          union Medium = Film | Song
          type Film { id: ID! minutes: Int owner: Owner! }
          type Song { id: ID! seconds: Int owner: Owner! }
          interface Owner { id: ID! }
          type Studio implements Owner { id: ID! country: String }
          type Singer implements Owner { id: ID! stage: String }
        `,
        resolvers: { Query: { shelves: () => shelves }, Shelf: { __resolveReference: shelfOf } },
      },
      reports: {
        sdl: `
          type Shelf @key(fields: "id") {
            id: ID!
            media: [Medium!]! @external
            summary: String @requires(fields: """media {
              ... on Film { minutes owner { ... on Studio { country } ... on Singer { stage } } }
              ... on Song { seconds owner { ... on Studio { country } ... on Singer { stage } } }
            }""")
          }
          union Medium = Film | Song
          type Film @external { minutes: Int owner: Owner! }
          type Song @external { seconds: Int owner: Owner! }
          interface Owner { id: ID! }
          type Studio implements Owner @external { id: ID! country: String }
          type Singer implements Owner @external { id: ID! stage: String }
        `,
        resolvers: {
          Shelf: {
            __resolveReference: (reference: unknown) => reference,
            summary: (own: { media: Medium[] }) => summaryOf(own.media),
          },
        },
      },
    },
    monolith: {
      Query: { shelves: () => shelves.map((shelf) => ({ ...shelf, summary: summaryOf(shelf.media as Medium[]) })) },
    },
  },
  cases: [
    { name: 'is given what each of them has', operation: '{ shelves { summary } }' },
    {
      name: 'is given it beside what the client asks of them',
      operation: '{ shelves { media { __typename ... on Film { owner { id } } ... on Song { id } } summary } }',
    },
    {
      name: "is not confused by aliases in the client's fragments",
      operation:
        '{ shelves { summary media { ... on Film { minutes: id } ... on Song { seconds: id owner: __typename } } } }',
      failsOnStock: true,
    },
  ],
  generated: { seed: 22, count: 20 },
});

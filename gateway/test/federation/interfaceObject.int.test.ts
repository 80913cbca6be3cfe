import { describeFederation } from './support/describeFederation';
import type { Graph } from './support/graph';

const media = [
  {
    __typename: 'Film',
    id: 'm1',
    title: 'Dune',
    minutes: 0,
    rating: 4,
    reviews: [
      { stars: 5, of: 'm1' },
      { stars: 3, of: 'm1' },
    ],
    label: 'Dune (4)',
  },
  { __typename: 'Album', id: 'm2', title: '', tracks: 12, rating: 0, reviews: [], label: ' (0)' },
];
const mediumOf = (reference: { id: string }) => media.find(({ id }) => id === reference.id) ?? null;
const ratingOf = ({ id }: { id: string }) => {
  const medium = mediumOf({ id });
  return medium && { id, rating: medium.rating, reviews: medium.reviews };
};
const complete = (medium: (typeof media)[number] | null): unknown =>
  medium && {
    ...medium,
    reviews: () => medium.reviews.map(({ stars, of }) => ({ stars, of: complete(mediumOf({ id: of })) })),
  };
const top = () => complete(media[1] ?? null);

const graph: Graph = {
  argumentValues: { id: ['m1', 'm2', 'none'] },
  subgraphs: {
    archive: {
      sdl: `
        type Query { media: [Medium!]! medium(id: ID!): Medium films: [Film!]! }
        interface Medium @key(fields: "id") { id: ID! title: String }
        type Film implements Medium @key(fields: "id") { id: ID! title: String minutes: Int }
        type Album implements Medium @key(fields: "id") { id: ID! title: String tracks: Int }
      `,
      resolvers: {
        Query: {
          media: () => media,
          medium: (_: never, key: { id: string }) => mediumOf(key),
          films: () => [media[0]],
        },
        Medium: { __resolveReference: mediumOf },
        Film: { __resolveReference: mediumOf },
        Album: { __resolveReference: mediumOf },
      },
    },
    ratings: {
      sdl: `
        type Query { top: Medium rated: [Medium] }
        type Medium @key(fields: "id") @interfaceObject { id: ID! rating: Int reviews: [Review!]! }
        type Review { stars: Int of: Medium }
      `,
      resolvers: {
        Query: {
          top: () => ({ id: 'm2', rating: 0, reviews: [] }),
          rated: () => [ratingOf({ id: 'm1' }), null, ratingOf({ id: 'm2' })],
        },
        Medium: { __resolveReference: ratingOf },
        Review: { of: (review: { of: string }) => ratingOf({ id: review.of }) },
      },
    },
    labels: {
      sdl: `
        type Medium @key(fields: "id") @interfaceObject {
          id: ID!
          title: String @external
          rating: Int @external
          label: String @requires(fields: "title rating")
        }
      `,
      resolvers: {
        Medium: {
          __resolveReference: (reference: unknown) => reference,
          label: ({ title, rating }: { title: string; rating: number }) => `${title} (${rating})`,
        },
      },
    },
  },
  monolith: {
    Query: {
      media: () => media.map(complete),
      medium: (_: never, key: { id: string }) => complete(mediumOf(key)),
      films: () => [complete(media[0] ?? null)],
      top,
      rated: () => [complete(media[0] ?? null), null, complete(media[1] ?? null)],
    },
  },
};

describeFederation('an interface that is an object elsewhere', {
  graph,
  cases: [
    { name: "has that object's fields in all its types", operation: '{ media { title rating } }' },
    { name: 'has them in one of its types', operation: '{ films { minutes rating reviews { stars } } }' },
    { name: 'has them in a fragment of one type only', operation: '{ media { id ... on Album { rating tracks } } }' },
    { name: 'is found from the object, with its type', operation: '{ top { __typename id title } }' },
    {
      name: 'is found from the object in a fragment',
      operation: '{ top { ... on Film { minutes } ... on Album { tracks } } }',
    },
    {
      name: 'needs nobody else for what the object has',
      operation: '{ rated { id rating } }',
      asks: ['ratings'],
    },
    { name: 'requires fields of the interface and of the object', operation: '{ media { label } films { label } }' },
    {
      name: 'leads back to itself',
      operation: '{ rated { reviews { stars of { __typename title label ... on Film { minutes } } } } }',
    },
    {
      name: "keeps its type when the object's fields come later",
      operation: '{ films { __typename rating title } }',
      failsOnStock: true,
    },
    {
      name: 'keeps its type beside fields that need it',
      operation: '{ films { rating label __typename } films { title } }',
      failsOnStock: true,
    },
    {
      name: 'requires fields for one of its types, from the object',
      operation: '{ top { id ... on Album { label } } }',
      failsOnStock: true,
    },
    {
      name: 'is itself inside of one of its types',
      operation: '{ rated { title ... on Film { ... on Medium { label } } } }',
      failsOnStock: true,
    },
    {
      name: 'may be skipped with what its types add',
      operation: 'query ($no: Boolean!) { films { label } top @include(if: $no) { rating ... on Album { label } } }',
      variables: { no: false },
      failsOnStock: true,
    },
    {
      name: 'may have what one of its types adds skipped',
      operation:
        'query ($no: Boolean!) { rated { title ... on Album @include(if: $no) { label } ... on Film @skip(if: $no) { label } } }',
      variables: { no: false },
      failsOnStock: true,
    },
    { name: 'is null where there is none', operation: '{ medium(id: "none") { rating } }' },
  ],
  generated: { seed: 41, count: 30 },
});

describeFederation('an interface whose object cannot be entered', {
  graph: {
    subgraphs: {
      first: {
        sdl: `interface Node @key(fields: "id") { id: ID! } type Query { node: Node alone: String }`,
        resolvers: { Query: { node: () => ({ __typename: 'Node', id: 'n1' }), alone: () => 'alone' } },
      },
      second: {
        sdl: `
          type Node @key(fields: "id", resolvable: false) @interfaceObject { id: ID! field: String }
          type Query { second: Node }
        `,
        resolvers: { Query: { second: () => ({ id: 'n2', field: 'f' }) } },
      },
    },
  },
  cases: [
    {
      name: 'has its fields where they are',
      operation: '{ second { id field } }',
      data: { second: { id: 'n2', field: 'f' } },
    },
    {
      name: 'is an error where they cannot be reached, not a silent null',
      operation: '{ node { field } }',
      data: null,
      errors: [{}],
      failsOnStock: true,
    },
  ],
});

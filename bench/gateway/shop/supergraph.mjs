import { readFileSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphqlSync, parse } from 'graphql';
import { products, reviews, shippingCents, users } from './data.mjs';

export const subgraphNames = ['users', 'products', 'reviews', 'inventory'];

const typeDefsOf = (name) => parse(readFileSync(new URL(`schema/${name}.graphql`, import.meta.url), 'utf8'));
const first = (list) => (_root, args) => list.slice(0, args.first);
const userOf = new Map(users.map((user) => [user.id, user]));
const productOf = new Map(products.map((product) => [product.sku, product]));
const reviewOf = new Map(reviews.map((review) => [review.id, review]));
const user = { __resolveReference: ({ id }) => userOf.get(id) };
const product = { __resolveReference: ({ sku }) => productOf.get(sku) };

/** A schema hides what is not its own, so all four resolve to the same things; only what inventory needs must be sent. */
const resolvers = {
  users: { Query: { members: first(users) }, User: user },
  products: { Query: { bestSellers: first(products) }, Product: product },
  reviews: {
    User: user,
    Product: product,
    Review: { __resolveReference: ({ id }) => reviewOf.get(id) },
  },
  inventory: {
    Product: {
      __resolveReference: (reference) => ({ ...reference, inStock: productOf.get(reference.sku).inStock }),
      shippingCents,
    },
  },
};

/** The schema that one of the four serves. */
export function subgraphSchema(name) {
  return buildSubgraphSchema({ typeDefs: typeDefsOf(name), resolvers: resolvers[name] });
}

/**
 * The composed supergraph's SDL.
 * @param {(name: string) => string} urlOf where each subgraph answers
 * @throws Error with what does not compose
 */
export function composeSupergraph(urlOf) {
  const services = subgraphNames.map((name) => ({ name, url: urlOf(name), typeDefs: typeDefsOf(name) }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

/** What an operation must answer, by one schema over everything that knows nothing of federation. */
export function expectedAnswers(supergraphSdl, operations) {
  const schema = Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema();
  for (const { Query = {} } of Object.values(resolvers)) {
    for (const [field, resolve] of Object.entries(Query)) schema.getQueryType().getFields()[field].resolve = resolve;
  }
  schema.getType('Product').getFields().shippingCents.resolve = shippingCents;
  return operations.map((source) => {
    const { data, errors } = graphqlSync({ schema, source });
    if (errors !== undefined) throw errors[0];
    return { data: JSON.parse(JSON.stringify(data)) };
  });
}

import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper';
import { type GraphQLSchema, isTypeDefinitionNode, parse } from 'graphql';
import { decimalOf, exponentOf, type Money } from '../money';
import { scalars } from './scalars';
import { answerDomainErrorsAsData } from './userErrors';

/** Resolvers of one subgraph by type and field, as the generated `Resolvers` type of that subgraph has them. */
export type ResolverMap = Readonly<Record<string, unknown>>;

/** Resolvers of the common part of every schema. */
const commonResolvers: ResolverMap = {
  ...scalars,
  UserError: { __resolveType: (error: { __typename: string }) => error.__typename },
  Money: {
    exponent: ({ currency }: Money) => exponentOf(currency),
    decimal: (amount: Money) => decimalOf(amount),
  },
};

/** The executable schema of a subgraph: its complete, generated SDL with its own and the common resolvers. */
export function buildSchema(schemaFile: string, resolvers: ResolverMap): GraphQLSchema {
  const typeDefs = parse(readFileSync(schemaFile, 'utf8'));
  const defined = new Set(typeDefs.definitions.filter(isTypeDefinitionNode).map(({ name }) => name.value));
  const common = Object.fromEntries(Object.entries(commonResolvers).filter(([name]) => defined.has(name)));
  const schema = buildSubgraphSchema({
    typeDefs,
    resolvers: { ...common, ...resolvers } as GraphQLResolverMap<unknown>,
  });
  answerDomainErrorsAsData(schema);
  return schema;
}

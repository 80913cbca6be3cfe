import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals';
import { execute, type GraphQLSchema, isObjectType, parse } from 'graphql';
import type { Resolvers } from './graph';

/** The whole schema behind one server: what an operation must be answered with, however its fields are spread. */
export interface Monolith {
  readonly schema: GraphQLSchema;
  answer(operation: string, variables?: Record<string, unknown>): Promise<unknown>;
}

export function createMonolith(supergraphSdl: string, resolvers: Resolvers): Monolith {
  const supergraph = Supergraph.build(supergraphSdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });
  const schema = supergraph.apiSchema().toGraphQLJSSchema();
  for (const [typeName, fields] of Object.entries(resolvers)) {
    const type = schema.getType(typeName);
    if (!isObjectType(type)) throw new Error(`${typeName} is no object of the API schema`);
    for (const [name, resolve] of Object.entries(fields)) {
      const field = type.getFields()[name];
      if (field === undefined) throw new Error(`${typeName}.${name} is not in the API schema`);
      field.resolve = resolve as never;
    }
  }
  return {
    schema,
    answer: async (operation, variableValues = {}) => {
      const { data, errors } = await execute({ schema, document: parse(operation), variableValues });
      if (errors !== undefined) throw new Error(`The monolith fails, too: ${errors[0]?.message}`);
      return data;
    },
  };
}

import type { GraphQLDataSource } from '@apollo/gateway/dist/datasources/types';
import { type ExecutionResult, GraphQLError } from 'graphql';
import type { RequestContext } from '../context';
import type { SubgraphAccess } from './subgraphAccess';
import { unavailable } from './subgraphErrors';

/** One subgraph as the plan executor sees it. */
export function subgraphSource(
  subgraph: string,
  subgraphs: SubgraphAccess,
  context: RequestContext,
): GraphQLDataSource {
  return {
    async process({ request }) {
      const { query = '', operationName, variables } = request;
      const { data, errors } = await subgraphs.execute(subgraph, { query, operationName, variables }, context);
      if (data && variables?.['representations'] && !isEntities(data['_entities'], variables['representations'])) {
        return { errors: [unavailable()] };
      }
      return { ...(data === undefined ? {} : { data }), ...(errors === undefined ? {} : { errors }) };
    },
  };
}

/** One object, or null, for each entity that was asked for: anything else would be put in the wrong place. */
function isEntities(entities: unknown, representations: readonly unknown[]): boolean {
  return (
    Array.isArray(entities) &&
    entities.length === representations.length &&
    entities.every((entity) => typeof entity === 'object' && !Array.isArray(entity))
  );
}

/** An event of a subscription, which the plan's first fetch then finds as its answer. */
export function eventSource({ data, errors }: Pick<ExecutionResult, 'data' | 'errors'>): GraphQLDataSource {
  return {
    process: async () => ({
      data: data ?? null,
      ...(errors === undefined ? {} : { errors: errors.map(formatted) }),
    }),
  };
}

function formatted(error: GraphQLError | { message: string }): { message: string } {
  return error instanceof GraphQLError ? error.toJSON() : error;
}

import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';

export interface StockAnswer {
  readonly data: Record<string, unknown> | null | undefined;
  readonly errors: readonly GraphQLFormattedError[];
}

export interface StockGateway {
  ask(operation: string, variables?: Record<string, unknown>): Promise<StockAnswer>;
  stop(): Promise<void>;
}

/** `@apollo/gateway` as it comes, over the same subgraphs. It shows which of our cases it gets wrong. */
export async function startStockGateway(supergraphSdl: string): Promise<StockGateway> {
  const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };
  const server = new ApolloServer({
    gateway: new ApolloGateway({ supergraphSdl, logger: silent }),
    logger: silent,
    stopOnTerminationSignals: false,
  });
  await server.start();
  return {
    ask: async (query, variables = {}) => {
      const { body } = await server.executeOperation({ query, variables });
      if (body.kind !== 'single') throw new Error('The stock gateway answers at once');
      const { data, errors = [] } = body.singleResult;
      return { data, errors };
    },
    stop: () => server.stop(),
  };
}

function ignore(): void {}

import type { BaseContext } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import { createIdentityVerifier } from '../auth';
import type { Logger } from '../logging';
import { buildSchema, type ResolverMap } from './buildSchema';
import type { ContextRequest } from './contextRequest';
import { eventResults } from './eventResults';
import { createHttpServer } from './httpServer';
import { createOperations } from './operations';
import { askDependencies, type Dependencies } from './readiness';
import type { Subgraph } from './subgraph';

export interface SubgraphOptions<Context extends BaseContext> {
  readonly name: string;
  /** The generated, complete schema. */
  readonly schemaFile: string;
  readonly resolvers: ResolverMap;
  readonly createContext: (request: ContextRequest) => Context;
  readonly identitySecret: string;
  readonly logger: Logger;
  /** What must answer for the subgraph to be ready; each resolves, or rejects. */
  readonly dependencies: Dependencies;
  /** Adds plain HTTP routes. A route needs the identity too, unless its `config` says `{ isOpen: true }`. */
  readonly routes?: (app: FastifyInstance) => void;
  /** Closes what the subgraph opened, after the last request. */
  readonly onStop: () => Promise<void>;
}

/** Puts a subgraph together from its schema and resolvers. It serves in process at once, and over HTTP after `listen`. */
export async function createSubgraph<Context extends BaseContext>(
  options: SubgraphOptions<Context>,
): Promise<Subgraph> {
  const { name, logger, createContext, dependencies } = options;
  const schema = buildSchema(options.schemaFile, options.resolvers);
  const verifyIdentity = createIdentityVerifier(options.identitySecret, name);
  const serving = { schema, createContext, verifyIdentity, logger };
  const operations = createOperations<Context>(serving);
  await operations.start();

  const callable = {
    schema,
    execute: operations.execute,
    subscribe: (request: Parameters<Subgraph['subscribe']>[0]) => eventResults(serving, request),
    ready: () => askDependencies(dependencies),
  };
  const http = await createHttpServer({ ...callable, verifyIdentity, logger, routes: options.routes });
  return {
    name,
    ...callable,
    handleRoute: http.handleRoute,
    listen: http.listen,
    stop: async () => {
      await http.stop();
      await operations.stop();
      await options.onStop();
    },
  };
}

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  type ExecutionArgs,
  type ExecutionResult,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  parse,
} from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { identityHeader } from '../auth';
import type { Logger } from '../logging';
import type { Subgraph, SubgraphRequest } from './subgraph';

export interface SocketServer {
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): Promise<void>;
}

interface SocketServerOptions extends Pick<Subgraph, 'subscribe' | 'schema'> {
  readonly logger: Logger;
}

/**
 * Subscriptions over graphql-ws. The upgrade was let in by the gateway's own identity; each subscription then carries
 * the identity of its caller in `extensions.identity`, so that one socket serves many callers.
 */
export function createSocketServer({ subscribe, schema, logger }: SocketServerOptions): SocketServer {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024 * 1024 });
  const served = useServer(
    {
      schema,
      onSubscribe: (_context, _id, payload) => executionArgsOf(schema, payload),
      subscribe: (args: ExecutionArgs) => subscribe(args.contextValue as SubgraphRequest),
      execute: (): ExecutionResult => ({ data: null }),
      // Errors are in the form that is sent already; the library would ask each for its toJSON.
      onNext: (_context, _id, _payload, _args, result) => result as FormattedExecutionResult,
      onError: (_context, _id, _payload, errors) => {
        logger.debug({ errorCount: errors.length }, 'a subscription was refused');
      },
    },
    sockets,
  );
  return {
    accept: (request, socket, head) =>
      sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request)),
    close: async () => {
      await served.dispose();
    },
  };
}

/** What graphql-ws passes on to `subscribe`; the document only tells it that this is a subscription. */
function executionArgsOf(schema: GraphQLSchema, payload: SubscribePayload): ExecutionArgs | readonly GraphQLError[] {
  const { query, operationName, variables, extensions } = payload;
  const identity = extensions?.['identity'];
  const request: SubgraphRequest = {
    query,
    operationName: operationName ?? undefined,
    variables: variables ?? undefined,
    headers: typeof identity === 'string' ? { [identityHeader]: identity } : {},
  };
  try {
    return { schema, document: parse(query), operationName: request.operationName, contextValue: request };
  } catch (error) {
    return [new GraphQLError((error as Error).message)];
  }
}

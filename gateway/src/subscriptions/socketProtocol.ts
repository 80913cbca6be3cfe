import { randomUUID } from 'node:crypto';
import type { Logger } from '@marquee/shared/logging';
import {
  type ExecutionArgs,
  type ExecutionResult,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  parse,
} from 'graphql';
import { makeServer, type Server, type SubscribePayload } from 'graphql-ws';
import type { RequestContext } from '../context';
import { observed } from './observed';
import { OperationRefused, operationStream } from './operationStream';
import type { SocketLimits } from './socketLimits';
import type { SocketOperations } from './socketOperations';
import type { SocketSession } from './socketSession';
import type { SocketOperation } from './subscribeOperation';

export interface SocketProtocolOptions {
  readonly operations: SocketOperations;
  readonly currentSchema: () => GraphQLSchema;
  readonly limits: SocketLimits;
  readonly logger: Logger;
}

type StartOperation = SocketOperations['subscribe'];

interface AskedOperation {
  readonly operation: SocketOperation;
  readonly session: SocketSession;
}

/** The graphql-ws protocol, with this gateway's pipeline in the places where the library would run a schema. */
export function createSocketProtocol(options: SocketProtocolOptions): Server<SocketSession> {
  const { operations, limits, logger } = options;

  function run({ contextValue }: ExecutionArgs, start: StartOperation) {
    const { operation, session } = contextValue as AskedOperation;
    const results = operationStream((signal) => {
      const context = contextOf(session, signal);
      const isStillSignedIn = () => session.isStillSignedIn();
      return observed(() => start(operation, context, isStillSignedIn), { operation, context, logger });
    });
    // The library's type knows `data` as any object, ours as the one that is sent.
    return results as AsyncIterableIterator<ExecutionResult>;
  }

  return makeServer<Record<string, unknown> | undefined, SocketSession>({
    connectionInitWaitTimeout: limits.initTimeoutMs,
    onConnect: ({ extra, connectionParams }) => extra.signIn(connectionParams),
    onSubscribe({ extra, subscriptions }, _id, payload) {
      if (!extra.isStillSignedIn()) return [refusal('UNAUTHENTICATED', 'The sign-in has ended.')];
      if (Object.keys(subscriptions).length > limits.maxOperations) {
        return [refusal('RATE_LIMITED', `One connection runs at most ${limits.maxOperations} operations at a time.`)];
      }
      return argsOf(options.currentSchema(), payload, extra);
    },
    execute: (args) => run(args, operations.execute),
    subscribe: (args) => run(args, operations.subscribe),
    onNext: (_context, _id, _payload, _args, result) => result as FormattedExecutionResult,
    onError: (_context, _id, _payload, errors) => errors.flatMap(presentable),
  });
}

function argsOf(
  schema: GraphQLSchema,
  { query, operationName, variables }: SubscribePayload,
  session: SocketSession,
): ExecutionArgs | readonly GraphQLError[] {
  const operation: SocketOperation = {
    query,
    operationName: operationName ?? undefined,
    variables: variables ?? undefined,
  };
  try {
    const document = parse(query);
    const contextValue: AskedOperation = { operation, session };
    if (!getOperationAST(document, operationName))
      return [refusal('OPERATION_RESOLUTION_FAILURE', 'No such operation.')];
    return { schema, document, operationName: operation.operationName, contextValue };
  } catch (error) {
    return [refusal('GRAPHQL_PARSE_FAILED', (error as Error).message)];
  }
}

function contextOf({ viewer, headers, clientIp }: SocketSession, signal: AbortSignal): RequestContext {
  return {
    requestId: randomUUID(),
    viewer,
    clientIp,
    headers,
    // The answer of a socket has no headers: what would set a cookie has to come over HTTP.
    responseHeaders: { append: () => undefined },
    signal,
  };
}

function refusal(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code, traceId: randomUUID() } });
}

/** Errors as the client may see them: an operation's are, and the others are ours. */
function presentable(error: GraphQLError): readonly GraphQLFormattedError[] {
  return error.originalError instanceof OperationRefused ? error.originalError.errors : [error.toJSON()];
}

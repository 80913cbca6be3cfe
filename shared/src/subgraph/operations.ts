import { ApolloServer, type BaseContext, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { type GraphQLSchema, getOperationAST, OperationTypeNode, parse } from 'graphql';
import { type Identity, identityHeader } from '../auth';
import { type Logger, logContext, runWithLogContext } from '../logging';
import { CollectedHeaders, type ContextRequest } from './contextRequest';
import { faultOf } from './faultOf';
import { presentError } from './presentError';
import type { SubgraphRequest, SubgraphResponse } from './subgraph';

export interface OperationsOptions<Context extends BaseContext> {
  readonly schema: GraphQLSchema;
  readonly createContext: (request: ContextRequest) => Context;
  readonly verifyIdentity: (token: string | undefined) => Identity;
  readonly logger: Logger;
}

/** Queries and mutations of a subgraph, run by Apollo Server for whoever carries a signed identity. */
export interface Operations {
  execute(request: SubgraphRequest): Promise<SubgraphResponse>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Apollo Server over the schema, for requests that never came over HTTP. `start` before the first `execute`. */
export function createOperations<Context extends BaseContext>(options: OperationsOptions<Context>): Operations {
  const { schema, logger } = options;
  const server = new ApolloServer<Context>({
    schema,
    logger,
    introspection: false,
    persistedQueries: false,
    csrfPrevention: false,
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    formatError: (formatted, thrown) => presentError(formatted, thrown, requestIdInLog(), logger),
    plugins: [
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  return {
    start: () => server.start(),
    stop: () => server.stop(),
    execute: (request) => executeFor(server, options, request),
  };
}

function requestIdInLog(): string | undefined {
  const { requestId } = logContext();
  return typeof requestId === 'string' ? requestId : undefined;
}

async function executeFor<Context extends BaseContext>(
  server: ApolloServer<Context>,
  options: OperationsOptions<Context>,
  request: SubgraphRequest,
): Promise<SubgraphResponse> {
  let identity: Identity;
  try {
    identity = options.verifyIdentity(request.headers[identityHeader]);
  } catch (error) {
    return refusal(error);
  }
  if (isSubscription(request)) return badRequest('Subscriptions are served over websocket.');
  return runWithLogContext({ requestId: identity.requestId }, () => execute(server, options, request, identity));
}

async function execute<Context extends BaseContext>(
  server: ApolloServer<Context>,
  options: OperationsOptions<Context>,
  request: SubgraphRequest,
  identity: Identity,
): Promise<SubgraphResponse> {
  const startedAt = performance.now();
  const responseHeaders = new CollectedHeaders();
  const contextValue = options.createContext({
    identity,
    headers: request.headers,
    responseHeaders,
    signal: request.signal,
  });
  const { query, operationName, variables } = request;
  const response = await server.executeOperation(
    {
      query,
      ...(operationName !== undefined && { operationName }),
      ...(variables !== undefined && { variables }),
      http: { method: 'POST', headers: new HeaderMap(), search: '', body: null },
    },
    { contextValue },
  );
  if (response.body.kind !== 'single') return badRequest('Incremental delivery is not supported.');
  const body = response.body.singleResult;
  options.logger.info(
    { operationName, durationMs: Math.round(performance.now() - startedAt), errorCodes: errorCodesOf(body.errors) },
    'operation',
  );
  return { status: response.http.status ?? 200, headers: responseHeaders.toRecord(), body };
}

function errorCodesOf(errors: SubgraphResponse['body']['errors']): unknown[] | undefined {
  return errors?.map(({ extensions }) => extensions?.['code']);
}

/** Apollo Server would execute a subscription's fields as if they were a query's. Cheap for everything else. */
function isSubscription({ query, operationName }: SubgraphRequest): boolean {
  if (!query.includes('subscription')) return false;
  try {
    return getOperationAST(parse(query), operationName)?.operation === OperationTypeNode.SUBSCRIPTION;
  } catch {
    return false;
  }
}

const internalError = { httpStatus: 500, code: 'INTERNAL_SERVER_ERROR', message: 'Internal server error' };

/** The answer to a request that was not executed. A fault's sentence may be shown; of anything else only that it happened. */
export function refusal(error: unknown): SubgraphResponse {
  const { httpStatus, code, message } = faultOf(error) ?? internalError;
  return { status: httpStatus, headers: {}, body: { errors: [{ message, extensions: { code } }] } };
}

function badRequest(message: string): SubgraphResponse {
  return { status: 400, headers: {}, body: { errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] } };
}

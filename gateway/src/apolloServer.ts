import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GatewayExecutor } from '@apollo/server-gateway-interface';
import { type Logger, logContext } from '@marquee/shared/logging';
import type { ValidationRule } from 'graphql';
import type { RequestContext } from './context';
import { maxComplaints } from './errors/maxComplaints';
import type { PresentError } from './errors/presentError';
import { executeOperation } from './execution/executeOperation';
import type { SubgraphAccess } from './execution/subgraphAccess';
import { FederationGateway, snapshotOf } from './supergraph/federationGateway';
import type { SupergraphSnapshot } from './supergraph/supergraphSnapshot';

export interface ApolloOptions {
  readonly snapshot: SupergraphSnapshot;
  readonly subgraphs: SubgraphAccess;
  readonly presentError: PresentError;
  readonly operationRules: readonly ValidationRule[];
  readonly developerTools: boolean;
  readonly logger: Logger;
}

export interface StartedApollo {
  readonly server: ApolloServer<RequestContext>;
  readonly gateway: FederationGateway;
}

/** Apollo Server's pipeline around our own gateway: it parses, validates and answers; we plan, enforce and execute. */
export async function startApollo(options: ApolloOptions): Promise<StartedApollo> {
  const { developerTools, presentError, logger } = options;
  const gateway = new FederationGateway(options.snapshot, createExecutor(options.subgraphs));
  const server = new ApolloServer<RequestContext>({
    gateway,
    logger: apolloLogger(logger),
    nodeEnv: 'production',
    introspection: developerTools,
    hideSchemaDetailsFromClientErrors: !developerTools,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    validationRules: [...options.operationRules],
    validationOptions: { maxErrors: maxComplaints },
    formatError: (formatted, thrown) => presentError(formatted, thrown, requestIdInLog()),
    plugins: [
      fewErrors,
      logOperations(logger),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await server.start();
  return { server, gateway };
}

function createExecutor(subgraphs: SubgraphAccess): GatewayExecutor {
  return ({ schema, document, request, context }) =>
    executeOperation(
      {
        snapshot: snapshotOf(schema),
        document,
        // As the client sent it: Apollo Server's own is null for one that is not there, and then any would run.
        operationName: request.operationName ?? undefined,
        variables: request.variables ?? {},
        context: context as RequestContext,
      },
      subgraphs,
    );
}

/** After the limit, `graphql` adds an error that says so, which would be one too many. */
const fewErrors: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ response: { body } }) {
        if (body.kind !== 'single') return;
        const { errors } = body.singleResult;
        if (errors?.[0]?.extensions?.code !== 'GRAPHQL_VALIDATION_FAILED') return;
        body.singleResult.errors = errors.slice(0, maxComplaints);
      },
    };
  },
};

/** One line for each operation, over HTTP and websocket alike. */
function logOperations(logger: Logger): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      const startedAt = performance.now();
      return {
        async willSendResponse({ operationName, operation, response: { body } }) {
          const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
          const durationMs = Math.round(performance.now() - startedAt);
          const errorCodes = [...new Set(errors.map(({ extensions }) => extensions?.code))];
          logger.info({ operationName, operationType: operation?.operation, durationMs, errorCodes }, 'operation');
        },
      };
    },
  };
}

function requestIdInLog(): string | undefined {
  const { requestId } = logContext();
  return typeof requestId === 'string' ? requestId : undefined;
}

/** Apollo Server logs texts; what it calls debug and info is of no use to who runs the gateway. */
function apolloLogger(logger: Logger) {
  return {
    debug: (message: string) => logger.debug({ detail: message }, 'apollo server'),
    info: (message: string) => logger.debug({ detail: message }, 'apollo server'),
    warn: (message: string) => logger.warn({ detail: message }, 'apollo server'),
    error: (message: string) => logger.error({ detail: message }, 'apollo server'),
  };
}

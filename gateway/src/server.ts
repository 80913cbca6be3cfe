import type { Logger } from '@marquee/shared/logging';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { StartedApollo } from './apolloServer';
import type { Authenticator } from './auth/authenticate';
import type { GatewayConfig } from './config';
import { errorBody } from './errors/presentError';
import { addHealth } from './health';
import { addCors } from './http/cors';
import { addGraphqlRoute } from './http/graphqlRoute';
import { addHttpErrors } from './http/httpErrors';
import { addPlainRoutes, type PlainRoute } from './http/plainRoutes';
import { requestIdFrom } from './http/requestId';
import type { AnswerClient } from './http/sharedAnswers';
import { registerPages } from './pages';
import type { Transports } from './transport/subgraphTransport';

export interface ServerOptions {
  readonly config: GatewayConfig;
  readonly apollo: StartedApollo;
  readonly authenticator: Authenticator;
  readonly transports: Transports;
  readonly routes: readonly PlainRoute[];
  readonly answerClient: AnswerClient;
  readonly isReady: () => boolean;
  readonly isBehind: () => boolean;
  readonly logger: Logger;
}

const headersTimeoutMs = 10_000;
const bodyTimeoutMs = 15_000;
const keepAliveTimeoutMs = 5_000;
const healthTimeoutMs = 2_000;

/** The public door: every path the gateway answers, in the order a request passes through. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { config, apollo, logger } = options;
  const app = Fastify({
    bodyLimit: config.maxBodyBytes,
    requestTimeout: bodyTimeoutMs,
    keepAliveTimeout: keepAliveTimeoutMs,
    forceCloseConnections: 'idle',
    frameworkErrors: (_error, request, reply) => answerBadPath(request, reply),
    genReqId: ({ headers }) => requestIdFrom(headers['x-request-id']),
  });
  app.server.headersTimeout = headersTimeoutMs;
  // What is not JSON cannot be sent by a page of another site without asking first.
  app.removeContentTypeParser('text/plain');
  addHttpErrors(app, logger);
  addSafeHeaders(app);
  addCors(app, config.allowedOrigins);
  refuseCompressedBodies(app);
  sayGoodbye(app, options.isReady);

  const { transports, isReady, isBehind } = options;
  addHealth(app, { transports, isReady, isBehind, timeoutMs: healthTimeoutMs });
  addGraphqlRoute(app, {
    apollo: apollo.server,
    authenticator: options.authenticator,
    ignoreInvalidCookieFor: config.supergraph.identity?.ignoreInvalidCookieFor ?? [],
    requestTimeoutMs: config.requestTimeoutMs,
    answerClient: options.answerClient,
    logger,
  });
  await addPlainRoutes(app, options.routes);
  if (config.developerTools) {
    app.get('/schema.graphql', async (_request, reply) =>
      reply.type('text/plain; charset=utf-8').send(apollo.gateway.current.apiSdl),
    );
  }
  registerPages(app, { developerTools: config.developerTools, samples: config.supergraph.samples });
  return app;
}

function addSafeHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => setSafeHeaders(request, reply));
}

function setSafeHeaders(request: FastifyRequest, reply: FastifyReply): void {
  reply.header('x-request-id', request.id);
  reply.header('x-content-type-options', 'nosniff');
  reply.header('cache-control', 'no-store');
}

/** A path that cannot be decoded belongs to no route, so no hook has seen the request. */
function answerBadPath(request: FastifyRequest, reply: FastifyReply): void {
  setSafeHeaders(request, reply);
  void reply.code(400).send(errorBody('BAD_REQUEST', 'The path of this request cannot be read.', request.id));
}

/** A small compressed body can unfold into a huge one. */
function refuseCompressedBodies(app: FastifyInstance): void {
  app.addHook('preParsing', async (request) => {
    const encoding = request.headers['content-encoding'];
    if (encoding === undefined || encoding === 'identity') return;
    throw Object.assign(new Error('Compressed request bodies are not accepted'), { statusCode: 415 });
  });
}

/** While stopping, a client that would keep its connection is told to take another, so that nothing holds us up. */
function sayGoodbye(app: FastifyInstance, isReady: () => boolean): void {
  app.addHook('onSend', async (_request, reply) => {
    if (!isReady()) reply.header('connection', 'close');
  });
}

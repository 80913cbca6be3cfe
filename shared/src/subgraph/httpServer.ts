import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type Identity, identityHeader } from '../auth';
import { Unauthenticated } from '../errors';
import type { Logger } from '../logging';
import { refusal } from './operations';
import { keepIdentity } from './routeIdentity';
import { createSocketServer } from './socketServer';
import type { RouteResponse, Subgraph, SubgraphResponse } from './subgraph';

export interface HttpServerOptions extends Pick<Subgraph, 'schema' | 'execute' | 'subscribe' | 'ready'> {
  readonly verifyIdentity: (token: string | undefined) => Identity;
  readonly logger: Logger;
  readonly routes: ((app: FastifyInstance) => void) | undefined;
}

type HttpServer = Pick<Subgraph, 'handleRoute' | 'listen' | 'stop'>;

/** The largest request that the gateway may send: a batch of entity references is longer than a client's query. */
const bodyLimitBytes = 4 * 1024 * 1024;

/** Serves a subgraph to the gateway. Everything but open routes answers 401 without a signed identity. */
export async function createHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const app = Fastify({ bodyLimit: bodyLimitBytes, forceCloseConnections: 'idle' });
  app.addHook('onRequest', guard(options.verifyIdentity));
  let isStopping = false;
  // A request that is in flight when the stop begins leaves its connection idle afterwards: nobody would close it for
  // the 72 s of keep-alive.
  app.addHook('onSend', async (_request, reply) => {
    if (isStopping) reply.header('connection', 'close');
  });
  app.setErrorHandler(answerError(options.logger));
  addHealth(app, options.ready);
  addGraphql(app, options.execute);
  options.routes?.(app);

  const sockets = createSocketServer(options);
  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url !== '/graphql' || !isFromGateway(options.verifyIdentity, request)) {
      socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.accept(request, socket, head);
  });
  await app.ready();

  return {
    handleRoute: async ({ method, url, headers, body }) => {
      const response = await app.inject({ method, url, headers, ...(body !== undefined && { payload: body }) });
      return {
        status: response.statusCode,
        headers: response.headers as RouteResponse['headers'],
        body: response.body,
      };
    },
    listen: async (address) => {
      const url = await app.listen(address);
      return { url, port: Number(new URL(url).port) };
    },
    stop: async () => {
      isStopping = true;
      await sockets.close();
      await app.close();
    },
  };
}

function guard(verifyIdentity: HttpServerOptions['verifyIdentity']) {
  return async (request: FastifyRequest): Promise<void> => {
    if (request.routeOptions.config.isOpen) return;
    keepIdentity(request, verifyIdentity(headersOf(request)[identityHeader]));
  };
}

function isFromGateway(verifyIdentity: HttpServerOptions['verifyIdentity'], request: IncomingMessage): boolean {
  const token = request.headers[identityHeader];
  try {
    verifyIdentity(typeof token === 'string' ? token : undefined);
    return true;
  } catch {
    return false;
  }
}

function addHealth(app: FastifyInstance, ready: Subgraph['ready']): void {
  app.get('/health/live', { config: { isOpen: true } }, async () => ({ status: 'HEALTHY' }));
  app.get('/health/ready', { config: { isOpen: true } }, async (_request, reply) => {
    const readiness = await ready();
    return reply.code(readiness.ready ? 200 : 503).send(readiness);
  });
}

interface GraphqlBody {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Record<string, unknown>;
}

const graphqlBody = {
  type: 'object',
  required: ['query'],
  properties: {
    query: { type: 'string' },
    operationName: { type: ['string', 'null'] },
    variables: { type: ['object', 'null'] },
  },
};

function addGraphql(app: FastifyInstance, execute: Subgraph['execute']): void {
  app.post<{ Body: GraphqlBody }>('/graphql', { schema: { body: graphqlBody } }, async (request, reply) => {
    const { query, operationName, variables } = request.body;
    const response = await execute({
      query,
      operationName: operationName ?? undefined,
      variables: variables ?? undefined,
      headers: headersOf(request),
      signal: signalOf(reply),
    });
    return send(reply, response);
  });
}

function headersOf(request: FastifyRequest): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

/** Aborts when the gateway hangs up before the answer is written. */
function signalOf(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}

function send(reply: FastifyReply, { status, headers, body }: SubgraphResponse): FastifyReply {
  return reply.code(status).headers(headers).header('cache-control', 'no-store').send(body);
}

function answerError(logger: Logger) {
  return (error: Error & { statusCode?: number }, _request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    if (error instanceof Unauthenticated) return send(reply, refusal(error));
    const status = error.statusCode ?? 500;
    if (status >= 500) {
      logger.error({ err: error }, 'a route failed');
      return send(reply, refusal(error));
    }
    const body = { errors: [{ message: error.message, extensions: { code: 'BAD_REQUEST' } }] };
    return send(reply, { status, headers: {}, body });
  };
}

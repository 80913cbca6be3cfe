import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errorBody } from '../errors/presentError';
import { unavailable } from '../execution/subgraphErrors';
import type { RouteConfig } from '../supergraph/supergraphConfig';
import { listedHeaders } from '../transport/forwarding';
import { type RouteAnswer, SubgraphFailure, type SubgraphTransport } from '../transport/subgraphTransport';

export interface PlainRoute extends RouteConfig {
  /** The way to the subgraph, wherever it is by now. */
  readonly send: SubgraphTransport['route'];
  /** States to the subgraph that the gateway passes on a request of somebody who is not signed in, from that address. */
  readonly identityHeaders: (origin: RequestOrigin) => Record<string, string>;
}

/** What is known of whoever calls a plain route. */
export interface RequestOrigin {
  readonly requestId: string;
  readonly clientIp: string;
}

/** Of an answer only these travel back; what a route must say besides belongs into its body. */
const answeredHeaders = ['content-type', 'cache-control', 'pragma', 'etag', 'location', 'retry-after'];

/** Passes configured paths that are no GraphQL to the subgraph they belong to, body and all. */
export async function addPlainRoutes(app: FastifyInstance, routes: readonly PlainRoute[]): Promise<void> {
  await app.register(async (scope) => {
    // A webhook's signature covers its bytes, so the body stays as it came.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    for (const route of routes) {
      scope.route({ method: route.method, url: route.path, handler: (request, reply) => pass(route, request, reply) });
    }
  });
}

async function pass(route: PlainRoute, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const sent = Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
  const headers = {
    ...listedHeaders(['content-type', 'accept', ...route.headers], sent),
    ...route.identityHeaders({ requestId: request.id, clientIp: request.ip }),
    'x-request-id': request.id,
  };
  try {
    const body = typeof request.body === 'string' ? request.body : undefined;
    return send(reply, await route.send({ method: route.method, url: request.url, headers, body }));
  } catch (error) {
    if (!(error instanceof SubgraphFailure)) throw error;
    const { message, extensions } = unavailable();
    return reply.code(503).send(errorBody(String(extensions?.code), message, request.id));
  }
}

function send(reply: FastifyReply, { status, headers, body }: RouteAnswer): FastifyReply {
  for (const name of answeredHeaders) {
    const value = headers[name];
    if (value !== undefined) reply.header(name, value);
  }
  return reply.code(status).send(body);
}

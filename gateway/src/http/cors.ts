import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const allowedMethods = 'GET, POST, OPTIONS';
const allowedHeaders = 'content-type, authorization, x-request-id, apollo-require-preflight, x-apollo-operation-name';
const exposedHeaders = 'x-request-id, retry-after';
const preflightMaxAgeSeconds = '600';

/** Lets pages of the listed origins call the gateway with cookies. Exact matches only; `*` and `null` are never sent. */
export function addCors(app: FastifyInstance, allowedOrigins: readonly string[]): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('vary', 'Origin');
    const { origin } = request.headers;
    const isAllowed = origin !== undefined && origin !== 'null' && allowedOrigins.includes(origin);
    if (isAllowed) allowOrigin(reply, origin);
    if (!isPreflight(request)) {
      done();
      return;
    }
    if (isAllowed) allowRequest(reply);
    void reply.code(204).send();
  });
}

function isPreflight({ method, headers }: FastifyRequest): boolean {
  return method === 'OPTIONS' && 'access-control-request-method' in headers;
}

function allowOrigin(reply: FastifyReply, origin: string): void {
  reply.header('access-control-allow-origin', origin);
  reply.header('access-control-allow-credentials', 'true');
  reply.header('access-control-expose-headers', exposedHeaders);
}

function allowRequest(reply: FastifyReply): void {
  reply.header('access-control-allow-methods', allowedMethods);
  reply.header('access-control-allow-headers', allowedHeaders);
  reply.header('access-control-max-age', preflightMaxAgeSeconds);
}

import { type ApolloServer, HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import { type Logger, runWithLogContext } from '@marquee/shared/logging';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Authentication, Authenticator } from '../auth/authenticate';
import { asksOnlyFor } from '../auth/rootFields';
import type { RequestContext } from '../context';
import { errorBody } from '../errors/presentError';
import { startDeadline } from '../transport/deadline';
import { CollectedHeaders } from './collectedHeaders';

export interface GraphqlRouteOptions {
  readonly apollo: ApolloServer<RequestContext>;
  readonly authenticator: Authenticator;
  /** Root fields that an invalid cookie does not keep anyone from. */
  readonly ignoreInvalidCookieFor: readonly string[];
  readonly requestTimeoutMs: number;
  readonly logger: Logger;
}

/** `/graphql`: who asks, then Apollo Server's pipeline, then the answer with what subgraphs send back. */
export function addGraphqlRoute(app: FastifyInstance, options: GraphqlRouteOptions): void {
  app.route({
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    url: '/graphql',
    handler: (request, reply) => runWithLogContext({ requestId: request.id }, () => answer(options, request, reply)),
  });
}

async function answer(
  options: GraphqlRouteOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const headers = singleHeaders(request);
  const authentication = await options.authenticator.authenticate(headers);
  const collected = new CollectedHeaders();
  for (const cookie of authentication.clearCookies) collected.append('set-cookie', cookie);
  if (authentication.refusal !== null && !isPassable(options, authentication, request.body)) {
    options.logger.info({ errorCodes: [authentication.refusal.code] }, 'request refused');
    return refuse(reply, authentication.refusal, collected, request.id);
  }

  const deadline = startDeadline(options.requestTimeoutMs, hangUpSignal(reply));
  const contextValue: RequestContext = {
    requestId: request.id,
    viewer: authentication.viewer,
    clientIp: request.ip,
    headers,
    responseHeaders: collected,
    signal: deadline.signal,
  };
  try {
    const response = await options.apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method,
        headers: new HeaderMap(Object.entries(headers)),
        search: new URL(request.url, 'http://gateway.invalid').search,
        body: request.body,
      },
      context: async () => contextValue,
    });
    return send(reply, response, collected);
  } finally {
    deadline.done();
  }
}

/** A bad cookie must not keep anyone from the very operations that replace it. */
function isPassable(options: GraphqlRouteOptions, { isOnlyCookieRefused }: Authentication, body: unknown): boolean {
  return isOnlyCookieRefused && asksOnlyFor(options.ignoreInvalidCookieFor, body);
}

function refuse(
  reply: FastifyReply,
  { code, message, httpStatus }: NonNullable<Authentication['refusal']>,
  collected: CollectedHeaders,
  requestId: string,
): FastifyReply {
  if (httpStatus === 401) reply.header('www-authenticate', 'Bearer');
  addCollected(reply, collected);
  return reply.code(httpStatus).send(errorBody(code, message, requestId));
}

function send(reply: FastifyReply, { status, headers, body }: HTTPGraphQLResponse, collected: CollectedHeaders) {
  for (const [name, value] of headers) if (name !== 'cache-control') reply.header(name, value);
  addCollected(reply, collected);
  if (body.kind !== 'complete') throw new Error('Incremental delivery is not served');
  return reply.code(status ?? 200).send(body.string);
}

function addCollected(reply: FastifyReply, collected: CollectedHeaders): void {
  for (const [name, values] of collected.entries()) reply.header(name, [...values]);
}

/** Aborts when the client hangs up before its answer is written. */
function hangUpSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}

function singleHeaders(request: FastifyRequest): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}

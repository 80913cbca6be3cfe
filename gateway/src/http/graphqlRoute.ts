import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { Fault } from '@marquee/shared/errors';
import { type Logger, runWithLogContext } from '@marquee/shared/logging';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Authentication, Authenticator } from '../auth/authenticate';
import { asksOnlyFor } from '../auth/rootFields';
import type { RequestContext, ResponseHeaders } from '../context';
import { errorBody } from '../errors/presentError';
import { startDeadline } from '../transport/deadline';
import { CollectedHeaders } from './collectedHeaders';
import type { AnswerClient, ClientAnswer, ClientRequest } from './sharedAnswers';

export interface GraphqlRouteOptions {
  readonly apollo: ApolloServer<RequestContext>;
  readonly authenticator: Authenticator;
  /** Root fields that an invalid cookie does not keep anyone from. */
  readonly ignoreInvalidCookieFor: readonly string[];
  readonly requestTimeoutMs: number;
  readonly answerClient: AnswerClient;
  readonly logger: Logger;
}

/** `/graphql`: who asks, then Apollo Server's pipeline, then the answer with what subgraphs send back. */
export function addGraphqlRoute(app: FastifyInstance, options: GraphqlRouteOptions): void {
  app.route({
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    url: '/graphql',
    handler: (request, reply) =>
      runWithLogContext({ requestId: request.id }, () => answerRequest(options, request, reply)),
  });
}

async function answerRequest(
  options: GraphqlRouteOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const headers = singleHeaders(request);
  const authentication = await options.authenticator.authenticate(headers);
  if (isRefused(authentication) && !isPassable(options, authentication, request.body)) {
    options.logger.info({ errorCodes: [authentication.refusal.code] }, 'request refused');
    return refuse(reply, authentication, request.id);
  }
  const { search } = new URL(request.url, 'http://gateway.invalid');
  const asked = { method: request.method, search, body: request.body };
  const context: RequestContext = {
    requestId: request.id,
    viewer: authentication.viewer,
    clientIp: request.ip,
    headers,
    responseHeaders: noHeaders,
    signal: hangUpSignal(reply),
  };
  const response = await options.answerClient(asked, context, (inTime) => execute(options, asked, inTime));
  return send(reply, response, authentication);
}

/** Apollo Server's pipeline, within the time that a request may take. */
async function execute(
  options: GraphqlRouteOptions,
  asked: ClientRequest,
  context: RequestContext,
): Promise<ClientAnswer> {
  const deadline = startDeadline(options.requestTimeoutMs, context.signal);
  const responseHeaders = new CollectedHeaders();
  try {
    const { status, headers, body } = await options.apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { ...asked, headers: new HeaderMap(Object.entries(context.headers)) },
      context: async () => ({ ...context, responseHeaders, signal: deadline.signal }),
    });
    if (body.kind !== 'complete') throw new Error('Incremental delivery is not served');
    return {
      status: status ?? 200,
      headers: [...headers].filter(([name]) => name !== 'cache-control'),
      collected: responseHeaders.entries(),
      body: Buffer.from(body.string),
    };
  } finally {
    deadline.done();
  }
}

/** A context that has not begun to run collects nothing. */
const noHeaders: ResponseHeaders = { append: () => undefined };

function isRefused(authentication: Authentication): authentication is Authentication & { readonly refusal: Fault } {
  return authentication.refusal !== null;
}

/** A bad cookie must not keep anyone from the very operations that replace it. */
function isPassable(options: GraphqlRouteOptions, { isOnlyCookieRefused }: Authentication, body: unknown): boolean {
  return isOnlyCookieRefused && asksOnlyFor(options.ignoreInvalidCookieFor, body);
}

function refuse(
  reply: FastifyReply,
  authentication: Authentication & { readonly refusal: Fault },
  requestId: string,
): FastifyReply {
  const { code, message, httpStatus } = authentication.refusal;
  if (httpStatus === 401) reply.header('www-authenticate', 'Bearer');
  addCollected(reply, [], authentication);
  return reply.code(httpStatus).send(errorBody(code, message, requestId));
}

function send(reply: FastifyReply, sent: ClientAnswer, authentication: Authentication): FastifyReply {
  for (const [name, value] of sent.headers) reply.header(name, value);
  addCollected(reply, sent.collected, authentication);
  return reply.code(sent.status).send(sent.body);
}

/** A bad cookie is taken away, unless a subgraph has set a good one. */
function addCollected(
  reply: FastifyReply,
  collected: ClientAnswer['collected'],
  { clearCookies }: Authentication,
): void {
  const all = new CollectedHeaders();
  for (const cookie of clearCookies) all.append('set-cookie', cookie);
  for (const [name, values] of collected) for (const value of values) all.append(name, value);
  for (const [name, values] of all.entries()) reply.header(name, [...values]);
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

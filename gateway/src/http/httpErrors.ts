import type { Logger } from '@marquee/shared/logging';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errorBody } from '../errors/presentError';
import { internalErrorCode, internalErrorMessage } from '../errors/publicCodes';

const messages: Readonly<Record<number, string>> = {
  413: 'The request body is too large.',
  415: 'Send the request as application/json, without content-encoding.',
};

/** Whatever goes wrong before GraphQL is answered in GraphQL's shape too, so that every client can read it. */
export function addHttpErrors(app: FastifyInstance, logger: Logger): void {
  app.setErrorHandler((error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) {
      logger.error({ err: error, requestId: request.id }, 'a request failed');
      return reply.code(500).send(errorBody(internalErrorCode, internalErrorMessage, request.id));
    }
    const message = messages[status] ?? 'The request body is not valid JSON.';
    return reply.code(status).send(errorBody('BAD_REQUEST', message, request.id));
  });
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send(errorBody('NOT_FOUND', 'There is nothing at this path.', request.id)),
  );
}

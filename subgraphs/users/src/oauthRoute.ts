import { DomainError, Fault, RateLimited, Unavailable } from '@marquee/shared/errors';
import type { Logger } from '@marquee/shared/logging';
import { faultOf, identityOf } from '@marquee/shared/subgraph';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { deviceOf } from './device';
import { OAuthError, oauthToken } from './services/oauthToken';
import { type ProcessServices, servicesFor } from './services/services';
import type { IssuedTokens } from './services/signIn';

/**
 * `POST /oauth/token`, for command-line clients of the old systems: everyone else logs in by GraphQL. Requests and
 * answers have the form of RFC 6749 (4.3, 5.1, 5.2 and 6).
 */
export function addOAuthRoute(app: FastifyInstance, services: ProcessServices, logger: Logger): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: maxFormBytes },
      (_request, body, done) => done(null, body),
    );
    scope.setErrorHandler((error: FastifyError, _request, reply) => {
      const fault = faultOf(error);
      if (fault !== null && fault !== error) logger.error({ err: error }, 'a database did not do it now');
      return refuse(reply, fault ?? error);
    });
    scope.post<{ Body: string | undefined }>('/oauth/token', async (request, reply) => {
      const device = { ...deviceOf(identityOf(request), request.headers), name: null };
      const tokens = await oauthToken(servicesFor(services), request.body ?? '', device);
      return neverStored(reply).send(answerOf(tokens, services.accessTokenSeconds));
    });
  });
}

/** The longest password and address fit in easily. */
const maxFormBytes = 16 * 1024;

/** Section 5.1. `scope` is always told, also when there is none: nobody asks for scopes here. */
function answerOf({ access, refresh, scopes }: IssuedTokens, accessTokenSeconds: number) {
  return {
    access_token: access.token,
    token_type: 'Bearer',
    expires_in: accessTokenSeconds,
    refresh_token: refresh.token,
    scope: scopes.join(' '),
  };
}

/** Section 5.2. What is no answer to a form, such as a caller that is not the gateway, is left to the server. */
function refuse(reply: FastifyReply, error: FastifyError | Fault): FastifyReply {
  if (error instanceof RateLimited) reply.header('retry-after', Math.ceil(error.retryAfterMs / 1000));
  const { code, message, httpStatus } = oauthErrorOf(error);
  return neverStored(reply).code(httpStatus).send({ error: code, error_description: message });
}

function oauthErrorOf(error: FastifyError | Fault): OAuthError {
  if (error instanceof OAuthError) return error;
  if (error instanceof RateLimited || error instanceof Unavailable) {
    return new OAuthError('temporarily_unavailable', error.message, error.httpStatus);
  }
  if (error instanceof DomainError) {
    return new OAuthError(error.code === 'VALIDATION' ? 'invalid_request' : 'invalid_grant', error.message);
  }
  const isUnreadable = !(error instanceof Fault) && (error.statusCode === 413 || error.statusCode === 415);
  if (!isUnreadable) throw error;
  return new OAuthError('invalid_request', 'Send a short form as application/x-www-form-urlencoded.');
}

function neverStored(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-store').header('pragma', 'no-cache');
}

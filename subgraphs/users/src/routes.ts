import type { Logger } from '@marquee/shared/logging';
import type { FastifyInstance } from 'fastify';
import { addOAuthRoute } from './oauthRoute';
import { listRevocations } from './services/listRevocations';
import type { ProcessServices } from './services/services';
import { publicKeySet } from './services/tokens/signingKeys';

/** What users answers besides GraphQL: its public keys to everyone, the rest to the gateway. */
export function addRoutes(app: FastifyInstance, services: ProcessServices, logger: Logger): void {
  app.get('/.well-known/jwks.json', { config: { isOpen: true } }, async (_request, reply) => {
    reply.header('cache-control', 'public, max-age=60');
    return publicKeySet(services.database, services.now());
  });

  app.get<{ Querystring: { since: number } }>(
    '/internal/revocations',
    { schema: { querystring: { type: 'object', properties: { since: { type: 'integer', minimum: 0, default: 0 } } } } },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return listRevocations(services, request.query.since);
    },
  );

  addOAuthRoute(app, services, logger);
}

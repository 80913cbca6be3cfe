import type { FastifyInstance, FastifyReply } from 'fastify';
import { challengePage, contentSecurityPolicy } from './challengePage';
import { answerChallenge, type Charges } from './charges';
import type { Charge } from './domain/charge';
import { chargesRepository } from './persistence/chargesRepository';

interface Page {
  Params: { id: string; secret: string };
}

/** The page that a customer is sent to, who answers by its form or by a plain POST. */
export function addChallenges(app: FastifyInstance, charges: Charges): void {
  void app.register(async (scope) => {
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
      done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    scope.get<Page>('/challenges/:id/:secret', async ({ params }, reply) => {
      const charge = await chargesRepository(charges.db.manager).find(params.id);
      return show(reply, charge?.actionSecret === params.secret ? charge : null);
    });
    scope.post<Page & { Body: { decision?: unknown } | null }>('/challenges/:id/:secret', async (request, reply) => {
      const decision = request.body?.decision;
      if (decision !== 'approve' && decision !== 'refuse') {
        return reply.code(400).type('text/plain').send('The decision is approve or refuse.');
      }
      const charge = await answerChallenge(charges, request.params, decision === 'approve');
      return charge?.returnUrl == null ? show(reply, charge) : reply.redirect(charge.returnUrl, 303);
    });
  });
}

function show(reply: FastifyReply, charge: Charge | null): FastifyReply {
  reply.header('content-security-policy', contentSecurityPolicy).header('cache-control', 'no-store');
  if (charge === null) return reply.code(404).type('text/plain').send('There is no such payment.');
  return reply.type('text/html').send(challengePage(charge));
}

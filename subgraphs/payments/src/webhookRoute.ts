import type { FastifyInstance } from 'fastify';
import { isSignedWebhook, signatureHeader } from './provider/webhookSignature';
import { takeWebhook, type WebhookOutcome, type WebhookServices } from './services/webhooks/takeWebhook';

export interface WebhookOptions {
  readonly services: WebhookServices;
  /** Two of them while one takes the other's place. */
  readonly secrets: readonly string[];
}

const statusOf: Readonly<Record<WebhookOutcome, number>> = { TAKEN: 204, UNKNOWN: 404, REFUSED: 422 };
const maxBodyBytes = 64 * 1024;

/** `POST /webhooks/payments`, where the provider tells by itself. The signature covers the bytes, so they stay as they came. */
export function addWebhookRoute(app: FastifyInstance, { services, secrets }: WebhookOptions): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: maxBodyBytes }, (_request, body, done) =>
      done(null, body),
    );
    scope.post<{ Body: string | undefined }>('/webhooks/payments', async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const body = request.body ?? '';
      const header = request.headers[signatureHeader];
      const signed = { header: typeof header === 'string' ? header : undefined, body };
      if (!isSignedWebhook(signed, secrets, new Date())) return reply.code(401).send({ error: 'unsigned' });
      return reply.code(statusOf[await takeWebhook(services, body)]).send();
    });
  });
}

import { createHash, timingSafeEqual } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { DomainError } from '@marquee/shared/errors';
import { isCurrency } from '@marquee/shared/money';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  type ChargeAnswer,
  type Charges,
  cancelCharge,
  captureCharge,
  createCharge,
  refundCharge,
  showCharge,
} from './charges';
import { findMagicToken, type MagicToken } from './domain/magicTokens';
import { chargesRepository } from './persistence/chargesRepository';

export interface ApiOptions extends Charges {
  readonly apiKey: string;
  readonly latencyMs: number;
}

const amountMinor = z.int().min(1);
const text = z.string().min(1).max(200);
const chargeOrder = z.object({
  reference: text,
  token: text,
  amountMinor,
  currency: z.string().refine(isCurrency),
  returnUrl: z.url().max(2048).nullable(),
});
const captureOrder = z.object({ amountMinor });
const refundOrder = z.object({ reference: text, amountMinor });
const key = z.string().regex(/^[\x21-\x7e]{8,128}$/);

/** Longer than any merchant waits for an answer. */
const hangMs = 20_000;

/** What the merchant's server calls. Every call that changes something needs an idempotency key. */
export function addApi(app: FastifyInstance, options: ApiOptions): void {
  void app.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      if (!isMerchant(request, options.apiKey)) await reply.code(401).send({ error: { kind: 'unauthenticated' } });
    });
    addCharges(scope, options);
    scope.get<{ Params: { token: string } }>('/v1/tokens/:token', async ({ params }, reply) => {
      await pause(options.latencyMs);
      const token = findMagicToken(params.token);
      if (token === null) return reply.code(404).send({ error: { kind: 'unknown_token' } });
      const { kind, brand, last4, expiry } = token;
      return reply.send({ kind, brand, last4, expiryMonth: expiry?.month ?? null, expiryYear: expiry?.year ?? null });
    });
    scope.get('/v1/balance', async () => ({ totals: await chargesRepository(options.db.manager).totals() }));
  });
}

type WithId = FastifyRequest<{ Params: { id: string } }>;

function addCharges(scope: FastifyInstance, options: ApiOptions): void {
  scope.get<{ Params: { id: string } }>('/v1/charges/:id', async ({ params }, reply) => {
    await pause(options.latencyMs);
    const charge = await showCharge(options, params.id);
    return charge === null ? reply.code(404).send({ error: { kind: 'unknown_charge' } }) : reply.send({ charge });
  });
  scope.post('/v1/charges', (request, reply) =>
    answer(options, 'AUTHORISE', request, reply, (callKey) =>
      createCharge(options, callKey, chargeOrder.parse(request.body)),
    ),
  );
  scope.post('/v1/charges/:id/capture', (request: WithId, reply) =>
    answer(options, 'CAPTURE', request, reply, (callKey) =>
      captureCharge(options, callKey, request.params.id, captureOrder.parse(request.body).amountMinor),
    ),
  );
  scope.post('/v1/charges/:id/cancel', (request: WithId, reply) =>
    answer(options, 'CANCEL', request, reply, (callKey) => cancelCharge(options, callKey, request.params.id)),
  );
  scope.post('/v1/charges/:id/refunds', (request: WithId, reply) =>
    answer(options, 'REFUND', request, reply, (callKey) =>
      refundCharge(options, callKey, request.params.id, refundOrder.parse(request.body)),
    ),
  );
}

async function answer(
  options: ApiOptions,
  operation: 'AUTHORISE' | 'CAPTURE' | 'CANCEL' | 'REFUND',
  request: FastifyRequest,
  reply: FastifyReply,
  run: (callKey: string) => Promise<{ result: ChargeAnswer; replayed: boolean }>,
): Promise<FastifyReply> {
  await pause(options.latencyMs);
  try {
    const { result, replayed } = await run(key.parse(request.headers['idempotency-key']));
    const token = findMagicToken(result.body.charge?.token ?? '');
    if (!replayed) await dawdle(token, operation);
    return await reply.code(result.status).send(result.body);
  } catch (error) {
    if (error instanceof z.ZodError) return reply.code(400).send({ error: { kind: 'invalid_request' } });
    if (error instanceof DomainError) return reply.code(422).send({ error: { kind: error.code } });
    throw error;
  }
}

/** What is done is done; only the answer is slow, or never comes. */
async function dawdle(token: MagicToken | null, operation: string): Promise<void> {
  await pause(token?.extraLatencyMs ?? 0);
  if (token?.hangsAfter === operation) await pause(hangMs, undefined, { ref: false });
}

function isMerchant({ headers }: FastifyRequest, apiKey: string): boolean {
  const digest = (given: string) => createHash('sha256').update(given).digest();
  return timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${apiKey}`));
}

import { z } from 'zod';
import { ProviderUnavailable } from '../domain/errors';
import { charge, providerStateOf } from './charge';
import type { PaymentProvider, ProviderAnswer, ProviderRequest } from './paymentProvider';

export interface HttpProviderOptions {
  readonly url: string;
  readonly apiKey: string;
  /** After that nobody knows what came of a call. */
  readonly timeoutMs: number;
}

const description = z.object({
  kind: z.enum(['CARD', 'WALLET', 'BANK_TRANSFER', 'STORE_CREDIT']),
  brand: z.string().nullable(),
  last4: z.string().nullable(),
  expiryMonth: z.int().nullable(),
  expiryYear: z.int().nullable(),
});

const answer = z.object({
  charge: charge.optional(),
  error: z.object({ kind: z.string(), code: z.string().optional() }).optional(),
});

/** The simulated provider, over HTTP. */
export function createHttpProvider({ url, apiKey, timeoutMs }: HttpProviderOptions): PaymentProvider {
  const call = async (
    method: 'GET' | 'POST',
    path: string,
    { key, body }: { key?: string; body?: object } = {},
  ): Promise<{ status: number; body: unknown }> => {
    try {
      const response = await fetch(new URL(path, url), {
        method,
        headers: {
          authorization: `Bearer ${apiKey}`,
          ...(key !== undefined && { 'idempotency-key': key }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      return { status: response.status, body: await response.json() };
    } catch {
      // Refused, cut off, or too late: what the cause says is no more than that, and may quote the request.
      throw new ProviderUnavailable();
    }
  };

  const ping = async (): Promise<void> => {
    const { status } = await call('GET', '/health/ready');
    if (status !== 200) throw new ProviderUnavailable();
  };
  let pinging: Promise<void> | null = null;

  return {
    async describe(token) {
      const { status, body } = await call('GET', `/v1/tokens/${encodeURIComponent(token)}`);
      if (status === 404) return null;
      if (status !== 200) throw new ProviderUnavailable();
      return description.parse(body);
    },

    async ask(request) {
      const { path, body } = callOf(request);
      return answerOf(await call('POST', path, { key: request.key, body }));
    },

    async find(transactionId) {
      const { status, body } = await call('GET', `/v1/charges/${encodeURIComponent(transactionId)}`);
      if (status === 404) return null;
      return answerOf({ status, body }).state;
    },

    // However many ask at once, the provider is asked once.
    ping: () => {
      pinging ??= ping().finally(() => {
        pinging = null;
      });
      return pinging;
    },
  };
}

function callOf(request: ProviderRequest): { path: string; body: object } {
  switch (request.kind) {
    case 'AUTHORISE': {
      const { paymentId: reference, token, amount, returnUrl } = request;
      const body = { reference, token, amountMinor: amount.minor, currency: amount.currency, returnUrl };
      return { path: '/v1/charges', body };
    }
    case 'CAPTURE':
      return { path: `/v1/charges/${request.transactionId}/capture`, body: { amountMinor: request.amountMinor } };
    case 'VOID':
      return { path: `/v1/charges/${request.transactionId}/cancel`, body: {} };
    case 'REFUND': {
      const { transactionId, amountMinor, refundId: reference } = request;
      return { path: `/v1/charges/${transactionId}/refunds`, body: { reference, amountMinor } };
    }
    default:
      throw new TypeError(`no such request: ${String(request satisfies never)}`);
  }
}

function answerOf({ status, body }: { status: number; body: unknown }): ProviderAnswer {
  // Whatever else it says, such as that it is overloaded, or that the key is in use, is no answer to the question.
  if (![200, 402, 404, 409].includes(status)) throw new ProviderUnavailable();
  const parsed = answer.parse(body);
  return {
    outcome: status === 200 ? 'DONE' : 'DECLINED',
    state: parsed.charge === undefined ? null : providerStateOf(parsed.charge),
    declineCode: parsed.error?.code ?? null,
  };
}

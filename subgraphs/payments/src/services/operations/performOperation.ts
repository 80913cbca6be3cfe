import { backoffMs } from '@marquee/shared/events';
import type { Logger } from '@marquee/shared/logging';
import { money } from '@marquee/shared/money';
import type { DataSource, EntityManager } from 'typeorm';
import { ProviderUnavailable } from '../../domain/errors';
import { type Operation, providerKey } from '../../domain/operation';
import type { Payment } from '../../domain/payment';
import { paymentMethodsRepository } from '../../persistence/paymentMethodsRepository';
import { paymentsRepository } from '../../persistence/paymentsRepository';
import type { PaymentProvider, ProviderAnswer, ProviderRequest } from '../../provider/paymentProvider';
import { recordAnswer, recordSilence } from './recordAnswer';

interface Asking {
  readonly db: DataSource;
  readonly provider: PaymentProvider;
  readonly logger: Logger;
}

const retry = { firstMs: 250, longestMs: 30_000 };
/** From then on somebody should look. */
const manyTries = 10;

/** Asks the provider, outside of any transaction, and records what it answers; without an answer it is asked again later. */
export async function performOperation(asking: Asking, operation: Operation): Promise<void> {
  const { db, provider } = asking;
  const request = await requestOf(db.manager, operation);
  const startedAt = performance.now();
  const answer = await answered(provider, request);
  const latencyMs = Math.round(performance.now() - startedAt);
  if (answer !== null) return recordAnswer(db, operation, answer, latencyMs);
  const retryInMs = backoffMs(retry, operation.tries);
  logSilence(asking.logger, operation, retryInMs);
  await recordSilence(db, operation, { latencyMs, retryInMs });
}

async function answered(provider: PaymentProvider, request: ProviderRequest): Promise<ProviderAnswer | null> {
  try {
    return await provider.ask(request);
  } catch (error) {
    if (error instanceof ProviderUnavailable) return null;
    throw error;
  }
}

function logSilence(logger: Logger, { paymentId, kind, tries }: Operation, retryInMs: number): void {
  const fields = { paymentId, kind, tries, retryInMs };
  if (tries > manyTries) logger.error(fields, 'a payment provider does not answer');
  else logger.warn(fields, 'a payment provider has not answered yet');
}

async function requestOf(db: EntityManager, operation: Operation): Promise<ProviderRequest> {
  const payment = await paymentsRepository(db).find(operation.paymentId);
  if (payment === null) throw new Error('the payment of an operation is gone');
  const key = providerKey(operation);
  const amountMinor = operation.amountMinor ?? 0;
  switch (operation.kind) {
    case 'AUTHORISE': {
      const method = await paymentMethodsRepository(db).find(payment.methodId);
      if (method === null) throw new Error('the method of a payment is gone');
      const { id: paymentId, returnUrl } = payment;
      const amount = money(amountMinor, payment.currency);
      return { key, kind: 'AUTHORISE', paymentId, token: method.providerToken, amount, returnUrl };
    }
    case 'CAPTURE':
      return { key, kind: 'CAPTURE', transactionId: transactionOf(payment), amountMinor };
    case 'VOID':
      return { key, kind: 'VOID', transactionId: transactionOf(payment) };
    case 'REFUND':
      return {
        key,
        kind: 'REFUND',
        transactionId: transactionOf(payment),
        amountMinor,
        refundId: operation.refundId ?? '',
      };
    default:
      throw new TypeError(`no such operation: ${String(operation.kind satisfies never)}`);
  }
}

function transactionOf({ id, transactionId }: Payment): string {
  if (transactionId === null) throw new Error(`the provider has no transaction of payment ${id}`);
  return transactionId;
}

import type { Logger } from '@marquee/shared/logging';
import { repeat } from '@marquee/shared/service';
import type { DataSource } from 'typeorm';
import { signatureHeader, signWebhook } from '../provider/webhookSignature';
import { type WebhookDelivery, webhookDeliveriesRepository } from './persistence/webhookDeliveriesRepository';

export interface WebhookSenderOptions {
  readonly db: DataSource;
  readonly url: string;
  readonly secret: string;
  readonly logger: Logger;
}

const everyMs = 50;
const atOnce = 20;
const retryAfterMs = 500;
const patienceMs = 5_000;

/** Sends what is owed, again and later each time until it is taken. */
export function startWebhookSender(options: WebhookSenderOptions): { stop(): Promise<void> } {
  const deliveries = webhookDeliveriesRepository(options.db.manager);
  const send = async (): Promise<void> => {
    const due = await deliveries.claimDue(atOnce, retryAfterMs);
    await Promise.all(due.map((delivery) => sendOne(options, delivery)));
  };
  return repeat(send, everyMs, options.logger);
}

async function sendOne({ db, url, secret, logger }: WebhookSenderOptions, delivery: WebhookDelivery): Promise<void> {
  const { position, body, tries } = delivery;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [signatureHeader]: signWebhook(body, secret, new Date()) },
      body,
      signal: AbortSignal.timeout(patienceMs),
    });
    await response.body?.cancel();
    if (response.ok) await webhookDeliveriesRepository(db.manager).finish(position);
    else logger.info({ position, tries, status: response.status }, 'a webhook was not taken');
  } catch (error) {
    logger.info({ err: error, position, tries }, 'a webhook could not be sent');
  }
}

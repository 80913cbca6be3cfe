import { type Stoppable, startLoop } from '@marquee/shared/events';
import type { Logger } from '@marquee/shared/logging';
import type { DataSource } from 'typeorm';
import { signatureHeader, signWebhook } from '../provider/webhookSignature';
import { type WebhookDelivery, webhookDeliveriesRepository } from './persistence/webhookDeliveriesRepository';

export interface WebhookSenderOptions {
  readonly db: DataSource;
  readonly url: string;
  readonly secret: string;
  readonly logger: Logger;
}

const lookEveryMs = 200;
const mostAtOnce = 20;
const retryAfterMs = 500;
const patienceMs = 5_000;

/** Sends what is owed, again and later each time until it is taken. */
export function startWebhookSender(options: WebhookSenderOptions): Stoppable {
  const { db, logger } = options;
  return startLoop({
    idleMs: lookEveryMs,
    backoff: { firstMs: 100, longestMs: 5_000 },
    onFailure: (error, retryInMs) => logger.warn({ err: error, retryInMs }, 'cannot look for webhooks to send'),
    turn: async () => {
      const due = await webhookDeliveriesRepository(db.manager).claimDue(mostAtOnce, retryAfterMs);
      await Promise.all(due.map((delivery) => sendOne(options, delivery)));
      return due.length === mostAtOnce;
    },
  });
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

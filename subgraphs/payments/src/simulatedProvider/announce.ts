import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { ShownCharge } from './charges';
import type { MagicToken } from './domain/magicTokens';
import { webhookDeliveriesRepository } from './persistence/webhookDeliveriesRepository';

/** Long enough for what follows to be there before. */
const lateMs = 2_000;

/** Owes the merchant a webhook of the charge's new state; some tokens have it come twice, or too late. */
export async function announce(tx: EntityManager, token: MagicToken, charge: ShownCharge): Promise<void> {
  const deliveries = webhookDeliveriesRepository(tx);
  const body = JSON.stringify({ id: `evt_${randomUUID()}`, type: 'charge.updated', charge });
  const isFirst = charge.version === 1;
  await deliveries.insert(body, token.webhooks === 'FIRST_LAST' && isFirst ? lateMs : 0);
  if (token.webhooks === 'TWICE') await deliveries.insert(body, 0);
}

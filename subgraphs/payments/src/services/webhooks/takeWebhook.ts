import { inbox } from '@marquee/shared/events';
import { z } from 'zod';
import { ProviderMismatch } from '../../domain/payment';
import { charge, providerStateOf, providerText } from '../../provider/charge';
import { takeStateIn } from '../operations/takeState';
import type { PaymentsServices } from '../services';

const webhook = z.object({ id: providerText(128).min(8), type: z.string(), charge });

/**
 * TAKEN also for one that came before, or too late to tell anything. The provider sends again what is not taken: UNKNOWN
 * are payments that there are not, REFUSED is what fits no payment of ours.
 */
export type WebhookOutcome = 'TAKEN' | 'UNKNOWN' | 'REFUSED';

/** Takes a webhook whose signature is good. Its id has an effect once; in which order they come does not matter. */
export async function takeWebhook({ db }: Pick<PaymentsServices, 'db'>, body: string): Promise<WebhookOutcome> {
  const parsed = webhook.safeParse(readJson(body));
  if (!parsed.success) return 'REFUSED';
  const { id, charge: told } = parsed.data;
  try {
    return await db.transaction(async (tx): Promise<WebhookOutcome> => {
      if (!(await inbox(tx).claim('takeWebhook', id))) return 'TAKEN';
      if (await takeStateIn(tx, told.reference, providerStateOf(told))) return 'TAKEN';
      throw new UnknownPayment();
    });
  } catch (error) {
    if (error instanceof UnknownPayment) return 'UNKNOWN';
    if (error instanceof ProviderMismatch) return 'REFUSED';
    throw error;
  }
}

/** Undoes the claim: the payment may be there when the webhook comes again. */
class UnknownPayment extends Error {}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

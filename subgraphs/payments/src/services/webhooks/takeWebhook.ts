import { inbox } from '@marquee/shared/events';
import type { Logger } from '@marquee/shared/logging';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { ImpossibleStep, ProviderMismatch } from '../../domain/payment';
import type { ProviderState } from '../../domain/providerState';
import { charge, providerStateOf, providerText } from '../../provider/charge';
import { takeStateIn } from '../operations/takeState';
import type { PaymentsServices } from '../services';

export interface WebhookServices extends Pick<PaymentsServices, 'db'> {
  readonly logger: Logger;
}

const webhook = z.object({ id: providerText(128).min(8), type: z.string(), charge });

/**
 * TAKEN also for one that came before, too late to tell anything, or with what cannot follow what is known. The provider
 * sends again what is not taken: UNKNOWN are payments that there are not, REFUSED is what fits no payment of ours.
 */
export type WebhookOutcome = 'TAKEN' | 'UNKNOWN' | 'REFUSED';

/** Takes a webhook whose signature is good. Its id has an effect once; in which order they come does not matter. */
export async function takeWebhook({ db, logger }: WebhookServices, body: string): Promise<WebhookOutcome> {
  const parsed = webhook.safeParse(readJson(body));
  if (!parsed.success) return 'REFUSED';
  const { id, charge: told } = parsed.data;
  const state = providerStateOf(told);
  try {
    return await db.transaction(async (tx): Promise<WebhookOutcome> => {
      if (!(await inbox(tx).claim('takeWebhook', id))) return 'TAKEN';
      if (await takePossible(tx, { paymentId: told.reference, state }, logger)) return 'TAKEN';
      throw new UnknownPayment();
    });
  } catch (error) {
    if (error instanceof UnknownPayment) return 'UNKNOWN';
    if (error instanceof ProviderMismatch) return 'REFUSED';
    throw error;
  }
}

/** What cannot follow is for a person to look at: sent again it would be no better. False for no payment of ours. */
async function takePossible(
  tx: EntityManager,
  { paymentId, state }: { readonly paymentId: string; readonly state: ProviderState },
  logger: Logger,
): Promise<boolean> {
  try {
    return await takeStateIn(tx, paymentId, state);
  } catch (error) {
    // It is thrown before anything is written, so the transaction goes on.
    if (!(error instanceof ImpossibleStep)) throw error;
    const { from, to } = error;
    logger.error(
      { paymentId, from, to, version: state.version },
      'a webhook tells what cannot have become of a payment',
    );
    return true;
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

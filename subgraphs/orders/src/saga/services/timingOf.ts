import type { EntityManager } from 'typeorm';
import type { Patience, Timing } from '../domain/patience';
import { sagaNow } from '../persistence/sagaNow';

/** What time it is for a transition that begins now. */
export async function timingOf(tx: EntityManager, patience: Patience): Promise<Timing> {
  return { now: await sagaNow(tx), patience, random: Math.random };
}

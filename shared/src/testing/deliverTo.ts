import type { EventEnvelope, EventHandler } from '../events';
import type { SubgraphBed } from './subgraphBed';

/** Has those of the handlers that react to the event do so, as in a replica that has just been delivered it. */
export async function deliverTo(
  handlers: readonly EventHandler[],
  { db, logger }: Pick<SubgraphBed, 'db' | 'logger'>,
  event: EventEnvelope,
): Promise<void> {
  for (const handler of handlers) {
    if (handler.contract.covers(event)) await handler.handle(event, { db, logger });
  }
}

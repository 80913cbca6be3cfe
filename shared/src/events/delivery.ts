import type { DataSource } from 'typeorm';
import type { Logger } from '../logging';
import type { ConsumeOptions } from './bus';
import { EventMismatch } from './contract';
import type { EventEnvelope } from './envelope';
import type { EventHandler } from './handler';
import { inbox } from './inbox';
import { isOutage } from './outage';

export interface DeliveryOptions extends ConsumeOptions {
  logger: Logger;
  /** After that many failures of one handler on one event, the event goes to the dead letters. */
  maxAttempts: number;
}

/** Hands an event to its handlers. Rejects when it must be delivered again, with nothing after it before that. */
export type Deliver = (event: EventEnvelope) => Promise<void>;

/** The part of consuming that is the same for every bus: attempts are counted, hopeless events are put aside. */
export function createDelivery({ group, handlers, db, logger, maxAttempts }: DeliveryOptions): Deliver {
  const failures = new Map<string, number>();

  const attempt = async (handler: EventHandler, event: EventEnvelope): Promise<void> => {
    const key = `${handler.name} ${event.id}`;
    const log = logger.child({ group, handler: handler.name, eventId: event.id, eventType: event.type });
    try {
      await handler.handle(event, { db, logger: log });
    } catch (error) {
      // An outage would send every event to the dead letters, one after the other.
      if (isOutage(error)) throw error;
      const attempts = (failures.get(key) ?? 0) + 1;
      failures.set(key, attempts);
      const isHopeless = error instanceof EventMismatch || attempts >= maxAttempts;
      if (!isHopeless) throw error;
      const isPutAside = await putAside(db, { group, handler, event, error, attempts });
      if (isPutAside) log.error({ err: error, attempts }, 'an event was moved to the dead letters');
    }
    failures.delete(key);
  };

  return async (event) => {
    for (const handler of handlers) {
      if (handler.contract.covers(event)) await attempt(handler, event);
    }
  };
}

/** False when another consumer has applied the event meanwhile: an event is applied or put aside, never both. */
async function putAside(
  db: DataSource,
  failed: { group: string; handler: EventHandler; event: EventEnvelope; error: unknown; attempts: number },
): Promise<boolean> {
  const { group, handler, event, error, attempts } = failed;
  const message = (error instanceof Error ? error.message : String(error)).slice(0, 1_000);
  return db.transaction(async (tx) => {
    const isFirst = await inbox(tx).claim(handler.name, event.id);
    if (!isFirst) return false;
    await tx.query(
      `insert into dead_letter (consumer_group, handler, event_id, type, envelope, error, attempts)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [group, handler.name, event.id, event.type, JSON.stringify(event), message, attempts],
    );
    return true;
  });
}

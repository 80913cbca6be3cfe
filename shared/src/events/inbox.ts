import type { EntityManager } from 'typeorm';

/** The events a database has already applied. Call it with the transaction that applies the event. */
export interface Inbox {
  /**
   * True for the first claim of this event by this handler. A concurrent claim waits for the other transaction and is
   * the first one only if that one rolls back: so the effect in the same transaction happens exactly once.
   */
  claim(handlerName: string, eventId: string): Promise<boolean>;
}

/** The inbox of the caller's transaction. */
export function inbox(tx: EntityManager): Inbox {
  return {
    async claim(handlerName, eventId) {
      const claimed: unknown[] = await tx.query(
        'insert into inbox (handler, event_id) values ($1, $2) on conflict do nothing returning event_id',
        [handlerName, eventId],
      );
      return claimed.length === 1;
    },
  };
}

import type { EntityManager } from 'typeorm';
import { TicketKeyEntity } from './ticketKey.entity';

/** All queries on the key of tickets. */
export function ticketKeysRepository(db: EntityManager) {
  return {
    /** There is one at most. */
    async find(): Promise<TicketKeyEntity | null> {
      const [key] = await db.find(TicketKeyEntity, { take: 1 });
      return key ?? null;
    },

    /** Waits for a replica that is inserting one, and then does nothing. */
    async insertFirst(key: TicketKeyEntity): Promise<void> {
      await db.createQueryBuilder().insert().into(TicketKeyEntity).values(key).orIgnore().execute();
    },
  };
}

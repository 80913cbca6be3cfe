import { type EntityManager, In } from 'typeorm';
import { TicketEntity } from './ticket.entity';

/** All queries on tickets. */
export function ticketsRepository(db: EntityManager) {
  return {
    find: (id: string): Promise<TicketEntity | null> => db.findOneBy(TicketEntity, { id }),

    findByIds: (ids: readonly string[]): Promise<TicketEntity[]> => db.findBy(TicketEntity, { id: In([...ids]) }),

    ofBookings: (bookingIds: readonly string[]): Promise<TicketEntity[]> =>
      db.find(TicketEntity, { where: { bookingId: In([...bookingIds]) }, order: { bookingId: 'ASC', id: 'ASC' } }),

    async insert(tickets: readonly TicketEntity[]): Promise<void> {
      await db.insert(TicketEntity, [...tickets]);
    },

    /** False when it was used before, and then nothing has happened. */
    async checkIn(id: string, now: Date): Promise<boolean> {
      const [, count]: [unknown, number] = await db.query(
        'update ticket set checked_in_at = $2 where id = $1 and checked_in_at is null',
        [id, now],
      );
      return count === 1;
    },
  };
}

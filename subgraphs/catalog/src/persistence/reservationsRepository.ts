import { type EntityManager, In } from 'typeorm';
import type { ReservationState, StockLine } from '../domain/reservation';
import { StockReservationEntity } from './stockReservation.entity';
import { StockReservationLineEntity } from './stockReservationLine.entity';

/** All queries on reservations. */
export function reservationsRepository(db: EntityManager) {
  return {
    findByReference: (reference: string): Promise<StockReservationEntity | null> =>
      db.findOneBy(StockReservationEntity, { reference }),

    find: (id: string): Promise<StockReservationEntity | null> => db.findOneBy(StockReservationEntity, { id }),

    /** By item, in the order in which stock is locked. They never change. */
    linesOf: (ids: readonly string[]): Promise<StockReservationLineEntity[]> =>
      db.find(StockReservationLineEntity, {
        where: { reservationId: In([...ids]) },
        order: { itemId: 'ASC', reservationId: 'ASC' },
      }),

    /** Those whose time is over and that nobody has cleared away, the longest over first. */
    async dueIds(limit: number): Promise<string[]> {
      const rows: { id: string }[] = await db.query(
        `select id from stock_reservation
         where state = 'ACTIVE' and expires_at <= catalog_now() order by expires_at limit $1`,
        [limit],
      );
      return rows.map(({ id }) => id);
    },

    /** The same of reservations that keep some of these items, in no order. */
    async dueIdsOf(itemIds: readonly string[], limit: number): Promise<string[]> {
      const rows: { id: string }[] = await db.query(
        `select id from stock_reservation
         where state = 'ACTIVE' and expires_at <= catalog_now()
           and exists (select from stock_reservation_line
             where reservation_id = stock_reservation.id and item_id = any ($1))
         order by expires_at limit $2`,
        [itemIds, limit],
      );
      return rows.map(({ id }) => id);
    },

    /** False, and nothing is done, when the reference has been used. */
    async insertOnce(reservation: StockReservationEntity, lines: readonly StockLine[]): Promise<boolean> {
      const { id, reference, state, expiresAt, createdAt, updatedAt } = reservation;
      const inserted: unknown[] = await db.query(
        `insert into stock_reservation (id, reference, state, expires_at, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6) on conflict on constraint stock_reservation_once do nothing returning id`,
        [id, reference, state, expiresAt, createdAt, updatedAt],
      );
      if (inserted.length === 0) return false;
      if (lines.length > 0) {
        await db.insert(
          StockReservationLineEntity,
          lines.map((line) => ({ ...line, reservationId: id })),
        );
      }
      return true;
    },

    /** For who has the lock of its items' stock. */
    async end(id: string, state: Exclude<ReservationState, 'ACTIVE'>, updatedAt: Date): Promise<void> {
      await db.update(StockReservationEntity, { id }, { state, updatedAt });
    },
  };
}

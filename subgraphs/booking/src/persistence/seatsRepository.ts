import { sql } from '@marquee/shared/database';
import { isIntegerKey, type Listing, listingOf, type Order, type Page } from '@marquee/shared/pagination';
import { type EntityManager, In } from 'typeorm';
import { SeatEntity } from './seat.entity';

/** A seat that stays, and where it is in the new plan. */
export type SeatMove = Pick<SeatEntity, 'id' | 'type' | 'section' | 'x' | 'y'>;

/** Seat plan order; the id settles ties. */
const byPlace: Order<SeatEntity> = {
  columns: [sql`row.y`, sql`row.x`, sql`row.id`],
  keysOf: ({ y, x, id }) => [String(y), String(x), id],
  accepts: ([y = '', x = '']) => isIntegerKey(y) && isIntegerKey(x),
};

/** All queries on seat plans. A retired seat is in none. */
export function seatsRepository(db: EntityManager) {
  return {
    /** Retired ones too. */
    findByIds: (ids: readonly string[]): Promise<SeatEntity[]> => db.findBy(SeatEntity, { id: In([...ids]) }),

    /** The plans of these screens, each by y, then x. */
    plansOf: (screenIds: readonly string[]): Promise<SeatEntity[]> =>
      db.find(SeatEntity, {
        where: { screenId: In([...screenIds]), isRetired: false },
        order: { y: 'ASC', x: 'ASC', id: 'ASC' },
      }),

    list(screenId: string, page: Page): Promise<Listing<SeatEntity>> {
      const query = db.createQueryBuilder(SeatEntity, 'row').where('not row.isRetired');
      return listingOf(query.andWhere('row.screenId = :screenId', { screenId }), page, byPlace);
    },

    /** How many seats of each screen can be sold; screens without any are left out. */
    async capacitiesOf(screenIds: readonly string[]): Promise<Map<string, number>> {
      const rows: { id: string; count: number }[] = await db.query(
        `select screen_id as id, count(*)::int as count from seat
         where screen_id = any ($1) and not is_retired and not is_blocked group by screen_id`,
        [screenIds],
      );
      return new Map(rows.map(({ id, count }) => [id, count]));
    },

    existOf: (screenId: string): Promise<boolean> => db.existsBy(SeatEntity, { screenId, isRetired: false }),

    /** Those of the seats that are held or sold in a showing that is not over, in seat plan order. */
    heldOrSoldOf: (seatIds: readonly string[]): Promise<Pick<SeatEntity, 'row' | 'number'>[]> =>
      db.query(
        `select seat.row, seat.number from seat
         where seat.id = any ($1) and exists (
           select from seat_claim join showing on showing.id = seat_claim.showing_id
           where seat_claim.seat_id = seat.id and showing.sale <> 'CANCELLED' and showing.ends_at > booking_now()
             and seat_claim.kind <> 'BLOCK'
             and (seat_claim.expires_at is null or seat_claim.expires_at > booking_now()))
         order by seat.y, seat.x, seat.id`,
        [seatIds],
      ),

    /** In one statement, however many there are. */
    async insert(rows: readonly SeatEntity[]): Promise<void> {
      await db.query(
        `insert into seat (id, screen_id, row, number, type, section, x, y, is_blocked, is_retired)
         select * from unnest($1::text[], $2::text[], $3::text[], $4::integer[], $5::text[], $6::text[], $7::integer[],
           $8::integer[], $9::boolean[], $10::boolean[])`,
        [
          rows.map(({ id }) => id),
          rows.map(({ screenId }) => screenId),
          rows.map(({ row }) => row),
          rows.map(({ number }) => number),
          rows.map(({ type }) => type),
          rows.map(({ section }) => section),
          rows.map(({ x }) => x),
          rows.map(({ y }) => y),
          rows.map(({ isBlocked }) => isBlocked),
          rows.map(({ isRetired }) => isRetired),
        ],
      );
    },

    /** Takes the seats out of the plan: away, or out of sight where a hold or a booking says that they were sold. */
    async remove(seatIds: readonly string[]): Promise<void> {
      await db.query(
        `delete from seat
         where id = any ($1)
           and not exists (select from seat_claim where seat_id = seat.id)
           and not exists (select from seat_hold_seat where seat_id = seat.id)
           and not exists (select from booked_seat where seat_id = seat.id)
           and not exists (select from ticket where seat_id = seat.id)`,
        [seatIds],
      );
      await db.query('update seat set is_retired = true where id = any ($1)', [seatIds]);
    },

    /** Gives seats of one plan other places. */
    async move(moves: readonly SeatMove[]): Promise<void> {
      const ids = moves.map(({ id }) => id);
      // A place is taken once, at every moment: seats that change places must all have left before the first arrives.
      await db.query('update seat set is_retired = true where id = any ($1)', [ids]);
      await db.query(
        `update seat
         set type = moved.type, section = moved.section, x = moved.x, y = moved.y, is_retired = false
         from unnest($1::text[], $2::text[], $3::text[], $4::integer[], $5::integer[]) as moved (id, type, section, x, y)
         where seat.id = moved.id`,
        [
          ids,
          moves.map(({ type }) => type),
          moves.map(({ section }) => section),
          moves.map(({ x }) => x),
          moves.map(({ y }) => y),
        ],
      );
    },
  };
}

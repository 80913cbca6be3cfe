import { type EntityManager, In } from 'typeorm';
import type { HoldHistory, SeatHold } from '../domain/seatHold';
import { SeatHoldEntity } from './seatHold.entity';
import { SeatHoldSeatEntity } from './seatHoldSeat.entity';

/** All queries on holds. */
export function seatHoldsRepository(db: EntityManager) {
  return {
    findByIds: (ids: readonly string[]): Promise<SeatHold[]> => db.findBy(SeatHoldEntity, { id: In([...ids]) }),

    find: (id: string): Promise<SeatHold | null> => db.findOneBy(SeatHoldEntity, { id }),

    seatsOf: (holdIds: readonly string[]): Promise<SeatHoldSeatEntity[]> =>
      db.find(SeatHoldSeatEntity, {
        where: { holdId: In([...holdIds]) },
        order: { holdId: 'ASC', position: 'ASC' },
      }),

    /** Those of a showing that are live by their state, the soonest to run out first. */
    liveOfShowing: (showingId: string): Promise<SeatHold[]> =>
      db.find(SeatHoldEntity, {
        where: { showingId, state: In(['ACTIVE', 'EXTENDED']) },
        order: { expiresAt: 'ASC', id: 'ASC' },
      }),

    /** Those of a user that have not run out, the soonest to run out first. */
    activeOfUser: (userId: string): Promise<SeatHold[]> =>
      db
        .createQueryBuilder(SeatHoldEntity, 'row')
        .where('row.userId = :userId', { userId })
        .andWhere(`row.state in ('ACTIVE', 'EXTENDED') and row.expiresAt > booking_now()`)
        .orderBy('row.expiresAt', 'ASC')
        .addOrderBy('row.id', 'ASC')
        .getMany(),

    /** Showings with holds whose time is over and that nobody has cleared away. */
    async showingsWithDue(limit: number): Promise<string[]> {
      const rows: { showing_id: string }[] = await db.query(
        `select distinct showing_id from (
           select showing_id from seat_hold
           where state in ('ACTIVE', 'EXTENDED') and expires_at <= booking_now() order by expires_at limit $1
         ) as due`,
        [limit],
      );
      return rows.map(({ showing_id: showingId }) => showingId);
    },

    /**
     * What the user has had of the showing: seats held and booked now, and what came to nothing lately, which is holds and
     * bookings that were never paid.
     */
    async historyOf(userId: string, showingId: string, at: Date): Promise<HoldHistory> {
      const [row]: { seats: number; ends: Date[] }[] = await db.query(
        `select
           (select count(*)::int from seat_claim c
              left join seat_hold h on h.id = c.hold_id left join booking b on b.id = c.booking_id
            where c.showing_id = $2 and coalesce(h.user_id, b.customer_id) = $1
              and (c.expires_at is null or c.expires_at > $3)) as seats,
           array(
             select least(updated_at, expires_at) as ended_at from seat_hold
             where user_id = $1 and showing_id = $2 and state in ('RELEASED', 'EXPIRED')
             union all
             select least(updated_at, expires_at) from booking
             where customer_id = $1 and showing_id = $2 and status in ('CANCELLED', 'EXPIRED')
               and not exists (select from ticket where booking_id = booking.id)
             order by ended_at desc limit 20) as ends`,
        [userId, showingId, at],
      );
      return { seatCount: row?.seats ?? 0, idleEnds: row?.ends ?? [] };
    },

    async insert(hold: SeatHold, seats: readonly Omit<SeatHoldSeatEntity, 'holdId' | 'position'>[]): Promise<void> {
      await db.insert(SeatHoldEntity, hold);
      await db.insert(
        SeatHoldSeatEntity,
        seats.map((seat, position) => ({ ...seat, holdId: hold.id, position })),
      );
    },

    async update({ id, state, expiresAt, extensionsLeft, version, updatedAt }: SeatHold): Promise<void> {
      await db.update(SeatHoldEntity, { id }, { state, expiresAt, extensionsLeft, version, updatedAt });
    },
  };
}
